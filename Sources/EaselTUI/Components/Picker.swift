import TerminalUI

/// A list to choose from by typing a few letters of what is meant. What is chosen is a message, so that anything can be
/// picked: an action, a prompt, a template, a model.
struct Picker: Equatable {
    struct Item: Equatable {
        /// What is matched and shown.
        var title: String
        /// Shown dimmed at the right and matched too: keys, a place, a category.
        var note = ""
        /// A sentence below the list while the item is under the bar.
        var detail = ""
        var message: App.Message
        /// Sent when the item comes under the bar: it is tried on.
        var preview: App.Message?
    }

    var title: String
    var placeholder: String
    var items: [Item]
    /// Said while there is nothing to choose from.
    var emptyWords: String
    /// Sent when nothing is chosen, where items were tried on.
    var left: App.Message?
    var buffer = TextBuffer(isMultiline: false)
    var list = ListState()
    private var found: [Found]

    private struct Found: Equatable {
        var index: Int
        /// Characters of the title that were matched.
        var offsets: [Int]
    }

    init(title: String, placeholder: String, items: [Item], emptyWords: String = "There is nothing to choose from.") {
        self.title = title
        self.placeholder = placeholder
        self.items = items
        self.emptyWords = emptyWords
        found = items.indices.map { Found(index: $0, offsets: []) }
    }

    /// How many items answer what was typed.
    var count: Int { found.count }

    /// The item under the bar.
    var chosen: Item? { found.indices.contains(list.selected) ? items[found[list.selected].index] : nil }

    /// The items in sight or not, best first.
    var matches: [Item] { found.map { items[$0.index] } }

    /// Whether a key was taken as text.
    mutating func type(_ chord: KeyChord) -> Bool {
        let before = buffer.text
        guard buffer.apply(chord) else { return false }
        if buffer.text != before { search() }
        return true
    }

    mutating func paste(_ text: String) {
        buffer.insert(text)
        search()
    }

    private mutating func search() {
        list = ListState()
        let query = buffer.text
        guard query.contains(where: { !$0.isWhitespace }) else {
            found = items.indices.map { Found(index: $0, offsets: []) }
            return
        }
        let scored = items.indices.compactMap { index -> (found: Found, score: Int)? in
            let item = items[index]
            // One text, so that words may be spread over title and note.
            guard let match = FuzzyMatch(query, in: item.title + " " + item.note) else { return nil }
            let length = item.title.count
            return (Found(index: index, offsets: match.offsets.filter { $0 < length }), match.score)
        }
        found = scored.sorted { ($0.score, $1.found.index) > ($1.score, $0.found.index) }.map(\.found)
    }

    func place(in screen: Rect) -> Rect {
        let rows = max(1, items.count)
        return screen.centered(Size(width: min(84, screen.width), height: min(rows + 5, max(6, screen.height * 3 / 4))))
    }

    /// Where the rows of the list are.
    func rows(in screen: Rect) -> Rect { place(in: screen).inset(by: Insets(top: 2, left: 1, bottom: 2, right: 1)) }

    /// Returns where the cursor stands.
    func draw(in screen: Rect, on surface: inout Surface, theme: Theme) -> Point? {
        let box = place(in: screen)
        let heading = buffer.isEmpty ? title : "\(title) \(count)/\(items.count)"
        let inside = Frame(title: heading, isFocused: true, background: .dialog).draw(
            in: box, on: &surface, theme: theme)
        let cursor = TextField(buffer, placeholder: placeholder).draw(
            in: inside.row(0).inset(by: Insets(left: 1, right: 1)), on: &surface, theme: theme)
        let area = rows(in: screen)
        if found.isEmpty {
            Paragraph(
                items.isEmpty ? emptyWords : "Nothing matches.", style: theme.style(.muted, on: .dialog),
                width: max(1, area.width - 2)
            ).draw(in: area.inset(by: Insets(left: 1, right: 1)), on: &surface)
        } else {
            ItemList(count: count, state: list) { row in line(found[row], width: area.width - 1, theme) }
                .draw(in: area, on: &surface, theme: theme)
        }
        let detail = Rect(x: inside.x + 1, y: inside.maxY - 1, width: max(0, inside.width - 2), height: 1)
        Label(TextSanitizer.singleLine(chosen?.detail ?? ""), style: theme.style(.muted, on: .dialog)).draw(
            in: detail, on: &surface, theme: theme)
        return cursor
    }

    private func line(_ found: Found, width: Int, _ theme: Theme) -> Line {
        let item = items[found.index]
        let note = theme.truncated(TextSanitizer.singleLine(item.note), to: max(0, width / 2))
        let room = max(4, width - DisplayWidth.width(of: note) - 4)
        var line = Line(" ", style: theme.style(.dialog, on: .dialog))
        let marked = Set(found.offsets)
        let shown = theme.truncated(TextSanitizer.singleLine(String(item.title.prefix(400))), to: room)
        for (offset, character) in shown.enumerated() {
            let style = theme.style(marked.contains(offset) ? .accent : .dialog, on: .dialog)
            line.append(String(character), style: marked.contains(offset) ? style.adding(.bold) : style)
        }
        line.append(
            String(repeating: " ", count: max(1, width - 1 - line.width - DisplayWidth.width(of: note))),
            style: theme.style(.dialog, on: .dialog))
        line.append(note, style: theme.style(.muted, on: .dialog))
        return line
    }
}
