extension TextBuffer {
    /// Removes `text` when it stands right before the cursor; false, without any change, when something else does.
    @discardableResult
    public mutating func removeBeforeCursor(_ text: String) -> Bool {
        let pieces = text.logicalLines
        let line = cursor.line - pieces.count + 1
        guard !text.isEmpty, line >= 0 else { return false }
        let end = pieces.count == 1 ? cursor.offset : lines[line].utf8.count
        let offset = end - pieces[0].utf8.count
        guard offset >= 0 else { return false }
        let start = TextPosition(line: line, offset: offset)
        guard aligned(start) == start, self.text(in: start..<cursor) == text else { return false }
        anchor = nil
        edit(start..<cursor, with: "", kind: .other)
        return true
    }
}
