/// A colour as a theme or a picture asks for it; backends reduce it to what the terminal can show.
public enum Color: Hashable, Sendable {
    /// Whatever the terminal uses when nothing is asked for.
    case terminalDefault
    /// One of the sixteen colours the user's terminal defines, 0 to 15 (8 and above are the bright ones).
    case ansi(UInt8)
    /// Red, green and blue in sRGB, 0 to 255 each.
    case rgb(UInt8, UInt8, UInt8)
}
