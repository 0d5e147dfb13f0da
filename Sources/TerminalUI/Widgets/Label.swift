/// One line of styled text, cut with an ellipsis when it does not fit.
public struct Label {
    /// The text.
    public var line: Line
    /// Where it stands in a wider space.
    public var alignment: Alignment

    /// A label showing `line`.
    public init(_ line: Line, alignment: Alignment = .left) {
        self.line = line
        self.alignment = alignment
    }

    /// A label showing `text` in one style.
    public init(_ text: String, style: Style, alignment: Alignment = .left) {
        self.init(Line(text, style: style), alignment: alignment)
    }

    /// Draws into the first row of `rect`; the rest of the row keeps what is there.
    public func draw(in rect: Rect, on surface: inout Surface, theme: Theme) {
        if rect.isEmpty { return }
        let shown = line.truncated(to: rect.width, ellipsis: theme.ellipsis)
        let indent = alignment == .left ? 0 : alignment.indent(of: shown.width, in: rect.width)
        surface.write(shown, at: rect.origin.offset(x: indent), in: rect)
    }
}
