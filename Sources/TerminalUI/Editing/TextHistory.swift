/// What can be undone and redone, in groups that belong together for the user.
struct TextHistory: Hashable, Sendable {
    /// What the last edit was, to decide whether the next one continues it.
    enum Kind: Hashable, Sendable {
        case typing, deleting, other
    }

    struct Group: Hashable, Sendable {
        let kind: Kind
        var edits: [TextEdit]
        let cursorBefore: TextPosition
        var cursorAfter: TextPosition
    }

    private var undoable: [Group] = []
    private var redoable: [Group] = []
    private var isOpen = false

    static let maximumGroups = 1_000

    /// Ends the group: the next edit begins a new one.
    mutating func close() {
        isOpen = false
    }

    mutating func record(_ edit: TextEdit, kind: Kind, before: TextPosition, after: TextPosition) {
        redoable = []
        if isOpen, kind != .other, let last = undoable.last, last.kind == kind, last.cursorAfter == before {
            undoable[undoable.count - 1].edits.append(edit)
            undoable[undoable.count - 1].cursorAfter = after
            return
        }
        undoable.append(Group(kind: kind, edits: [edit], cursorBefore: before, cursorAfter: after))
        if undoable.count > TextHistory.maximumGroups { undoable.removeFirst() }
        isOpen = true
    }

    mutating func popUndo() -> Group? {
        isOpen = false
        guard let group = undoable.popLast() else { return nil }
        redoable.append(group)
        return group
    }

    mutating func popRedo() -> Group? {
        isOpen = false
        guard let group = redoable.popLast() else { return nil }
        undoable.append(group)
        return group
    }

    var canUndo: Bool { !undoable.isEmpty }
    var canRedo: Bool { !redoable.isEmpty }
}
