/// What a terminal reports to the program.
public enum InputEvent: Hashable, Sendable {
    /// A key was pressed.
    case key(KeyChord)
    /// The mouse did something.
    case mouse(MouseEvent)
    /// Bracketed paste, as received: hostile until it went through `TextSanitizer`.
    case paste(String)
    /// The screen has a new size.
    case resize(Size)
    case focusGained, focusLost
    /// The terminal answered, and shows more, or something else, than was known.
    case capabilities(TerminalCapabilities)
    /// SIGTSTP: the user wants the shell back for a while.
    case suspendRequested
    /// SIGCONT: the program was continued, its screen may be gone.
    case resumed
    /// A signal asks the program to end; the number is the signal's.
    case terminate(Int32)
    /// The terminal went away: end of file on input, or SIGHUP.
    case hangup
}
