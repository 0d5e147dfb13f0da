import EaselCore
import EaselEngine
import TerminalUI

/// What was sent to providers for a generation and what came back: a line for each request, which opens and closes.
struct ExchangesOverlay: Equatable {
    /// A row of the list.
    private enum Row {
        case attempt(String)
        case title(Int)
        case text(String, ExchangeStory.Voice, exchange: Int)
    }

    let title: String
    let stories: [ExchangeStory]
    /// What stands above the first exchange of each attempt, by the exchange.
    private let headings: [Int: String]
    private(set) var unfolded: Set<Int> = []
    /// Places among the rows.
    var list = ListState(selected: 1)

    init(_ record: GenerationRecord, _ exchanges: [HTTPExchange]) {
        title = "Sent and received, \(record.id.short)"
        stories = exchanges.map(ExchangeStory.init)
        var headings: [Int: String] = [:]
        for (index, exchange) in exchanges.enumerated()
        where index == 0 || exchanges[index - 1].attempt != exchange.attempt {
            headings[index] = Self.heading(exchange.attempt, record)
        }
        self.headings = headings
        if exchanges.count == 1 { unfolded = [0] }
    }

    private static func heading(_ number: Int, _ record: GenerationRecord) -> String {
        guard record.attempts.indices.contains(number) else { return "Attempt \(number + 1)" }
        let attempt = record.attempts[number]
        let target = TextSanitizer.singleLine("\(attempt.provider):\(attempt.model)")
        return "Attempt \(number + 1)  \(target)  \(attempt.status.rawValue)"
    }

    func place(in screen: Rect) -> Rect {
        screen.centered(
            Size(width: max(min(76, screen.width), screen.width - 8), height: max(3, screen.height - 2)))
    }

    private func inside(of screen: Rect) -> Rect { place(in: screen).inset(by: 1) }

    func rowCount(in screen: Rect) -> Int { rows(width: textWidth(in: screen)).count }

    private func textWidth(in screen: Rect) -> Int { max(8, inside(of: screen).width - 4) }

    private func rows(width: Int) -> [Row] {
        var rows: [Row] = []
        for (index, story) in stories.enumerated() {
            if let heading = headings[index] { rows.append(.attempt(heading)) }
            rows.append(.title(index))
            guard unfolded.contains(index) else { continue }
            // Whole: in the line above it may have been cut.
            rows += RawWrap.rows(story.title, width: width).map { .text($0, .sent, exchange: index) }
            for line in story.lines {
                rows += RawWrap.rows(line.text, width: width).map { .text($0, line.voice, exchange: index) }
            }
        }
        return rows
    }

    /// The exchange under the bar.
    private func chosen(_ rows: [Row]) -> Int? {
        guard rows.indices.contains(list.selected) else { return nil }
        switch rows[list.selected] {
        case .attempt: return rows.indices.contains(list.selected + 1) ? exchange(rows[list.selected + 1]) : nil
        case .title, .text: return exchange(rows[list.selected])
        }
    }

    private func exchange(_ row: Row) -> Int? {
        switch row {
        case .attempt: nil
        case .title(let index), .text(_, _, let index): index
        }
    }

    /// The exchange under the bar as text, for the clipboard.
    func text(in screen: Rect) -> String? {
        guard let index = chosen(rows(width: textWidth(in: screen))) else { return nil }
        let story = stories[index]
        return ([story.title] + story.lines.map { Self.mark($0.voice) + $0.text }).joined(separator: "\n") + "\n"
    }

    /// Opens or closes the exchange under the bar, which goes to its line.
    mutating func toggle(in screen: Rect) {
        guard let index = chosen(rows(width: textWidth(in: screen))) else { return }
        if unfolded.remove(index) == nil { unfolded.insert(index) }
        select(index, in: screen)
    }

