/// How many colours a terminal can show, from none to all.
public enum ColorDepth: Int, Comparable, Hashable, Sendable, CaseIterable {
    /// No colour: attributes only (`NO_COLOR`, dumb terminals).
    case none
    /// The sixteen colours of the user's palette.
    case ansi16
    /// The xterm palette: 16 + a 6x6x6 cube + 24 greys.
    case palette256
    /// Eight bits per channel.
    case trueColor

    /// Fewer colours come first.
    public static func < (lhs: ColorDepth, rhs: ColorDepth) -> Bool {
        lhs.rawValue < rhs.rawValue
    }
}
