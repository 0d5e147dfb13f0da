/// The characters a frame is drawn with.
struct BorderGlyphs {
    let topLeft: Unicode.Scalar
    let topRight: Unicode.Scalar
    let bottomLeft: Unicode.Scalar
    let bottomRight: Unicode.Scalar
    let horizontal: Unicode.Scalar
    let vertical: Unicode.Scalar

    static let ascii = BorderGlyphs(
        topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+", horizontal: "-", vertical: "|"
    )
    static let rounded = BorderGlyphs(
        topLeft: "╭", topRight: "╮", bottomLeft: "╰", bottomRight: "╯", horizontal: "─", vertical: "│"
    )
    static let plain = BorderGlyphs(
        topLeft: "┌", topRight: "┐", bottomLeft: "└", bottomRight: "┘", horizontal: "─", vertical: "│"
    )

    static func glyphs(_ shape: Frame.Shape, unicode: Bool) -> BorderGlyphs {
        if !unicode { return .ascii }
        return shape == .rounded ? .rounded : .plain
    }
}
