import EaselCore
import EaselEngine
import Foundation
import TerminalUI

/// One sentence about what has the focus.
struct StudioTip {
    let line: Line

    /// Longer prompts are not counted letter by letter at every key.
    private static let countedBytes = 64 << 10

    init(_ state: StudioScreen.State, _ session: Session) {
        let (words, role) = Self.words(state, session)
        line = Line(TextSanitizer.singleLine(words), style: session.theme[role])
    }

    private static func words(_ state: StudioScreen.State, _ session: Session) -> (String, ThemeRole) {
        switch state.focus {
        case .provider:
            guard let row = state.focusedProvider else { return ("", .muted) }
            let readiness = row.readiness(for: state.modality, limit: state.forecast(of: row, session)?.until)
            if case .limited = readiness, let warning = state.warning(of: row, session) { return (warning, .warning) }
            return (row.explanation(readiness, state.modality), readiness.isUsable ? .muted : .warning)
        case .model:
            guard let card = state.focusedModel else { return ("", .muted) }
            let dropped = state.desk.dropped(by: card) { key in state.card?[key]?.title ?? key.rawValue }
            guard !dropped.isEmpty, card.model != state.card?.model else { return (model(card), .muted) }
            return ("Does not take \(dropped.joined(separator: ", ")). \(model(card))", .warning)
        case .parameters:
            guard let spec = state.form.spec(in: state.specs) else { return ("", .muted) }
            if let problem = state.form.edit?.problem { return (problem, .error) }
            return (parameter(spec), .muted)
        case .prompt: return prompt(state, session)
        case .result: return result(state, session)
        }
    }

    private static func model(_ card: ModelCard) -> String {
        var words = ["\(card.model)"]
        if !card.summary.isEmpty { words.append(card.summary) }
        words.append(card.price.map(\.words) ?? "price not known")
        if let retirement = card.retirement { words.insert(retirement.words, at: 0) }
        return words.joined(separator: "  ")
    }

    private static func parameter(_ spec: ParameterSpec) -> String {
        let summary = spec.summary.isEmpty ? "" : spec.summary + " "
        return "\(spec.title): \(summary)Takes \(spec.allowed)."
            + (spec.defaultValue.map { " Default \($0.plainText)." } ?? "")
    }

    private static func prompt(_ state: StudioScreen.State, _ session: Session) -> (String, ThemeRole) {
        guard let card = state.card else {
            return state.provider == nil ? (state.obstacle(to: state.modality), .warning) : ("", .muted)
        }
        if let provider = state.provider, let warning = state.warning(of: provider, session) {
            return (warning, .warning)
        }
        let buffer = state.prompt.buffer
        var words = ["to \(card.name)"]
        if let limit = card.limits.promptCharacters {
            // A character takes at most so many bytes in ordinary text: a pasted book need not be counted at every key.
            let bytes = buffer.byteCount
            if bytes / 4 > limit {
                return (
                    "The prompt has \(Figures.bytes(Int64(bytes))); \(card.name) takes \(limit) characters.", .warning
                )
            }
            if bytes > Self.countedBytes {
                words.append("\(Figures.bytes(Int64(bytes))) of \(limit) characters")
                return (words.joined(separator: ", "), .muted)
            }
            let count = buffer.lines.reduce(buffer.lines.count - 1) { $0 + $1.count }
            if count > limit { return ("The prompt has \(count) characters; \(card.name) takes \(limit).", .warning) }
            words.append("\(count) of \(limit) characters")
        }
        if card.origin.isComplete, state.desk.attachments(for: card).count < state.desk.attachments.count {
            return ("\(card.name) does not take the dimmed file: it is not sent.", .warning)
        }
        var draft = GenerationDraft(
            modality: card.modality, prompt: "", parameters: state.desk.values(for: card),
            attachments: state.desk.attachments(for: card))
        // Only speech is charged by the letter, and only there is the whole text looked at.
        if card.price?.rates.keys.contains(where: \.dependsOnPrompt) == true, buffer.byteCount <= Self.countedBytes {
            draft.prompt = buffer.text
        }
        let cost = CostEstimate.before(card, draft)
        words.append(cost?.words ?? card.price?.words ?? "price not known")
        guard let retirement = card.retirement else { return (words.joined(separator: ", "), .muted) }
        return ("\(card.name) \(retirement.words). " + words.dropFirst().joined(separator: ", "), .warning)
    }

    private static func result(_ state: StudioScreen.State, _ session: Session) -> (String, ThemeRole) {
        guard let generation = state.shownGeneration(in: session) else { return ("", .muted) }
        return ("\(generation.record.rerunTarget): \(generation.record.draft.prompt.prefix(300))", .muted)
    }
}
