extension TextBuffer {
    /// What is selected; nil when nothing is.
    public var selection: Range<TextPosition>? {
        guard let anchor, anchor != cursor else { return nil }
        return min(anchor, cursor)..<max(anchor, cursor)
    }

    /// The selected text; nil when nothing is selected.
    public var selectedText: String? { selection.map { text(in: $0) } }

    /// Selects the whole text, the cursor at its end.
    public mutating func selectAll() {
        select(.start..<endPosition)
    }

    /// Selects `range`, cut to whole characters of the text, the cursor at its end.
    public mutating func select(_ range: Range<TextPosition>) {
        history.close()
        endCommand()
        anchor = aligned(range.lowerBound)
        cursor = aligned(range.upperBound)
    }

    /// Ends the selection without moving the cursor.
    public mutating func deselect() {
        anchor = nil
    }

    /// Selects the word at `position`; beside words, the run of other characters.
    public mutating func selectWord(at position: TextPosition) {
        let place = aligned(position)
        let isWord = (characterAfter(place) ?? characterBefore(place))?.isWordPart ?? false
        var (start, end) = (place, place)
        while let character = characterBefore(start), character.isWordPart == isWord {
            start = self.position(before: start)
        }
        while let character = characterAfter(end), character.isWordPart == isWord { end = self.position(after: end) }
        select(start..<end)
    }

    /// Selects line `line` with its line break.
    public mutating func selectLine(_ line: Int) {
        let line = min(max(0, line), lines.count - 1)
        let end =
            line + 1 < lines.count ? TextPosition(line: line + 1, offset: 0) : TextPosition(line: line, offset: .max)
        select(TextPosition(line: line, offset: 0)..<end)
    }

    /// The selected UTF-8 offsets of a line, nil where nothing of it is selected. The upper bound is one more than the line
    /// has where the line break belongs to the selection.
    func selectedOffsets(ofLine line: Int) -> Range<Int>? {
        guard let selection, (selection.lowerBound.line...selection.upperBound.line).contains(line) else { return nil }
        let start = selection.lowerBound.line == line ? selection.lowerBound.offset : 0
        let end = selection.upperBound.line == line ? selection.upperBound.offset : lines[line].utf8.count + 1
        return start..<end
    }
}
