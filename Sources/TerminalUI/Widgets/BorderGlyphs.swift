/// The characters a frame is drawn with.
struct BorderGlyphs {
    let topLeft: Unicode.Scalar
    let topRight: Unicode.Scalar
    let bottomLeft: Unicode.Scalar
    let bottomRight: Unicode.Scalar
    let horizontal: Unicode.Scalar
    let vertical: Unicode.Scalar

    init(_ shape: Frame.Shape, unicode: Bool) {
        switch (shape, unicode) {
        case (_, false): self.init("+", "+", "+", "+", horizontal: "-", vertical: "|")
        case (.rounded, true): self.init("╭", "╮", "╰", "╯", horizontal: "─", vertical: "│")
        case (.plain, true): self.init("┌", "┐", "└", "┘", horizontal: "─", vertical: "│")
        }
    }

    private init(
        _ topLeft: Unicode.Scalar,
        _ topRight: Unicode.Scalar,
        _ bottomLeft: Unicode.Scalar,
        _ bottomRight: Unicode.Scalar,
        horizontal: Unicode.Scalar,
        vertical: Unicode.Scalar
    ) {
        self.topLeft = topLeft
        self.topRight = topRight
        self.bottomLeft = bottomLeft
        self.bottomRight = bottomRight
        self.horizontal = horizontal
        self.vertical = vertical
    }
}
