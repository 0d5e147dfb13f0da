import EaselCore
import EaselEngine
import TerminalUI

extension HistoryScreen {
    /// Draws into the body of the frame; returns where the cursor stands.
    static func view(_ state: State, _ session: Session, on surface: inout Surface) -> Point? {
        let layout = state.layout(in: session)
        let theme = session.theme
        var borders = BorderCanvas()
        if let list = layout.list { borders.add(list, title: title(state, theme), isFocused: !state.isSearching) }
        if let detail = layout.detail {
            borders.add(detail, title: detailTitle(state), isFocused: state.isDetailed)
        }
        borders.draw(on: &surface, theme: theme)
        if layout.list != nil { drawRows(state, session, in: layout.rows, on: &surface) }
        if layout.detail != nil { HistoryDetailPane(state, session)?.draw(top: state.detailTop, on: &surface) }
        return drawFilters(state, session, in: layout.filters, on: &surface)
    }

    /// One sentence about what is under the bar.
    static func tip(_ state: State, _ theme: Theme) -> Line {
        var line = Line()
        if !state.marked.isEmpty && !state.isDetailed {
            line.append("\(state.marked.count) marked\(theme.separator)", style: theme[.accent])
        }
        guard let entry = state.chosen else { return line }
        if state.trail.isEmpty, state.total > 1 {
            line.append(
                "\(state.list.selected + 1) of \(state.total)\(state.isTotalOpen ? "+" : "")\(theme.separator)",
                style: theme[.muted])
        }
        line.append(TextSanitizer.singleLine("\(entry.record.target)"), style: theme[.muted])
        return line
    }

    private static func title(_ state: State, _ theme: Theme) -> String {
        guard state.hasLoaded else { return "History" }
        let name = state.filter.isTrashed ? "Trash" : "History"
        let marks = state.marked.isEmpty ? "" : ", \(state.marked.count) marked"
        let isWaiting = state.loading.map { $0 != .forward && $0 != .backward } ?? false
        let reading = isWaiting ? " " + theme.ellipsis : ""
        return "\(name) \(state.total)\(state.isTotalOpen ? "+" : "")\(marks)\(reading)"
    }

    private static func detailTitle(_ state: State) -> String {
        guard let record = state.selected else { return "" }
        let steps = state.trail.count
        return "Generation \(record.id.short)" + (steps == 0 ? "" : steps == 1 ? ", 1 step on" : ", \(steps) steps on")
    }

    /// What the filters are, at the right of the search.
    private static func filterWords(_ state: State, _ session: Session) -> String {
        let words = state.filter.words { Figures.day($0, in: session.timeZone) }
        let filters = words.isEmpty ? "all" : "only " + words.joined(separator: ", ")
        let bound = state.isSortBounded ? " among the newest" : ""
        return state.sort == .newest ? filters : filters + ", " + state.sort.title + bound
    }

    /// Where the filters stand in the line of the search.
    static func filterPlace(_ state: State, _ session: Session, in row: Rect) -> Rect {
        let label = filterWords(state, session)
        let width = min(DisplayWidth.width(of: label) + 1, row.width / 2)
        return row.splitRight(min(row.width, width + 1)).right
    }

    private static func drawFilters(_ state: State, _ session: Session, in row: Rect, on surface: inout Surface)
        -> Point?
    {
        let theme = session.theme
        var words = Line(" /", style: theme[.statusKey])
        words.append(" ", style: theme[.text])
        let start = surface.write(words, at: row.origin, in: row)
        let place = filterPlace(state, session, in: row)
        let isFiltered = !state.filter.isEmpty || state.sort != .newest
        let label = theme.truncated(filterWords(state, session), to: max(0, place.width - 1))
        Label(label, style: theme[isFiltered ? .accent : .muted]).draw(
            in: place.inset(by: Insets(left: 1)), on: &surface, theme: theme)
        let field = Rect(x: row.x + start, y: row.y, width: max(0, place.x - row.x - start), height: 1)
        let cursor = TextField(state.search, placeholder: "search everything that was asked, answered or noted").draw(
            in: field, on: &surface, theme: theme)
        return state.isSearching ? cursor : nil
    }

    private static func drawRows(_ state: State, _ session: Session, in area: Rect, on surface: inout Surface) {
        let theme = session.theme
        guard state.total > 0 else { return drawNothing(state, theme, in: area, on: &surface) }
        ItemList(count: state.total, state: state.list, isFocused: !state.isDetailed) { place in
            guard let entry = state.window[place] else { return Line("  " + theme.ellipsis, style: theme[.muted]) }
            let isMarked = state.marked[entry.id] != nil
            return HistoryRow(entry, isMarked: isMarked, sort: state.sort, session).line(width: area.width - 1)
        }.draw(in: area, on: &surface, theme: theme)
    }

    private static func drawNothing(_ state: State, _ theme: Theme, in area: Rect, on surface: inout Surface) {
        if let failure = state.failure {
            for (y, line) in ErrorPanel(failure).lines(width: area.width, theme: theme).prefix(area.height).enumerated()
            {
                surface.write(line, at: area.origin.offset(y: y), in: area)
            }
            return
        }
        let words =
            state.loading != nil || !state.hasLoaded
            ? "Reading" + theme.ellipsis
            : state.question == trash
                ? "The trash is empty."
                : !state.question.isEmpty
                    ? "Nothing is like that." : "Nothing yet: what you make in the studio appears here."
        Paragraph(words, style: theme[.muted], width: max(1, area.width)).draw(in: area, on: &surface)
    }

    private static let trash: HistoryFilter = {
        var filter = HistoryFilter()
        filter.isTrashed = true
        return filter
    }()
}
