import EaselApp
import EaselCore
import EaselEngine
import Foundation

/// A comparison as it may be shown: names are hidden while a blind one waits for its vote.
struct ComparisonReport {
    let board: ComparisonBoard
    let votes: [ComparisonVote]
    let judgements: [Judgement]

    init(_ board: ComparisonBoard, _ store: any ComparisonStore) async throws(EaselError) {
        self.board = board
        votes = try await store.votes(of: board.comparison.id)
        judgements = try await store.judgements(of: board.comparison.id)
    }

    /// One of which nothing was sent, and that is in no history.
    init(refused order: ComparisonOrder, _ outlook: ComparisonOutlook?, _ error: EaselError) {
        var comparison = Comparison(order, at: Date())
        comparison.members = comparison.seats.map { seat in
            let refusal = outlook?.targets.first { $0.slot == seat.slot }?.refusal
            return ComparisonMember(seat, .new(), refusal: refusal ?? error)
        }
        board = ComparisonBoard(comparison)
        (votes, judgements) = ([], [])
    }

    var comparison: Comparison { board.comparison }
    var isRevealed: Bool { !comparison.isBlind || !votes.isEmpty }
    /// Slots in the order in which they are shown.
    var slots: [Int] { comparison.shownOrder }
    var measures: [ComparisonMeasures] { slots.map { ComparisonMeasures(board, slot: $0) } }

    /// `A` while names are hidden, `A fal:model` in a blind comparison after the vote and where a model is there twice,
    /// `fal:model` otherwise.
    func name(of slot: Int) -> String {
        isRevealed ? comparison.fullName(of: slot) : comparison.label(of: slot)
    }

    /// The rows of a target, as they may be shown; of one that was refused, a row that is in no history.
    func records(of slot: Int) -> [GenerationRecord] {
        board.panes(of: slot).compactMap { pane in
            let target = comparison.targets[slot]
            var draft = comparison.draft
            draft.parameters.merge(target.overrides) { $1 }
            var record = pane.record
            if record == nil, let refusal = pane.refusal { record = .refused(draft, target.reference, refusal) }
            return isRevealed ? record : record?.blinded(as: comparison.label(of: slot), asked: comparison.draft)
        }
    }

    func notes(of slot: Int) -> [String] {
        let notes = Fairness(board).notes(of: slot)
        guard !isRevealed else { return notes.map(\.message) }
        return notes.map { "\($0.parameter ?? "The request"): \($0.kind.rawValue)" }
    }

    /// Slots that the last vote, or the race, chose.
    var chosen: [Int] {
        if let winner = board.raceWinner { return [winner.seat.slot] }
        return votes.last?.verdict.best ?? []
    }

    /// `A and C share the win`; nil before a vote.
    var verdictWords: String? { votes.last.map { words($0.verdict) } }

    func words(_ verdict: Verdict) -> String {
        switch verdict {
        case .winner(let slot): "\(name(of: slot)) is the best"
        case .tie(let slots): slots.map(name).joined(separator: " and ") + " are equally good"
        case .allBad: "all are bad"
        }
    }

    static let headings = [
        "TARGET", "STATUS", "FIRST", "TOTAL", "TOK/S", "OUTPUT", "PIXELS", "LENGTH", "COST", "WARNINGS", "TRIES",
    ]

    func row(_ measures: ComparisonMeasures) -> [String] {
        let dash = "–"
        let milliseconds = { (value: Double?) in value.map { String(format: "%.0f ms", $0) } ?? dash }
        let output =
            measures.characters.map { String(format: "%.0f chars", $0) }
            ?? measures.bytes.map { RecordText.bytes(Int64($0)) }
        return [
            name(of: measures.slot), status(measures), milliseconds(measures.firstOutput), milliseconds(measures.total),
            measures.tokensPerSecond.map { String(format: "%.1f", $0) } ?? dash, output ?? dash,
            measures.dimensions.map(\.description) ?? dash,
            measures.duration.map { String(format: "%.2f s", $0) } ?? dash, cost(measures), "\(measures.warnings)",
            "\(measures.attempts)",
        ]
    }

