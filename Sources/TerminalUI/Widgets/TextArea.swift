/// Draws a `TextBuffer` on many rows with soft wrap, scrolled so that the cursor is in sight.
///
/// The scroll position follows from the text alone (it moves by half pages), so no state has to be kept for it.
public struct TextArea {
    /// Text and cursor.
    public var buffer: TextBuffer
    /// Shown while the buffer is empty.
    public var placeholder: String
    /// Whose look the text has.
    public var role: ThemeRole

    /// Texts longer than this are not counted from the top at every frame; they scroll by rows instead of half pages.
    static let countedBytes = 1 << 16

    /// An area for `buffer`.
    public init(_ buffer: TextBuffer, placeholder: String = "", role: ThemeRole = .input) {
        self.buffer = buffer
        self.placeholder = placeholder
        self.role = role
    }

    /// The width rows are wrapped at in a place `width` columns wide; the last column is the cursor's.
    public static func wrapWidth(for width: Int) -> Int {
        max(1, width - 1)
    }

    /// Rows the whole text needs in a place `width` columns wide, counted up to `limit`.
    public func rowCount(width: Int, limit: Int = .max) -> Int {
        let wrapWidth = TextArea.wrapWidth(for: width)
        var count = 0
        for line in buffer.lines.indices where count < limit {
            count += buffer.rows(of: line, wrapWidth: wrapWidth).count
        }
        return min(count, limit)
    }

    /// Draws the part in sight; returns where the cursor stands, nil when there is no room.
    @discardableResult
    public func draw(in rect: Rect, on surface: inout Surface, theme: Theme) -> Point? {
        surface.fill(rect, style: theme[role])
        if rect.isEmpty { return nil }
        let wrapWidth = TextArea.wrapWidth(for: rect.width)
        if buffer.isEmpty {
            let style = theme[.placeholder].with(background: theme[role].background)
            Paragraph(placeholder, style: style, width: wrapWidth).draw(in: rect, on: &surface)
            return rect.origin
        }
        let cursor = buffer.cursor
        let cursorRows = buffer.rows(of: cursor.line, wrapWidth: wrapWidth)
        let cursorRow = TextBuffer.row(showing: cursor.offset, in: cursorRows)
        let above = rowsAbove(cursorRow: cursorRow, wrapWidth: wrapWidth, height: rect.height)
        drawRows(in: rect, on: &surface, style: theme[role], skipping: cursorRow - above)
        let column = buffer.column(of: cursor.offset, in: cursorRows[cursorRow], line: cursor.line)
        return rect.origin.offset(x: min(column, rect.width - 1), y: above)
    }

    /// Rows shown above the cursor's row.
    private func rowsAbove(cursorRow: Int, wrapWidth: Int, height: Int) -> Int {
        var above = cursorRow
        let isCounted = buffer.byteCount <= TextArea.countedBytes
        for line in buffer.lines[..<buffer.cursor.line].reversed() {
            if !isCounted, above >= height { break }
            above += TextWrap.rows(of: line, width: wrapWidth).count
        }
        if above < height { return above }
        if !isCounted { return height - 1 }
        let step = max(1, height / 2)
        let hidden = (above - height + step) / step * step
        return above - hidden
    }

    /// Draws from `first` rows below the start of the cursor's line on; a negative number begins in lines above.
    private func drawRows(in rect: Rect, on surface: inout Surface, style: Style, skipping first: Int) {
        let wrapWidth = TextArea.wrapWidth(for: rect.width)
        var line = buffer.cursor.line
        var skip = first
        while skip < 0, line > 0 {
            line -= 1
            skip += buffer.rows(of: line, wrapWidth: wrapWidth).count
        }
        var y = rect.y
        while y < rect.maxY, line < buffer.lines.count {
            for row in buffer.rows(of: line, wrapWidth: wrapWidth).dropFirst(max(0, skip)).prefix(rect.maxY - y) {
                surface.write(buffer.lines[line].slice(utf8: row), at: Point(x: rect.x, y: y), style: style, in: rect)
                y += 1
            }
            skip = 0
            line += 1
        }
    }
}