    /// Opens all; closes all when all are open.
    mutating func toggleAll(in screen: Rect) {
        let index = chosen(rows(width: textWidth(in: screen)))
        unfolded = unfolded.count == stories.count ? [] : Set(stories.indices)
        select(index ?? 0, in: screen)
    }

    /// To the next exchange, or to one before.
    mutating func step(by count: Int, in screen: Rect) {
        guard let index = chosen(rows(width: textWidth(in: screen))) else { return }
        select(min(max(0, index + count), stories.count - 1), in: screen)
    }

    mutating func go(_ step: Step, in screen: Rect) {
        list.go(step, count: rowCount(in: screen), height: inside(of: screen).height)
    }

    private mutating func select(_ index: Int, in screen: Rect) {
        let rows = rows(width: textWidth(in: screen))
        let place = rows.firstIndex { row in if case .title(index) = row { true } else { false } }
        list.select(place ?? 0, count: rows.count, height: inside(of: screen).height)
    }

    func grip(in screen: Rect) -> ScrollGrip? {
        ScrollGrip(.overlay, in: inside(of: screen), total: rowCount(in: screen))
    }

    /// The row under a point.
    func row(at point: Point, in screen: Rect) -> Int? {
        rowIndex(list, rowCount(in: screen), at: point, in: inside(of: screen))
    }

    func draw(in screen: Rect, on surface: inout Surface, theme: Theme) {
        let inside = Frame(title: title, isFocused: true, background: .dialog).draw(
            in: place(in: screen), on: &surface, theme: theme)
        let rows = rows(width: textWidth(in: screen))
        ItemList(count: rows.count, state: list) { line(rows[$0], width: inside.width - 1, theme) }
            .draw(in: inside, on: &surface, theme: theme)
    }

    private func line(_ row: Row, width: Int, _ theme: Theme) -> Line {
        switch row {
        case .attempt(let text):
            return Line(theme.truncated(" " + text, to: width), style: theme.style(.accent, on: .dialog))
        case .title(let index):
            let story = stories[index]
            let sign = unfolded.contains(index) ? theme.dropSign : theme.chosenSign
            var line = Line(" \(sign) ", style: theme.style(.dialog, on: .dialog))
            line.append(
                story.outcome.padded(to: 14) + "  ",
                style: theme.style(story.isFailure ? .error : .success, on: .dialog))
            let left = max(0, width - DisplayWidth.width(of: line.text))
            line.append(
                theme.truncated(TextSanitizer.singleLine(story.title), to: left),
                style: theme.style(.dialog, on: .dialog))
            return line
        case .text(let text, let voice, _):
            var line = Line(" " + Self.mark(voice), style: theme.style(.muted, on: .dialog))
            line.append(
                text, style: theme.style(voice == .note ? .muted : voice == .sent ? .dialog : .code, on: .dialog))
            return line
        }
    }

    private static func mark(_ voice: ExchangeStory.Voice) -> String {
        switch voice {
        case .sent: "> "
        case .received: "< "
        case .note: "* "
        }
    }
}

/// Cuts text of any length into rows, in time that grows with its length only.
private enum RawWrap {
    static func rows(_ text: String, width: Int) -> [String] {
        let text = TextSanitizer.singleLine(text)
        guard !text.isEmpty else { return [""] }
        let bytes = Array(text.utf8)
        guard bytes.allSatisfy({ $0 < 0x80 }) else { return wide(text, width: width) }
        return stride(from: 0, to: bytes.count, by: width).map {
            String(decoding: bytes[$0..<min($0 + width, bytes.count)], as: UTF8.self)
        }
    }

    private static func wide(_ text: String, width: Int) -> [String] {
        var rows: [String] = []
        var row = ""
        var left = width
        for character in text {
            let cells = DisplayWidth.width(of: String(character))
            if cells > left {
                rows.append(row)
                (row, left) = ("", width)
            }
            row.append(character)
            left -= cells
        }
        return rows + [row]
    }
}
