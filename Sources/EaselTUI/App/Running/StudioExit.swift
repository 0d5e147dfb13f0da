/// Why the studio ended.
public enum StudioExit: Hashable, Sendable {
    /// The user left.
    case quit
    /// A signal asked for it; the number is the signal's.
    case terminated(signal: Int32)
    /// The terminal went away.
    case hangup
}
