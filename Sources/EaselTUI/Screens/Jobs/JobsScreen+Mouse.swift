import TerminalUI

extension JobsScreen {
    /// A click chooses a row; on the row that is chosen already it does what Enter would: everything about it. A click on its
    /// sign marks it.
    static func click(_ point: Point, _ state: inout State, _ session: inout Session) -> [Effect] {
        let layout = state.layout(in: session)
        if let detail = layout.detail, detail.inset(by: 1).contains(point) {
            state.isDetailFocused = true
            return []
        }
        let table = layout.table
        let rows = state.rows(session)
        let list = JobList(rows: rows, state: state, session: session, tick: 0).table(width: table.width)
        guard let row = list.index(at: point, in: table) else { return [] }
        state.isDetailFocused = false
        let isAgain = row == state.list.selected
        let effects = update(&state, .moved(by: row - state.list.selected), in: &session)
        if point.x < table.x + 2 { return effects + update(&state, .marked, in: &session) }
        return isAgain ? effects + update(&state, .cardOpened, in: &session) : effects
    }

    /// The wheel scrolls what is under the pointer.
    static func wheel(_ rows: Int, at point: Point, _ state: inout State, _ session: inout Session) -> [Effect] {
        let isOverDetail = state.layout(in: session).detail?.contains(point) == true
        let focus = state.isDetailFocused
        state.isDetailFocused = isOverDetail
        defer { state.isDetailFocused = focus }
        return update(&state, .moved(by: rows), in: &session)
    }
}
