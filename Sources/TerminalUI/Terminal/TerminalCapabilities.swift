/// What the terminal at the other end can show.
public struct TerminalCapabilities: Hashable, Sendable {
    /// How many colours.
    public var colorDepth: ColorDepth
    /// Whether it shows Unicode; otherwise only ASCII may be drawn as decoration.
    public var unicode: Bool
    /// How fine pictures are.
    public var pictures: PictureDisplay

    /// Everything: true colour and Unicode.
    public static let full = TerminalCapabilities(colorDepth: .trueColor, unicode: true)
    /// The least: ASCII without colour.
    public static let minimal = TerminalCapabilities(colorDepth: .none, unicode: false)

    /// Capabilities as found out by a backend.
    public init(colorDepth: ColorDepth, unicode: Bool, pictures: PictureDisplay = .blocks) {
        self.colorDepth = colorDepth
        self.unicode = unicode
        self.pictures = pictures
    }
}
