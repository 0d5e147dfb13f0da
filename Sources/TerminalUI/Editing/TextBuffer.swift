/// The text of an editor with its cursor and history: editing logic without drawing.
///
/// Text is kept line by line, so that an edit costs no more than the lines it touches; a paste costs its own length.
/// The cursor moves by characters as people see them. Everything inserted goes through `TextSanitizer.clean`.
public struct TextBuffer: Hashable, Sendable {
    /// The lines without their breaks; never empty.
    public private(set) var lines: [String] = [""]
    /// Where the next insertion goes.
    public internal(set) var cursor = TextPosition.start
    /// Where the selection began; what lies between it and the cursor is selected.
    public internal(set) var anchor: TextPosition?
    /// Whether line breaks are kept; otherwise they become spaces.
    public let isMultiline: Bool
    /// Length of the text in UTF-8 bytes, line breaks included.
    public private(set) var byteCount = 0

    /// Display column that up and down try to keep; nil after any other motion or edit.
    var goalColumn: Int?
    var history = TextHistory()
    /// What `yank` inserts.
    var killed = ""
    var lastWasKill = false

    /// A buffer holding `text`, the cursor behind it.
    public init(_ text: String = "", isMultiline: Bool = true) {
        self.isMultiline = isMultiline
        if !text.isEmpty { reset(to: text) }
    }

    /// The whole text.
    public var text: String { lines.joined(separator: "\n") }
    /// Whether nothing was typed.
    public var isEmpty: Bool { byteCount == 0 }
    /// Characters before the cursor in its line, for showing to people.
    public var cursorColumn: Int {
        lines[cursor.line].slice(utf8: 0..<cursor.offset).count
    }

    /// Replaces everything, forgetting the history; the cursor goes behind the text.
    public mutating func reset(to text: String = "") {
        lines = prepared(text).logicalLines
        byteCount = lines.reduce(lines.count - 1) { $0 + $1.utf8.count }
        cursor = endPosition
        history = TextHistory()
        endCommand()
        anchor = nil
    }

    /// Inserts typed or pasted text in the place of the selection, without one at the cursor. Single characters join into
    /// one undo step per word.
    public mutating func insert(_ text: String) {
        let text = prepared(text)
        if text.isEmpty { return }
        if let selection { return edit(selection, with: text, kind: .other) }
        let isTyped = text.utf8.count <= 4 && text.count == 1 && text != "\n"
        if isTyped, text != " ", characterBefore(cursor) == " " { history.close() }
        edit(cursor..<cursor, with: text, kind: isTyped ? .typing : .other)
    }

    /// Begins a new line.
    public mutating func insertLineBreak() {
        insert("\n")
    }

    /// Removes the selection, without one the character before the cursor, joining lines at the start of one.
    public mutating func deleteBackward() {
        if let selection { return edit(selection, with: "", kind: .other) }
        let start = position(before: cursor)
        if start < cursor { edit(start..<cursor, with: "", kind: .deleting) }
    }

    /// Removes the selection, without one the character behind the cursor, joining lines at the end of one.
    public mutating func deleteForward() {
        if let selection { return edit(selection, with: "", kind: .other) }
        let end = position(after: cursor)
        if end > cursor { edit(cursor..<end, with: "", kind: .deleting) }
    }

    /// Takes back the last group of edits; false when there is none.
    @discardableResult
    public mutating func undo() -> Bool {
        guard let group = history.popUndo() else { return false }
        for edit in group.edits.reversed() {
            replace(edit.start..<edit.start.advanced(over: edit.inserted), with: edit.removed)
        }
        endCommand()
        anchor = nil
        cursor = aligned(group.cursorBefore)
        return true
    }

    /// Does again what `undo` took back; false when there is nothing.
    @discardableResult
    public mutating func redo() -> Bool {
        guard let group = history.popRedo() else { return false }
        for edit in group.edits {
            replace(edit.start..<edit.start.advanced(over: edit.removed), with: edit.inserted)
        }
        endCommand()
        anchor = nil
        cursor = aligned(group.cursorAfter)
        return true
    }

    /// Whether `undo` would change something.
    public var canUndo: Bool { history.canUndo }
    /// Whether `redo` would change something.
    public var canRedo: Bool { history.canRedo }

    /// Puts the cursor at the character boundary nearest behind `position`, cut to the text. `selecting` keeps the other
    /// end of the selection where it is, or begins one at the cursor.
    public mutating func place(at position: TextPosition, selecting: Bool = false) {
        history.close()
        endCommand()
        anchor = selecting ? anchor ?? cursor : nil
        cursor = aligned(position)
    }

    // The one way the text changes with a record of it.
    mutating func edit(_ range: Range<TextPosition>, with text: String, kind: TextHistory.Kind) {
        let removed = self.text(in: range)
        let before = cursor
        let end = replace(range, with: text)
        endCommand()
        anchor = nil
        cursor = aligned(end)
        let edit = TextEdit(start: range.lowerBound, removed: removed, inserted: text)
        history.record(edit, kind: kind, before: before, after: cursor)
    }

    /// Forgets what only the command right before may use.
    mutating func endCommand() {
        goalColumn = nil
        lastWasKill = false
    }

    /// The text between two places.
    func text(in range: Range<TextPosition>) -> String {
        let (start, end) = (range.lowerBound, range.upperBound)
        if start.line == end.line { return lines[start.line].slice(utf8: start.offset..<end.offset) }
        var pieces = [lines[start.line].slice(utf8: start.offset..<lines[start.line].utf8.count)]
        pieces += lines[(start.line + 1)..<end.line]
        pieces.append(lines[end.line].slice(utf8: 0..<end.offset))
        return pieces.joined(separator: "\n")
    }

    @discardableResult
    private mutating func replace(_ range: Range<TextPosition>, with text: String) -> TextPosition {
        let (start, end) = (range.lowerBound, range.upperBound)
        byteCount += text.utf8.count - length(of: range)
        if start.line == end.line, !text.utf8.contains(0x0A) {
            let line = lines[start.line]
            let lower = line.utf8.index(line.startIndex, offsetBy: start.offset)
            let upper = line.utf8.index(lower, offsetBy: end.offset - start.offset)
            lines[start.line].replaceSubrange(lower..<upper, with: text)
            return TextPosition(line: start.line, offset: start.offset + text.utf8.count)
        }
        let tail = lines[end.line].slice(utf8: end.offset..<lines[end.line].utf8.count)
        var inserted = text.logicalLines
        inserted[0] = lines[start.line].slice(utf8: 0..<start.offset) + inserted[0]
        let last = inserted.count - 1
        let result = TextPosition(line: start.line + last, offset: inserted[last].utf8.count)
        inserted[last] += tail
        lines.replaceSubrange(start.line...end.line, with: inserted)
        return result
    }

    private func length(of range: Range<TextPosition>) -> Int {
        let (start, end) = (range.lowerBound, range.upperBound)
        if start.line == end.line { return end.offset - start.offset }
        let whole = lines[start.line..<end.line].reduce(0) { $0 + $1.utf8.count + 1 }
        return whole - start.offset + end.offset
    }

    private func prepared(_ text: String) -> String {
        isMultiline ? TextSanitizer.clean(text) : TextSanitizer.singleLine(text)
    }
}
