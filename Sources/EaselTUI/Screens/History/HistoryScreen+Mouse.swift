import TerminalUI

extension HistoryScreen {
    /// A click chooses a row; on the row that is chosen already it shows everything about it; on the first column it marks.
    /// In the first line it begins a search, or shows the filters.
    static func click(_ point: Point, _ state: inout State, _ session: inout Session) -> [Effect] {
        let layout = state.layout(in: session)
        if layout.filters.contains(point) {
            let isOnFilters = filterPlace(state, session, in: layout.filters).contains(point)
            return update(&state, isOnFilters ? .filtersAsked : .searchOpened, in: &session)
        }
        guard let row = rowIndex(state.list, state.total, at: point, in: layout.rows) else { return [] }
        state.isSearching = false
        let isAgain = row == state.list.selected && state.trail.isEmpty
        let effects = isAgain ? [] : update(&state, .moved(by: row - state.list.selected), in: &session)
        if point.x == layout.rows.x { return effects + update(&state, .marked, in: &session) }
        return isAgain ? effects + update(&state, .detailOpened, in: &session) : effects
    }

    /// The wheel scrolls what is under the pointer.
    static func wheel(_ rows: Int, at point: Point, _ state: inout State, _ session: inout Session) -> [Effect] {
        let isOverDetail = state.layout(in: session).detail?.contains(point) == true
        guard isOverDetail, !state.isDetailed else { return update(&state, .moved(by: rows), in: &session) }
        guard let view = HistoryDetailPane(state, session) else { return [] }
        let most = max(0, view.lines.count - view.words.height)
        state.detailTop = Step.rows(rows).apply(to: state.detailTop, most: most, page: view.words.height)
        return []
    }
}
