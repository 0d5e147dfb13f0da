/// How text is emphasised, apart from its colours.
public struct TextAttributes: OptionSet, Hashable, Sendable {
    /// One bit for each member.
    public let rawValue: UInt8

    /// The set whose members' bits are set.
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// Heavier strokes.
    public static let bold = TextAttributes(rawValue: 1 << 0)
    /// Fainter than normal.
    public static let dim = TextAttributes(rawValue: 1 << 1)
    /// Slanted.
    public static let italic = TextAttributes(rawValue: 1 << 2)
    /// A line below.
    public static let underline = TextAttributes(rawValue: 1 << 3)
    /// Foreground and background exchanged.
    public static let reverse = TextAttributes(rawValue: 1 << 4)
    /// A line through the middle.
    public static let strikethrough = TextAttributes(rawValue: 1 << 5)
}
