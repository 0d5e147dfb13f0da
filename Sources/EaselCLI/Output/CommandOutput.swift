public import EaselCore
public import Foundation

/// Where a command reads and writes: the process's own streams, or a test's.
public struct CommandOutput: Sendable {
    /// Writes to standard output; false when nobody reads any more.
    public var write: @Sendable (String) -> Bool
    /// Writes to standard error.
    public var report: @Sendable (String) -> Void
    public var outputIsTerminal: Bool
    public var errorIsTerminal: Bool
    /// Nothing is rewritten, and progress is told only when its kind changes: somebody listens to it.
    public var isPlain = false
    /// A person can be asked: standard input and standard error are a terminal.
    public var canAsk = false
    /// Reads one line of standard input; nil at its end.
    public var readAnswer: @Sendable () -> String? = { nil }
    /// Reads all of standard input.
    public var readInput: @Sendable () throws -> Data

    public init(
        write: @escaping @Sendable (String) -> Bool, report: @escaping @Sendable (String) -> Void,
        outputIsTerminal: Bool,
        errorIsTerminal: Bool, readInput: @escaping @Sendable () throws -> Data
    ) {
        self.write = write
        self.report = report
        self.outputIsTerminal = outputIsTerminal
        self.errorIsTerminal = errorIsTerminal
        self.readInput = readInput
    }

    /// Writes a line to standard output; text from outside is made harmless when a terminal shows it.
    func line(_ text: String = "") { _ = write((outputIsTerminal ? TerminalSafeText.of(text) : text) + "\n") }

    /// Writes a line to standard error.
    func note(_ text: String) { report(TerminalSafeText.of(text) + "\n") }

    /// Asks a question that is answered with yes or no, on standard error; no where nobody can be asked.
    func ask(_ question: String) -> Bool {
        guard canAsk else { return false }
        report(TerminalSafeText.line(question) + " [y/N] ")
        return ["y", "yes"].contains((readAnswer() ?? "").trimmingCharacters(in: .whitespaces).lowercased())
    }

    /// Writes an error and its remedy to standard error, two lines at most.
    public func show(_ error: EaselError) {
        note("easel: \(TerminalSafeText.line(error.message))")
        note("  → \(TerminalSafeText.line(error.remedy))")
    }
}
