/// Why a program ended.
public enum ProgramExit: Hashable, Sendable {
    /// It asked to.
    case quit
    /// A signal asked it to; the number is the signal's.
    case terminated(Int32)
    /// The terminal went away.
    case hangup
}
