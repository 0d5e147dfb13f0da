import EaselCore
import TerminalUI

/// Which generation of a modality is looked at, and which part of it.
struct ResultPane: Equatable {
    enum Message: Equatable, Sendable {
        /// To an older (negative) or newer generation.
        case flipped(by: Int)
        /// To another file of the same generation.
        case fileMoved(by: Int)
        case reasoningToggled
        case opened, pathCopied, textCopied
        case played
        case rerun
        /// The command line that makes the same.
        case commandAsked
    }

    var shown: JobID?
    /// Which of several files.
    var file = 0
    /// First row in sight; nil follows the end as it grows.
    var top: Int?
    var showsReasoning = false
    /// The answer, laid out for the pane.
    var flow = FlowedText()
    /// The thinking before it, laid out when it is unfolded.
    var thoughts = FlowedText()
    /// What was said before it, in a conversation.
    var before = TurnFlow()

    /// Looks at another generation: from the start of one that is over, at the end of one that grows.
    mutating func show(_ generation: LiveGeneration?) {
        guard shown != generation?.id else { return }
        self = ResultPane()
        shown = generation?.id
        top = generation?.isRunning == false ? 0 : nil
    }

    /// Scrolls within a text of so many rows; at the end it follows again.
    mutating func scroll(_ step: Step, rows: Int, height: Int) {
        let most = max(0, rows - height)
        let start = min(top ?? most, most)
        let wanted = step.apply(to: start, most: most, page: height)
        top = wanted >= most ? nil : wanted
    }

    /// Lays out what has come.
    mutating func lay(_ generation: LiveGeneration, width: Int, theme: Theme) {
        flow.lay(generation.text, of: generation.id, width: width, theme: theme)
        if showsReasoning { thoughts.lay(generation.reasoning, of: generation.id, width: width, theme: theme) }
    }

    /// Rows of text that there are: what was said before, the line of folded reasoning, the answer.
    func rowCount(_ generation: LiveGeneration) -> Int { before.rows.count + ownRowCount(generation) }

    /// Rows of the answer itself.
    func ownRowCount(_ generation: LiveGeneration) -> Int {
        let reasoning = generation.reasoning.isEmpty ? 0 : 1 + (showsReasoning ? thoughts.rows.count : 0)
        return reasoning + flow.rows.count
    }

    /// The file that is looked at.
    func asset(of generation: LiveGeneration) -> Asset? {
        let assets = generation.record.assets
        return assets.isEmpty ? nil : assets[min(max(0, file), assets.count - 1)]
    }
}
