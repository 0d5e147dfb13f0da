import EaselCore
import TerminalUI

extension HistoryScreen {
    /// Draws into the body of the frame; returns where the cursor stands.
    static func view(_ state: State, _ session: Session, on surface: inout Surface) -> Point? {
        let layout = state.layout(in: session)
        let theme = session.theme
        var borders = BorderCanvas()
        if let list = layout.list { borders.add(list, title: title(state), isFocused: !state.isSearching) }
        if let detail = layout.detail {
            borders.add(
                detail, title: state.selected.map { "Generation \($0.id.short)" } ?? "", isFocused: state.isDetailed)
        }
        borders.draw(on: &surface, theme: theme)
        if layout.list != nil { drawRows(state, session, in: layout.rows, on: &surface) }
        if layout.detail != nil { HistoryDetail(state, session)?.draw(top: state.detailTop, on: &surface) }
        return drawFilters(state, session, in: layout.filters, on: &surface)
    }

    private static func title(_ state: State) -> String {
        let more = state.next == nil ? "" : "+"
        return state.hasLoaded ? "History \(state.rows.count)\(more)" : "History"
    }

    private static func drawFilters(_ state: State, _ session: Session, in row: Rect, on surface: inout Surface)
        -> Point?
    {
        let theme = session.theme
        var words = Line(" /", style: theme[.statusKey])
        words.append(" ", style: theme[.text])
        let start = surface.write(words, at: row.origin, in: row)
        let filters = [state.modality?.title, state.status?.rawValue].compactMap(\.self)
        let label = filters.isEmpty ? "all" : "only " + filters.joined(separator: ", ")
        let width = min(DisplayWidth.width(of: label) + 1, row.width / 2)
        let (field, rest) = Rect(x: row.x + start, y: row.y, width: row.width - start, height: 1).splitRight(width + 1)
        Label(label, style: theme[filters.isEmpty ? .muted : .accent]).draw(
            in: rest.inset(by: Insets(left: 1)), on: &surface, theme: theme)
        let cursor = TextField(state.search, placeholder: "search prompts and answers").draw(
            in: field, on: &surface, theme: theme)
        return state.isSearching ? cursor : nil
    }

    private static func drawRows(_ state: State, _ session: Session, in area: Rect, on surface: inout Surface) {
        let theme = session.theme
        guard !state.rows.isEmpty else { return drawNothing(state, theme, in: area, on: &surface) }
        ItemList(count: state.rows.count, state: state.list, isFocused: !state.isDetailed) { index in
            line(state.rows[index], width: area.width - 1, session)
        }.draw(in: area, on: &surface, theme: theme)
    }

    private static func line(_ record: GenerationRecord, width: Int, _ session: Session) -> Line {
        let theme = session.theme
        let sign = record.status.sign(theme)
        var line = Line(sign.text + " ", style: theme[sign.role])
        let stamp = Figures.shortStamp(record.createdAt, now: session.now, in: session.timeZone)
        line.append(stamp, style: theme[.muted])
        line.append(" " + record.draft.modality.rawValue.padded(to: 7), style: theme[.accent])
        let mark = record.isSandbox ? " sandbox" : ""
        let prompt = TextSanitizer.singleLine(String(record.draft.prompt.prefix(300)))
        line.append(theme.truncated(prompt, to: max(0, width - line.width - mark.count)), style: theme[.text])
        line.append(mark, style: theme[.muted])
        return line
    }

    private static func drawNothing(_ state: State, _ theme: Theme, in area: Rect, on surface: inout Surface) {
        if let failure = state.failure {
            for (y, line) in ErrorPanel(failure).lines(width: area.width, theme: theme).prefix(area.height).enumerated()
            {
                surface.write(line, at: area.origin.offset(y: y), in: area)
            }
            return
        }
        let isFiltered = !state.search.isEmpty || state.modality != nil || state.status != nil
        let words =
            state.isLoading || !state.hasLoaded
            ? "Reading" + theme.ellipsis
            : isFiltered ? "Nothing is like that." : "Nothing yet: what you make in the studio appears here."
        Paragraph(words, style: theme[.muted], width: max(1, area.width)).draw(in: area, on: &surface)
    }
}
