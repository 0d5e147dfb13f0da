internal import Foundation

extension TextBuffer {
    /// Where `query` stands next, from `start` on and round the end once; case does not count. `isForward: false` looks for
    /// the last place that ends before or at `start`. Nil when it stands nowhere.
    ///
    /// A query is looked for within lines: line breaks in it are found nowhere.
    public func find(_ query: String, from start: TextPosition, isForward: Bool = true) -> Range<TextPosition>? {
        if query.isEmpty { return nil }
        let start = aligned(start)
        let steps =
            isForward
            ? Array(start.line..<lines.count) + Array(0...start.line)
            : Array((0...start.line).reversed()) + Array((start.line..<lines.count).reversed())
        for (turn, line) in steps.enumerated() {
            let text = lines[line]
            let from = text.utf8.index(text.startIndex, offsetBy: line == start.line ? start.offset : 0)
            let range: Range<String.Index>
            // The line of the start is looked at twice: first on one side of it, at last on the other.
            if line == start.line, turn == 0 {
                range = isForward ? from..<text.endIndex : text.startIndex..<from
            } else {
                range = text.startIndex..<text.endIndex
            }
            let options: String.CompareOptions = isForward ? .caseInsensitive : [.caseInsensitive, .backwards]
            if let found = text.range(of: query, options: options, range: range) { return position(found, in: line) }
        }
        return nil
    }

    /// Where `query` stands in a part of a line, as UTF-8 offsets; case does not count.
    func matches(of query: String, in part: Range<Int>, line: Int) -> [Range<Int>] {
        if query.isEmpty { return [] }
        // A match may begin before the part and end behind it.
        let reach = query.utf8.count * 2
        let start = aligned(TextPosition(line: line, offset: part.lowerBound - reach)).offset
        let end = aligned(TextPosition(line: line, offset: part.upperBound + reach)).offset
        let text = lines[line].slice(utf8: start..<max(start, end))
        var found: [Range<Int>] = []
        var rest = text.startIndex..<text.endIndex
        while let next = text.range(of: query, options: .caseInsensitive, range: rest), !next.isEmpty {
            let lower = start + text.utf8.distance(from: text.startIndex, to: next.lowerBound)
            let upper = start + text.utf8.distance(from: text.startIndex, to: next.upperBound)
            if upper > part.lowerBound, lower < part.upperBound { found.append(lower..<upper) }
            rest = next.upperBound..<text.endIndex
        }
        return found
    }

    private func position(_ range: Range<String.Index>, in line: Int) -> Range<TextPosition> {
        let text = lines[line]
        let lower = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
        let upper = text.utf8.distance(from: text.startIndex, to: range.upperBound)
        return TextPosition(line: line, offset: lower)..<TextPosition(line: line, offset: upper)
    }
}
