extension TextBuffer {
    /// Removes from the cursor to the end of the line (or the line break when already there) and keeps it for `yank`.
    public mutating func killToLineEnd() {
        let end = destination(of: .lineEnd)
        kill(cursor..<(end == cursor ? position(after: cursor) : end), isForward: true)
    }

    /// Removes from the start of the line to the cursor and keeps it for `yank`.
    public mutating func killToLineStart() {
        kill(destination(of: .lineStart)..<cursor, isForward: false)
    }

    /// Removes the word before the cursor and keeps it for `yank`.
    public mutating func killWordBackward() {
        kill(destination(of: .wordLeft)..<cursor, isForward: false)
    }

    /// Removes the word behind the cursor and keeps it for `yank`.
    public mutating func killWordForward() {
        kill(cursor..<destination(of: .wordRight), isForward: true)
    }

    /// Removes everything and keeps it for `yank`; unlike `reset` it can be undone.
    public mutating func killAll() {
        anchor = nil
        kill(TextPosition.start..<endPosition, isForward: true)
    }

    /// Removes the selection and keeps it for `yank`; returns it, nil without one.
    @discardableResult
    public mutating func cut() -> String? {
        guard let selection else { return nil }
        lastWasKill = false
        kill(selection, isForward: true)
        lastWasKill = false
        return killed
    }

    /// Keeps the selection for `yank`; returns it, nil without one.
    @discardableResult
    public mutating func copy() -> String? {
        guard let selectedText else { return nil }
        killed = selectedText
        lastWasKill = false
        return killed
    }

    /// Inserts what was killed last; kills right after each other were joined.
    public mutating func yank() {
        if killed.isEmpty { return }
        edit(selection ?? cursor..<cursor, with: killed, kind: .other)
    }

    private mutating func kill(_ range: Range<TextPosition>, isForward: Bool) {
        let range = selection ?? range
        if range.isEmpty { return }
        let removed = text(in: range)
        if lastWasKill {
            killed = isForward ? killed + removed : removed + killed
        } else {
            killed = removed
        }
        edit(range, with: "", kind: .other)
        lastWasKill = true
    }
}
