/// A key on the keyboard, or the character it produced.
public enum Key: Hashable, Sendable {
    /// A printable character, already shifted ("?" rather than shift and "/"); space is `.character(" ")`.
    case character(Character)
    case enter, tab
    /// Tab with shift.
    case backTab
    case backspace, delete, insert, escape
    case up, down, left, right, home, end, pageUp, pageDown
    /// F1 is `.function(1)`.
    case function(Int)
}