    private func status(_ measures: ComparisonMeasures) -> String {
        if comparison.repeats > 1 { return "\(measures.succeeded)/\(comparison.repeats)" }
        guard let pane = board.panes(of: measures.slot).first else { return "–" }
        if pane.generation == comparison.raceWinner { return "won" }
        if let error = pane.error, error.kind != .cancelled { return error.kind.rawValue }
        switch pane.phase {
        case .unsent: return "not sent"
        case .finished(let status): return status.rawValue
        default: return "at work"
        }
    }

    private func cost(_ measures: ComparisonMeasures) -> String {
        guard measures.cost.knownUSD > 0 || measures.cost.unknownCount > 0 else {
            return measures.succeeded > 0 ? Spending.words(0) : "–"
        }
        return measures.cost.unknownCount > 0 && measures.cost.knownUSD == 0 ? "unknown" : measures.cost.words
    }
}

extension ComparisonReport {
    /// The contact sheet.
    ///
    /// - Parameter path: where it will stand, nil where that is not known: then it links no file beside it.
    func sheet(at path: String?, _ previews: FilePreviews) async -> ContactSheet {
        var maker = FigureMaker(previews, .comparison, page: path, isVeiled: !isRevealed)
        var cards: [ContactSheet.Card] = []
        for slot in slots {
            for (turn, record) in records(of: slot).enumerated() {
                var card = ContactSheet.Card(
                    heading: name(of: slot) + (comparison.repeats > 1 ? " · \(turn + 1)" : ""), record,
                    isChosen: chosen.contains(slot))
                if turn == 0 { card.remarks = notes(of: slot) }
                await card.addFigures(of: record, &maker)
                cards.append(card)
            }
        }
        var facts = comparison.name == nil ? [] : [comparison.draft.prompt]
        facts += [
            "\(comparison.draft.modality.title) · \(RecordText.date(comparison.createdAt)) · \(comparison.id.short)"
        ]
        if !isRevealed { facts.append("Names are hidden until the vote: easel compare vote \(comparison.id.short) A") }
        if let verdictWords { facts.append("Vote: \(verdictWords)") }
        if let note = votes.last?.note, !note.isEmpty { facts.append("Note: \(note)") }
        facts += judgements.map { "Judge \($0.judge): \(words($0.verdict)). \($0.reason)" }
        return ContactSheet(
            title: comparison.name ?? comparison.draft.prompt, facts: facts, cards: cards,
            table: [Self.headings] + measures.map(row))
    }
}

extension ContactSheet.Card {
    /// A result as it may be shown, still without its files.
    init(heading: String, facts: [String] = [], _ record: GenerationRecord, isChosen: Bool = false) {
        self.init(
            heading: heading, facts: (facts + [RecordText.figures(record)]).filter { !$0.isEmpty }, text: record.text,
            error: record.error.map { "\($0.kind.rawValue): \($0.message)" }, isChosen: isChosen)
    }

    mutating func addFigures(of record: GenerationRecord, _ maker: inout FigureMaker) async {
        for asset in record.assets {
            let facts = RecordText.facts(asset).replacing("  ", with: " · ")
            let description = "\(heading): \(HTMLText.line(record.draft.prompt, 120))"
            figures.append(await maker.figure(of: asset, description: description, facts: facts))
        }
    }
}

extension RecordText {
    /// `4.2 s · 120 tokens · $0.025`, without who made it.
    static func figures(_ record: GenerationRecord) -> String {
        var parts: [String] = []
        if let milliseconds = record.timing.totalMilliseconds {
            parts.append(String(format: "%.1f s", Double(milliseconds) / 1000))
        }
        if let tokens = record.usage.outputTokens { parts.append("\(tokens) tokens") }
        if record.status == .succeeded {
            parts.append(record.usage.costUSD == nil ? "cost unknown" : cost(record.usage))
        }
        if record.isSandbox { parts.append("sandbox: no real model") }
        return parts.joined(separator: " · ")
    }
}
