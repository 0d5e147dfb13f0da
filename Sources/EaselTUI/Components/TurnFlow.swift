import EaselCore
import TerminalUI

/// What was said before an answer, laid out in rows: turn above turn, each with who said it, down to the prompt of the answer.
struct TurnFlow: Equatable {
    /// What the rows were made from; another value starts over.
    private struct Source: Equatable {
        var turns: [JobID]
        var shown: JobID
        var target: ModelReference
        var isCut: Bool
        var width: Int
        var theme: Theme
    }

    private(set) var rows: [Line] = []
    private var source: Source?

    /// Prompts are shown up to this many characters: people paste books.
    static let promptLimit = 4000

    /// - Parameter isCut: turns before the first one are not known here.
    mutating func lay(
        _ turns: [GenerationRecord], before shown: LiveGeneration, isCut: Bool, width: Int, theme: Theme
    ) {
        let wanted = Source(
            turns: turns.map(\.id), shown: shown.id, target: shown.record.rerunTarget, isCut: isCut,
            width: max(1, width), theme: theme)
        guard source != wanted else { return }
        source = wanted
        rows = isCut ? [Line("(earlier turns are not here)", style: theme[.muted])] + [Line()] : []
        for turn in turns {
            append(prompt: turn.draft.prompt, answeredBy: turn.target, wanted)
            var answer = FlowedText()
            answer.lay(turn.text ?? turn.stateWord, of: turn.id, width: wanted.width, theme: theme)
            rows += answer.rows + [Line()]
        }
        append(prompt: shown.record.draft.prompt, answeredBy: wanted.target, wanted)
    }

    private mutating func append(prompt: String, answeredBy target: ModelReference, _ source: Source) {
        let theme = source.theme
        rows.append(Line("\(theme.promptSign) You", style: theme[.accent].adding(.bold)))
        let shown = prompt.prefix(Self.promptLimit)
        for line in shown.split(separator: "\n", omittingEmptySubsequences: false) {
            rows += TextWrap.wrap(Line(String(line), style: theme[.text]), width: source.width)
        }
        if shown.endIndex < prompt.endIndex { rows.append(Line("[cut here]", style: theme[.muted])) }
        rows.append(Line())
        rows.append(
            Line(
                "\(theme.chosenSign) \(TextSanitizer.singleLine("\(target)"))",
                style: theme[.muted].adding(.bold)))
    }
}
