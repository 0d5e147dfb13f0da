/// Breaks text into rows of a given width: at spaces, between East Asian characters, and inside words that are too
/// long for a row.
public enum TextWrap {
    /// The rows of one logical line as UTF-8 offsets; together they cover the line, and there is always at least one.
    ///
    /// Spaces at a break stay with the row they end and may hang over its edge. `line` must hold no line break and
    /// should have gone through `TextSanitizer.clean`.
    public static func rows(of line: String, width: Int) -> [Range<Int>] {
        let length = line.utf8.count
        if width <= 0 || (length <= width && DisplayWidth.asciiWidth(of: line.utf8) != nil) { return [0..<length] }
        var scanner = WrapScanner(width: width)
        line.walkCharacters { step in
            scanner.add(step)
            return true
        }
        return scanner.finish(at: length)
    }

    /// The rows of a text with line breaks, cleaned, without the spaces at the breaks.
    public static func wrap(_ text: String, width: Int) -> [String] {
        TextSanitizer.clean(text).logicalLines.flatMap { line in
            let rows = rows(of: line, width: width)
            return rows.enumerated().map { index, row in
                let piece = line.slice(utf8: row)
                return index + 1 < rows.count ? piece.droppingTrailingSpaces() : piece
            }
        }
    }

    /// The rows of a styled line, cleaned, without the spaces at the breaks; line breaks inside spans count.
    public static func wrap(_ line: Line, width: Int) -> [Line] {
        logicalLines(of: line).flatMap { wrapOne($0, width: width) }
    }

    /// The rows of several styled lines.
    public static func wrap(_ lines: [Line], width: Int) -> [Line] {
        lines.flatMap { wrap($0, width: width) }
    }

    private static func logicalLines(of line: Line) -> [Line] {
        var lines = [Line()]
        for span in line.spans {
            for (index, part) in TextSanitizer.clean(span.text).logicalLines.enumerated() {
                if index > 0 { lines.append(Line()) }
                if !part.isEmpty { lines[lines.count - 1].append(part, style: span.style) }
            }
        }
        return lines
    }

    private static func wrapOne(_ line: Line, width: Int) -> [Line] {
        let text = line.text
        let rows = rows(of: text, width: width)
        if rows.count == 1 { return [line] }
        var result: [Line] = []
        var spanIndex = 0
        var spanStart = 0
        for (number, row) in rows.enumerated() {
            let kept = number + 1 < rows.count ? text.trimmedEnd(of: row) : row
            var piece = Line()
            while spanIndex < line.spans.count {
                let span = line.spans[spanIndex]
                let spanEnd = spanStart + span.text.utf8.count
                let part = kept.clamped(to: spanStart..<spanEnd)
                if !part.isEmpty {
                    let local = (part.lowerBound - spanStart)..<(part.upperBound - spanStart)
                    piece.append(span.text.slice(utf8: local), style: span.style)
                }
                if spanEnd > row.upperBound { break }
                spanStart = spanEnd
                spanIndex += 1
            }
            result.append(piece)
        }
        return result
    }
}
