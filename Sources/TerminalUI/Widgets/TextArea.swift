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
    /// What is marked as found; nothing when empty.
    public var query: String

    /// Texts longer than this are not counted from the top at every frame; they scroll by rows instead of half pages.
    static let countedBytes = 1 << 16

    /// An area for `buffer`.
    public init(_ buffer: TextBuffer, placeholder: String = "", role: ThemeRole = .input, query: String = "") {
        self.query = query
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
        var piece: TextBuffer.Piece? = buffer.piece(at: 0, line: 0)
        while let next = piece, count < limit {
            count += buffer.rows(of: next, wrapWidth: wrapWidth).count
            piece = buffer.piece(1, from: next)
        }
        return min(count, limit)
    }

    /// Draws the part in sight; returns where the cursor stands, nil when there is no room.
    @discardableResult
    public func draw(in rect: Rect, on surface: inout Surface, theme: Theme) -> Point? {
        surface.fill(rect, style: theme[role])
        if rect.isEmpty { return nil }
        if buffer.isEmpty {
            let style = theme[.placeholder].with(background: theme[role].background)
            let width = TextArea.wrapWidth(for: rect.width)
            Paragraph(placeholder, style: style, width: width).draw(in: rect, on: &surface)
            return rect.origin
        }
        var cursor: Point?
        for (y, row) in visibleRows(size: rect.size).enumerated() {
            let place = rect.origin.offset(y: y)
            surface.write(buffer.lines[row.line].slice(utf8: row.range), at: place, style: theme[role], in: rect)
            mark(row, at: place, in: rect, on: &surface, theme: theme)
            if row.hasCursor {
                let column = buffer.column(of: buffer.cursor.offset, in: row.range, line: row.line)
                cursor = place.offset(x: min(column, rect.width - 1))
            }
        }
        return cursor
    }

    /// The place in the text drawn at `point`, for the mouse; the end of the text below its last row.
    public func position(at point: Point, in rect: Rect) -> TextPosition? {
        guard rect.contains(point) else { return nil }
        let rows = visibleRows(size: rect.size)
        guard point.y - rect.y < rows.count else { return buffer.endPosition }
        let row = rows[point.y - rect.y]
        let offset = buffer.offset(at: point.x - rect.x, in: row.range, line: row.line, isLast: row.isLast)
        return TextPosition(line: row.line, offset: offset)
    }

    /// Found places, and above them what is selected.
    private func mark(_ row: Row, at place: Point, in rect: Rect, on surface: inout Surface, theme: Theme) {
        func restyle(_ range: Range<Int>, _ role: ThemeRole) {
            let part = range.clamped(to: row.range)
            let start = buffer.column(of: part.lowerBound, in: row.range, line: row.line)
            var end = buffer.column(of: part.upperBound, in: row.range, line: row.line)
            // The line break shows as one column.
            if row.isLast, range.upperBound > row.range.upperBound { end += 1 }
            let columns = Rect(x: place.x + start, y: place.y, width: end - start, height: 1)
            surface.restyle(columns.intersection(rect)) { theme.marked($0, as: role) }
        }
        for match in buffer.matches(of: query, in: row.range, line: row.line) { restyle(match, .match) }
        if let selected = buffer.selectedOffsets(ofLine: row.line),
            selected.upperBound > row.range.lowerBound, selected.lowerBound <= row.range.upperBound
        {
            restyle(selected, .selection)
        }
    }

    private struct Row {
        let line: Int
        /// UTF-8 offsets in the line.
        let range: Range<Int>
        /// Whether it ends its line.
        let isLast: Bool
        let hasCursor: Bool
    }

    private func visibleRows(size: Size) -> [Row] {
        let wrapWidth = TextArea.wrapWidth(for: size.width)
        let cursor = buffer.cursor
        let cursorPiece = buffer.piece(at: cursor.offset, line: cursor.line)
        let cursorRows = buffer.rows(of: cursorPiece, wrapWidth: wrapWidth)
        let cursorRow = TextBuffer.row(showing: cursor.offset, in: cursorRows)
        var piece = cursorPiece
        var skip = cursorRow - rowsAbove(cursorPiece, cursorRow: cursorRow, wrapWidth: wrapWidth, height: size.height)
        while skip < 0, let before = buffer.piece(-1, from: piece) {
            piece = before
            skip += buffer.rows(of: piece, wrapWidth: wrapWidth).count
        }
        var visible: [Row] = []
        var next: TextBuffer.Piece? = piece
        while visible.count < size.height, let piece = next {
            let rows = piece == cursorPiece ? cursorRows : buffer.rows(of: piece, wrapWidth: wrapWidth)
            for index in rows.indices.dropFirst(max(0, skip)).prefix(size.height - visible.count) {
                let hasCursor = piece == cursorPiece && index == cursorRow
                let isLast = piece.isLast && index == rows.count - 1
                visible.append(Row(line: piece.line, range: rows[index], isLast: isLast, hasCursor: hasCursor))
            }
            skip = 0
            next = buffer.piece(1, from: piece)
        }
        return visible
    }

    /// Rows shown above the cursor's row.
    private func rowsAbove(_ cursorPiece: TextBuffer.Piece, cursorRow: Int, wrapWidth: Int, height: Int) -> Int {
        var above = cursorRow
        let isCounted = buffer.byteCount <= TextArea.countedBytes
        var piece = buffer.piece(-1, from: cursorPiece)
        while let before = piece {
            if !isCounted, above >= height { break }
            above += buffer.rows(of: before, wrapWidth: wrapWidth).count
            piece = buffer.piece(-1, from: before)
        }
        if above < height { return above }
        if !isCounted { return height - 1 }
        let step = max(1, height / 2)
        let hidden = (above - height + step) / step * step
        return above - hidden
    }
}
