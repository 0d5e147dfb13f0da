/// The look of a cell: two colours and attributes.
public struct Style: Hashable, Sendable {
    /// Colour of the glyph.
    public var foreground: Color
    /// Colour behind the glyph.
    public var background: Color
    /// Emphasis.
    public var attributes: TextAttributes

    /// The terminal's own look.
    public static let plain = Style()

    /// A look; what is left out is the terminal's own.
    public init(
        foreground: Color = .terminalDefault,
        background: Color = .terminalDefault,
        attributes: TextAttributes = []
    ) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }

    /// This look on top of `base`: colours left at the terminal's default come from `base`, attributes are united.
    public func over(_ base: Style) -> Style {
        Style(
            foreground: foreground == .terminalDefault ? base.foreground : foreground,
            background: background == .terminalDefault ? base.background : background,
            attributes: attributes.union(base.attributes)
        )
    }

    /// The same look with another colour behind it.
    public func with(background: Color) -> Style {
        Style(foreground: foreground, background: background, attributes: attributes)
    }

    /// The same look with another glyph colour.
    public func with(foreground: Color) -> Style {
        Style(foreground: foreground, background: background, attributes: attributes)
    }

    /// The same look with `more` emphasis.
    public func adding(_ more: TextAttributes) -> Style {
        Style(foreground: foreground, background: background, attributes: attributes.union(more))
    }
}
