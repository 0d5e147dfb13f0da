extension String {
    /// The pieces between line feeds. Split by bytes: it is faster, and as a character a line feed with a mark behind it
    /// would not be found.
    var logicalLines: [String] {
        utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { String(Substring($0)) }
    }

    /// The piece between two UTF-8 offsets, which must lie on scalar boundaries; constant-time indexing.
    func slice(utf8 range: Range<Int>) -> String {
        let start = utf8.index(startIndex, offsetBy: range.lowerBound)
        let end = utf8.index(start, offsetBy: range.count)
        return String(self[start..<end])
    }

    /// `range` without the spaces at its end.
    func trimmedEnd(of range: Range<Int>) -> Range<Int> {
        var end = utf8.index(startIndex, offsetBy: range.upperBound)
        var upper = range.upperBound
        while upper > range.lowerBound {
            let before = utf8.index(before: end)
            guard utf8[before] == 0x20 else { break }
            end = before
            upper -= 1
        }
        return range.lowerBound..<upper
    }

    func droppingTrailingSpaces() -> String {
        slice(utf8: trimmedEnd(of: 0..<utf8.count))
    }
}
