/// Rows of the screen. A very long line is wrapped in pieces, each as if it were a line, so that a key costs the same in a
/// line of a megabyte as in a short one.
extension TextBuffer {
    /// A line, or a piece of a very long one.
    struct Piece: Hashable {
        let line: Int
        /// Counted from the start of the line.
        let number: Int
        /// UTF-8 offsets in the line.
        let range: Range<Int>
        /// Whether the line ends with it.
        let isLast: Bool
    }

    /// Longer lines are wrapped in pieces of about `pieceLength` bytes.
    static let longLine = 4 * pieceLength
    static let pieceLength = 4096

    /// The piece that holds `offset`; the last one for the end of the line.
    func piece(at offset: Int, line: Int) -> Piece {
        let length = lines[line].utf8.count
        if length <= Self.longLine { return Piece(line: line, number: 0, range: 0..<length, isLast: true) }
        var number = min(offset, length - 1) / Self.pieceLength
        // Borders stand a little before the multiples.
        let next = border(number + 1, line: line)
        if next <= offset, next < length { number += 1 }
        return piece(number: number, line: line)
    }

    /// The piece before or behind another one, through the lines; nil at the ends of the text.
    func piece(_ steps: Int, from piece: Piece) -> Piece? {
        if steps > 0, piece.isLast {
            return piece.line + 1 < lines.count ? self.piece(at: 0, line: piece.line + 1) : nil
        }
        if steps < 0, piece.number == 0 {
            return piece.line > 0 ? self.piece(at: lines[piece.line - 1].utf8.count, line: piece.line - 1) : nil
        }
        return self.piece(number: piece.number + steps, line: piece.line)
    }

    private func piece(number: Int, line: Int) -> Piece {
        let length = lines[line].utf8.count
        let (start, end) = (border(number, line: line), border(number + 1, line: line))
        let isLast = end >= length
        return Piece(line: line, number: number, range: start..<(isLast ? length : end), isLast: isLast)
    }

    /// Where piece `number` begins: behind a space shortly before its multiple, or at the next character.
    private func border(_ number: Int, line: Int) -> Int {
        let text = lines[line]
        let target = number * Self.pieceLength
        if number <= 0 { return 0 }
        if target >= text.utf8.count { return text.utf8.count }
        var index = text.utf8.index(text.startIndex, offsetBy: target)
        for back in 0..<256 {
            let before = text.utf8.index(before: index)
            if text.utf8[before] == 0x20, text.utf8[index] < 0x80 { return target - back }
            index = before
        }
        return aligned(TextPosition(line: line, offset: target)).offset
    }

    /// The screen rows of a piece as UTF-8 offsets in its line; at least one. Without `wrapWidth` it is one row.
    func rows(of piece: Piece, wrapWidth: Int?) -> [Range<Int>] {
        guard let wrapWidth else { return [piece.range] }
        let text = lines[piece.line]
        if piece.range.count == text.utf8.count { return TextWrap.rows(of: text, width: wrapWidth) }
        let start = piece.range.lowerBound
        return TextWrap.rows(of: text.slice(utf8: piece.range), width: wrapWidth).map {
            ($0.lowerBound + start)..<($0.upperBound + start)
        }
    }

    /// Index of the row that shows `offset`; a place between two rows belongs to the later one.
    static func row(showing offset: Int, in rows: [Range<Int>]) -> Int {
        var low = 0
        var high = rows.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if rows[middle].lowerBound <= offset { low = middle } else { high = middle }
        }
        return low
    }

    /// The display column of `offset` within `row` of line `line`.
    func column(of offset: Int, in row: Range<Int>, line: Int) -> Int {
        var columns = 0
        lines[line].walkCharacters(from: row.lowerBound) { step in
            if step.offset >= offset { return false }
            columns += step.columns
            return true
        }
        return columns
    }

    /// The place in `row` nearest to display column `column`; in any row but the last one, before its last character.
    func offset(at column: Int, in row: Range<Int>, line: Int, isLast: Bool) -> Int {
        var used = 0
        var offset = row.lowerBound
        lines[line].walkCharacters(from: row.lowerBound) { step in
            let end = step.offset + step.length
            if end > row.upperBound || used + step.columns > column || (!isLast && end == row.upperBound) {
                return false
            }
            used += step.columns
            offset = end
            return true
        }
        return offset
    }

    /// Whether the cursor is on the first row of the text.
    public func isOnFirstRow(wrapWidth: Int) -> Bool {
        let piece = piece(at: cursor.offset, line: cursor.line)
        guard cursor.line == 0, piece.number == 0 else { return false }
        return TextBuffer.row(showing: cursor.offset, in: rows(of: piece, wrapWidth: wrapWidth)) == 0
    }

    /// Whether the cursor is on the last row of the text.
    public func isOnLastRow(wrapWidth: Int) -> Bool {
        let piece = piece(at: cursor.offset, line: cursor.line)
        guard cursor.line == lines.count - 1, piece.isLast else { return false }
        let rows = rows(of: piece, wrapWidth: wrapWidth)
        return TextBuffer.row(showing: cursor.offset, in: rows) == rows.count - 1
    }

    mutating func moveVertically(by count: Int, wrapWidth: Int?) {
        // Without wrapping a row is a line, however long.
        var piece =
            wrapWidth == nil
            ? Piece(line: cursor.line, number: 0, range: 0..<lines[cursor.line].utf8.count, isLast: true)
            : self.piece(at: cursor.offset, line: cursor.line)
        var rows = rows(of: piece, wrapWidth: wrapWidth)
        var index = TextBuffer.row(showing: cursor.offset, in: rows)
        let column = goalColumn ?? self.column(of: cursor.offset, in: rows[index], line: piece.line)
        var left = abs(count)
        while left > 0 {
            let next = index + count.signum()
            if rows.indices.contains(next) {
                index = next
            } else if let neighbour = neighbour(of: piece, count.signum(), isWrapped: wrapWidth != nil) {
                piece = neighbour
                rows = self.rows(of: piece, wrapWidth: wrapWidth)
                index = count < 0 ? rows.count - 1 : 0
            } else {
                break
            }
            left -= 1
        }
        endCommand()
        if left == abs(count) {
            cursor = count < 0 ? .start : endPosition
            return
        }
        let isLast = piece.isLast && index == rows.count - 1
        let target = offset(at: column, in: rows[index], line: piece.line, isLast: isLast)
        cursor = TextPosition(line: piece.line, offset: target)
        goalColumn = column
    }

    private func neighbour(of piece: Piece, _ step: Int, isWrapped: Bool) -> Piece? {
        if isWrapped { return self.piece(step, from: piece) }
        let line = piece.line + step
        guard lines.indices.contains(line) else { return nil }
        return Piece(line: line, number: 0, range: 0..<lines[line].utf8.count, isLast: true)
    }
}
