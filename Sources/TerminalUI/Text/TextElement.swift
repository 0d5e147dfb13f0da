/// What one step through outside text amounts to on the screen.
struct TextElement {
    enum Kind {
        /// `base` with the reader's `marks`, one or two columns.
        case glyph
        /// `width` blank columns.
        case tab
        /// The end of a line; one blank column where lines cannot break.
        case lineBreak
    }

    let kind: Kind
    let base: Unicode.Scalar
    let width: Int

    static let tab = TextElement(kind: .tab, base: " ", width: TextSanitizer.tabWidth)
    static let lineBreak = TextElement(kind: .lineBreak, base: " ", width: 1)
    static let replacement = TextElement(kind: .glyph, base: TextSanitizer.replacement, width: 1)
}
