import EaselCore
import Synchronization

/// Progress on standard error: one line that is rewritten on a terminal, a line per change elsewhere.
final class ProgressLine: Sendable {
    private let output: CommandOutput
    private let isQuiet: Bool
    private let shown = Mutex("")

    init(_ output: CommandOutput, isQuiet: Bool) {
        self.output = output
        self.isQuiet = isQuiet
    }

    /// Shows a state; the same state is shown once.
    func show(_ text: String) {
        guard !isQuiet else { return }
        // A voice that reads every percent is of no use.
        let state = output.isPlain ? String(text.prefix { $0 != ":" && !$0.isNumber }) : text
        let isNew = shown.withLock { shown in
            defer { shown = state }
            return shown != state
        }
        guard isNew else { return }
        if output.errorIsTerminal && !output.isPlain {
            output.report("\r\u{1B}[K" + TerminalSafeText.line(text))
        } else {
            output.note(text)
        }
    }

    /// Removes the line from a terminal.
    func clear() {
        let wasShown = shown.withLock { shown in
            defer { shown = "" }
            return !shown.isEmpty
        }
        if wasShown && output.errorIsTerminal && !isQuiet && !output.isPlain { output.report("\r\u{1B}[K") }
    }

    /// Shows a line that stays.
    func keep(_ text: String) {
        guard !isQuiet else { return }
        clear()
        output.note(text)
    }
}
