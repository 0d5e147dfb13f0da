/// One character position of the screen, eight bytes.
public struct Cell: Hashable, Sendable, BitwiseCopyable {
    /// What is shown.
    public var glyph: Glyph
    /// How it looks, as a number of the surface's palette.
    public var style: StyleID

    /// An empty cell in the terminal's own look.
    public static let blank = Cell(glyph: .space, style: .plain)

    /// A cell showing `glyph` in `style`.
    public init(glyph: Glyph, style: StyleID) {
        self.glyph = glyph
        self.style = style
    }
}
