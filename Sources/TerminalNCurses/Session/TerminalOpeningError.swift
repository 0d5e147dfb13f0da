/// Why the full-screen interface cannot start; `description` is one line with the remedy in it.
public enum TerminalOpeningError: Error, Equatable, CustomStringConvertible {
    /// The stream ("standard input", "standard output") is a file or a pipe.
    case notATerminal(stream: String)
    /// `TERM` is empty or not set.
    case terminalNotNamed
    /// `TERM` names a terminal that cannot move its cursor.
    case terminalTooSimple(name: String)
    /// No terminfo entry was found, not even a common one.
    case terminfoMissing(name: String)
    /// A system call failed, with its `errno`.
    case system(call: String, code: Int32)

    public var description: String {
        switch self {
        case .notATerminal(let stream):
            "\(stream) is not a terminal; run this in a terminal window, without redirecting it"
        case .terminalNotNamed:
            "TERM is not set; set it to your terminal's name, for example: export TERM=xterm-256color"
        case .terminalTooSimple(let name):
            "the terminal \"\(name)\" (TERM) cannot position its cursor; use a terminal emulator, or if this is one: "
                + "export TERM=xterm-256color"
        case .terminfoMissing(let name):
            "terminfo describes neither \"\(name)\" (TERM) nor xterm-256color; install ncurses-base"
        case .system(let call, let code):
            "the terminal could not be set up: \(call) failed with error \(code)"
        }
    }
}
