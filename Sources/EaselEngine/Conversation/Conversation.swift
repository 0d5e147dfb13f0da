import EaselCore

/// What was said before a prompt, as far as a model can take it.
///
/// Nothing is left out in silence: turns that do not fit, files of earlier turns, and turns that the history does not have any
/// more are told as warnings.
struct Conversation: Sendable, Equatable {
    /// Oldest first.
    var turns: [TextRequest.Turn] = []
    var warnings: [GenerationWarning] = []

    /// No conversation is longer: a person who goes on from here is told what is left out.
    static let longest = 200

    init() {}

    /// Reads what a draft goes on from. Throws `.invalidRequest` when that is not there, is no text or is not finished.
    init(
        before draft: GenerationDraft, for card: ModelCard, from history: any HistoryStore
    ) async throws(EaselError) {
        guard let lineage = draft.lineage, lineage.kind == .turn, draft.modality == .text else {
            self.init()
            return
        }
        let records = try await history.conversation(endingAt: lineage.parent, limit: Self.longest)
        try Self.check(records.last, lineage.parent)
        self.init(records, draft: draft, card: card)
    }

    /// - Parameter records: the conversation so far, oldest first, at least the turn that the draft goes on from.
    init(_ records: [GenerationRecord], draft: GenerationDraft, card: ModelCard) {
        let said = records.filter(\.isTurn)
        let kept = Self.fitting(said, draft: draft, card: card)
        turns = kept.flatMap { record in
            [
                TextRequest.Turn(speaker: .user, text: record.draft.prompt),
                TextRequest.Turn(speaker: .assistant, text: record.text ?? ""),
            ]
        }
        if kept.count < said.count, let limit = card.limits.contextTokens {
            let count = said.count - kept.count
            warnings.append(
                GenerationWarning(
                    .adjusted,
                    "\(count == 1 ? "The oldest turn" : "The \(count) oldest turns") of the conversation \(count == 1 ? "was" : "were") left out: \(card.name) takes \(limit) tokens."
                ))
        }
        if records.first?.earlierTurn != nil {
            let words =
                records.count >= Self.longest
                ? "Only the last \(Self.longest) turns of the conversation were sent."
                : "The beginning of the conversation is not in the history any more: it was not sent."
            warnings.append(GenerationWarning(.adjusted, words))
        }
        if kept.contains(where: { !$0.draft.attachments.isEmpty }) {
            warnings.append(
                GenerationWarning(
                    .other, "Files of earlier turns are not sent again; attach them where they still matter."))
        }
    }

    /// The newest turns that leave room for the prompt and its answer; all of them where the model's context is not known.
    private static func fitting(_ turns: [GenerationRecord], draft: GenerationDraft, card: ModelCard)
        -> [GenerationRecord]
    {
        guard let context = card.limits.contextTokens else { return turns }
        var request = TextRequest(model: card.model, prompt: draft.prompt)
        request.parameters.values = draft.parameters
        var room = context - TokenEstimate.of(request, card)
        var first = turns.endIndex
        while first > turns.startIndex {
            let turn = turns[first - 1]
            room -= TokenEstimate.of(turn.draft.prompt) + TokenEstimate.of(turn.text ?? "") + marks
            guard room >= 0 else { break }
            first -= 1
        }
        return Array(turns[first...])
    }

    /// Tokens around the two texts of a turn, which say who speaks.
    private static let marks = 8

    private static func check(_ last: GenerationRecord?, _ id: JobID) throws(EaselError) {
        guard let last else {
            throw EaselError(
                .invalidRequest, "The turn \(id.short) that it goes on from is not in the history.",
                remedy: "Begin a new conversation.")
        }
        guard last.draft.modality == .text else {
            throw EaselError(
                .invalidRequest,
                "A conversation goes on from text; \(id.short) is \(last.draft.modality.rawValue).",
                remedy: "Use it as a file of the request.")
        }
        guard last.status.isFinished else {
            throw EaselError(
                .invalidRequest, "The answer \(id.short) is still being written.",
                remedy: "Wait for its end, or cancel it: what was said until then counts.")
        }
    }
}
