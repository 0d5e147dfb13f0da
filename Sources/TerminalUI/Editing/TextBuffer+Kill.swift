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
        kill(TextPosition.start..<endPosition, isForward: true)
    }

    /// Inserts what was killed last; kills right after each other were joined.
    public mutating func yank() {
        if killed.isEmpty { return }
        edit(cursor..<cursor, with: killed, kind: .other)
    }

    private mutating func kill(_ range: Range<TextPosition>, isForward: Bool) {
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
