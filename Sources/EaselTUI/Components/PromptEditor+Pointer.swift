import Foundation
import TerminalUI

/// The mouse in the prompt, and looking for something in it.
extension PromptEditor {
    /// A press of the mouse, to tell a second and a third one at the same place.
    struct Press: Equatable {
        var point: Point
        var date: Date
        var count: Int
    }

    /// Presses that follow each other faster belong together.
    private static let doubleClick: TimeInterval = 0.4

    /// Puts the cursor under the pointer; a second press at the same place selects the word, a third one the line.
    mutating func press(at point: Point, in area: Rect, date: Date) {
        guard let position = TextArea(buffer).position(at: point, in: area) else { return }
        var count = 1
        if let last = lastPress, last.point == point, date.timeIntervalSince(last.date) < Self.doubleClick {
            count = last.count % 3 + 1
        }
        lastPress = Press(point: point, date: date, count: count)
        switch count {
        case 2: buffer.selectWord(at: position)
        case 3: buffer.selectLine(position.line)
        default: buffer.place(at: position)
        }
        isDragging = count == 1
    }

    /// Selects from where the button went down to the pointer; beyond an edge the text goes on row by row.
    mutating func drag(to point: Point, in area: Rect) {
        guard isDragging, !area.isEmpty else { return }
        let inside = Point(
            x: min(max(point.x, area.x), area.maxX - 1), y: min(max(point.y, area.y), area.maxY - 1))
        guard let position = TextArea(buffer).position(at: inside, in: area) else { return }
        buffer.place(at: position, selecting: true)
        let width = TextArea.wrapWidth(for: area.width)
        if point.y < area.y { buffer.move(.up, wrapWidth: width, selecting: true) }
        if point.y >= area.maxY { buffer.move(.down, wrapWidth: width, selecting: true) }
    }

    /// Opens the search, looking for what is selected.
    mutating func openSearch() {
        let selected = buffer.selectedText.flatMap { $0.contains("\n") ? nil : $0 } ?? search?.text ?? ""
        searchStart = buffer.selection?.lowerBound ?? buffer.cursor
        search = TextBuffer(selected, isMultiline: false)
        search?.selectAll()
    }

    /// Whether a key was taken as text of the search; the first place that fits is shown at once.
    mutating func typeSearch(_ chord: KeyChord) -> Bool {
        guard search?.apply(chord) == true else { return false }
        find(from: searchStart, isForward: true)
        return true
    }

    mutating func pasteSearch(_ text: String) {
        search?.insert(text)
        find(from: searchStart, isForward: true)
    }

    /// To the next place, or the one before.
    mutating func findNext(_ steps: Int) {
        let selection = buffer.selection
        let start = steps < 0 ? selection?.lowerBound : selection?.upperBound
        find(from: start ?? buffer.cursor, isForward: steps >= 0)
    }

    private mutating func find(from start: TextPosition, isForward: Bool) {
        guard let query = search?.text else { return }
        guard let found = buffer.find(query, from: start, isForward: isForward) else {
            buffer.deselect()
            isMissing = !query.isEmpty
            return
        }
        isMissing = false
        buffer.select(found)
    }
}
