extension TextBuffer {
    /// The screen rows of line `line` as UTF-8 offsets; one row when `wrapWidth` is nil.
    func rows(of line: Int, wrapWidth: Int?) -> [Range<Int>] {
        guard let wrapWidth else { return [0..<lines[line].utf8.count] }
        return TextWrap.rows(of: lines[line], width: wrapWidth)
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

    mutating func moveVertically(by count: Int, wrapWidth: Int?) {
        var line = cursor.line
        var rows = rows(of: line, wrapWidth: wrapWidth)
        var index = TextBuffer.row(showing: cursor.offset, in: rows)
        let column = goalColumn ?? self.column(of: cursor.offset, in: rows[index], line: line)
        var left = abs(count)
        while left > 0 {
            let next = index + count.signum()
            if rows.indices.contains(next) {
                index = next
            } else if lines.indices.contains(line + count.signum()) {
                line += count.signum()
                rows = self.rows(of: line, wrapWidth: wrapWidth)
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
        let target = offset(at: column, in: rows[index], line: line, isLast: index == rows.count - 1)
        cursor = TextPosition(line: line, offset: target)
        goalColumn = column
    }
}
