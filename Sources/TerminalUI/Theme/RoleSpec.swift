/// What a theme file says about one role, colours still by name.
public struct RoleSpec: Hashable, Sendable {
    /// Name of the glyph colour; nil for that of `text`.
    public var foreground: String?
    /// Name of the colour behind; nil for that of `text`.
    public var background: String?
    /// Emphasis.
    public var attributes: TextAttributes

    /// A look by colour names.
    public init(foreground: String? = nil, background: String? = nil, attributes: TextAttributes = []) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }
}
