/// Text wrapped to the width of its place, from a given row on.
public struct Paragraph {
    /// The rows, already wrapped.
    public let rows: [Line]
    /// First row shown.
    public var offset: Int
    /// Where the rows stand.
    public var alignment: Alignment

    /// Wraps styled `lines` to `width`.
    public init(_ lines: [Line], width: Int, offset: Int = 0, alignment: Alignment = .left) {
        rows = TextWrap.wrap(lines, width: max(1, width))
        self.offset = offset
        self.alignment = alignment
    }

    /// Wraps a text in one style to `width`; line breaks count.
    public init(_ text: String, style: Style, width: Int, offset: Int = 0, alignment: Alignment = .left) {
        self.init([Line(text, style: style)], width: width, offset: offset, alignment: alignment)
    }

    /// The largest offset that still fills `height` rows.
    public func maximumOffset(height: Int) -> Int {
        max(0, rows.count - max(0, height))
    }

    /// Draws as many rows as fit. An offset beyond the end shows the end.
    public func draw(in rect: Rect, on surface: inout Surface) {
        let first = min(max(0, offset), maximumOffset(height: rect.height))
        for (y, row) in rows.dropFirst(first).prefix(rect.height).enumerated() {
            let indent = alignment == .left ? 0 : alignment.indent(of: row.width, in: rect.width)
            surface.write(row, at: rect.origin.offset(x: indent, y: y), in: rect)
        }
    }
}
