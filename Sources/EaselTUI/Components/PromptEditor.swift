import TerminalUI

/// The prompt and the way back to earlier ones.
struct PromptEditor: Equatable {
    var buffer = TextBuffer()
    /// Earlier prompts, newest first, without repetitions.
    private(set) var earlier: [String] = []
    /// What is looked for while the search is open, where it began, and whether it stands nowhere.
    var search: TextBuffer?
    var searchStart = TextPosition.start
    var isMissing = false
    /// The last press of the mouse, and whether its button is still down.
    var lastPress: Press?
    var isDragging = false
    private var recalled: Int?
    /// What stood in the buffer before the first recall.
    private var kept = ""

    static let placeholder = "What shall it be?"

    /// Takes over the prompts of history behind those of this session.
    mutating func load(_ prompts: [String]) {
        var seen = Set(earlier)
        earlier += prompts.filter { !$0.isEmpty && !PromptRewrite.isRequest($0) && seen.insert($0).inserted }
    }

    /// Empties the buffer and remembers what was in it. Undo brings it back.
    mutating func take() -> String {
        let text = buffer.text
        earlier.removeAll { $0 == text }
        earlier.insert(text, at: 0)
        recalled = nil
        buffer.killAll()
        return text
    }

    /// Puts another text in the place of the present one; undo brings that back.
    mutating func replace(with text: String) {
        guard text != buffer.text else { return }
        if text.isEmpty { return buffer.killAll() }
        // One step for undo.
        buffer.selectAll()
        buffer.insert(text)
    }

    /// One row up; from the first row to the earlier prompt.
    mutating func moveUp(wrapWidth: Int) {
        guard buffer.isOnFirstRow(wrapWidth: wrapWidth) else { return buffer.move(.up, wrapWidth: wrapWidth) }
        let next = recalled.map { $0 + 1 } ?? 0
        guard next < earlier.count else { return buffer.move(.bufferStart) }
        if recalled == nil { kept = buffer.text }
        recalled = next
        replace(with: earlier[next])
    }

    /// One row down; from the last row back to the later prompt, and at last to what was being written.
    mutating func moveDown(wrapWidth: Int) {
        guard let recalled, buffer.isOnLastRow(wrapWidth: wrapWidth) else {
            return buffer.move(.down, wrapWidth: wrapWidth)
        }
        self.recalled = recalled == 0 ? nil : recalled - 1
        replace(with: recalled == 0 ? kept : earlier[recalled - 1])
    }
}
