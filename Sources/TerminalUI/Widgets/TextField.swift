/// Draws a `TextBuffer` on one row, scrolled sideways so that the cursor is in sight.
public struct TextField {
    /// Text and cursor; only the cursor's line is shown.
    public var buffer: TextBuffer
    /// Shown while the buffer is empty.
    public var placeholder: String
    /// Whether characters are hidden.
    public var isSecret: Bool

    /// A field for `buffer`.
    public init(_ buffer: TextBuffer, placeholder: String = "", isSecret: Bool = false) {
        self.buffer = buffer
        self.placeholder = placeholder
        self.isSecret = isSecret
    }

    /// Draws into the first row of `rect`; returns where the cursor stands, nil when there is no room.
    @discardableResult
    public func draw(in rect: Rect, on surface: inout Surface, theme: Theme) -> Point? {
        let place = rect.row(0)
        surface.fill(place, style: theme[.input])
        if place.isEmpty { return nil }
        if buffer.isEmpty {
            Label(TextSanitizer.singleLine(placeholder), style: theme[.placeholder])
                .draw(in: place, on: &surface, theme: theme)
            return place.origin
        }
        let line = buffer.lines[buffer.cursor.line]
        let shown = isSecret ? String(repeating: "*", count: line.count) : line
        let whole = 0..<line.utf8.count
        let column =
            isSecret
            ? buffer.cursorColumn
            : buffer.column(of: buffer.cursor.offset, in: whole, line: buffer.cursor.line)
        let shift = max(0, column - (place.width - 1))
        surface.write(shown, at: place.origin.offset(x: -shift), style: theme[.input], in: place)
        if let selected = buffer.selectedOffsets(ofLine: buffer.cursor.line), !isSecret {
            let start = buffer.column(of: selected.lowerBound, in: whole, line: buffer.cursor.line)
            let end = buffer.column(of: selected.upperBound, in: whole, line: buffer.cursor.line)
            let columns = Rect(x: place.x + start - shift, y: place.y, width: end - start, height: 1)
            surface.restyle(columns.intersection(place)) { theme.marked($0, as: .selection) }
        }
        return place.origin.offset(x: column - shift)
    }
}
