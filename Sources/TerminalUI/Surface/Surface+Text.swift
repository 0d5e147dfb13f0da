extension Surface {
    /// Writes one line of text from `at` to the right, cut to `clip` (the surface when nil).
    ///
    /// Control characters are neutralised by `TextSanitizer`; a line break counts as a blank. Returns the columns used,
    /// those cut off at the left included, so that the next piece goes to `at.x` plus the result.
    @discardableResult
    public mutating func write(_ text: String, at point: Point, style: Style, in clip: Rect? = nil) -> Int {
        let area = clip.map { $0.intersection(bounds) } ?? bounds
        let visible = point.y >= area.y && point.y < area.maxY
        if !visible || point.x >= area.maxX || area.isEmpty {
            return visible ? 0 : min(DisplayWidth.width(of: text), max(0, (clip ?? bounds).maxX - point.x))
        }
        let id = palette.id(for: style)
        let (start, x) = writeASCIIStart(of: text, at: point, style: id, in: area)
        guard let start, x < area.maxX else { return x - point.x }
        return writeElements(of: text, from: start, at: Point(x: x, y: point.y), style: id, in: area) - point.x
    }

    /// Writes the spans of `line` one after the other; returns the columns used.
    @discardableResult
    public mutating func write(_ line: Line, at point: Point, in clip: Rect? = nil) -> Int {
        var x = point.x
        for span in line.spans {
            x += write(span.text, at: Point(x: x, y: point.y), style: span.style, in: clip)
        }
        return x - point.x
    }

    /// Writes printable ASCII until something else comes; returns where to go on (nil at the end) and the next column.
    private mutating func writeASCIIStart(
        of text: String,
        at point: Point,
        style: StyleID,
        in area: Rect
    ) -> (String.Index?, Int) {
        let result = text.utf8.withContiguousStorageIfAvailable { bytes -> (Int, Int) in
            var length = 0
            while length < bytes.count, bytes[length] >= 0x20, bytes[length] < 0x7F { length += 1 }
            // The byte before a non-ASCII one may be the base of a combining mark.
            if length < bytes.count, length > 0, bytes[length] >= 0x80 { length -= 1 }
            let first = max(0, area.x - point.x)
            let last = min(length, area.maxX - point.x)
            if first < last {
                let left = point.x + first
                healEdges(row: point.y, from: left, to: point.x + last)
                let offset = point.y * size.width + point.x
                for position in first..<last {
                    cells[offset + position] = Cell(glyph: Glyph(rawValue: UInt32(bytes[position])), style: style)
                }
            }
            return (length, length == bytes.count ? 1 : 0)
        }
        guard let (length, isWhole) = result else { return (text.startIndex, point.x) }
        let x = min(point.x + length, max(area.maxX, point.x))
        return (isWhole == 1 ? nil : text.utf8.index(text.startIndex, offsetBy: length), x)
    }

    private mutating func writeElements(
        of text: String,
        from start: String.Index,
        at point: Point,
        style: StyleID,
        in area: Rect
    ) -> Int {
        var reader = TextElementReader(text, from: start)
        var x = point.x
        while x < area.maxX, let element = reader.next() {
            if element.kind == .glyph {
                let glyph = palette.glyph(base: element.base, marks: reader.marks)
                put(glyph, width: element.width, at: Point(x: x, y: point.y), style: style, in: area)
            } else {
                for column in 0..<element.width {
                    put(.space, width: 1, at: Point(x: x + column, y: point.y), style: style, in: area)
                }
            }
            x += element.width
        }
        return min(x, area.maxX)
    }
}
