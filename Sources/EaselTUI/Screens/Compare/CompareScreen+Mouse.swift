import EaselCore
import EaselEngine
import TerminalUI

extension CompareScreen {
    /// A click chooses what is under it; on the pane that is chosen already it does what Enter would.
    static func click(
        _ point: Point, _ state: inout State, _ studio: StudioScreen.State, _ session: inout Session
    ) -> [Effect] {
        let layout = state.layout(in: session)
        if layout.tabs.contains(point) {
            let tabs = Tabs(Modality.allCases.map(\.title), selected: 0)
            guard let index = tabs.index(at: point, in: layout.tabs.inset(by: Insets(left: 1))) else { return [] }
            return update(&state, .modalityChosen(Modality.allCases[index]), studio, in: &session)
        }
        if let index = layout.panes.firstIndex(where: { $0.inset(by: 1).contains(point) }) {
            let place = layout.panes.count > 1 ? index : state.selected
            let isAgain = state.focus == .panes && place == state.selected
            state.focus = .panes
            state.selected = place
            if isAgain, state.sheet != nil, !state.look.needsBoth { state.look = state.look == .grid ? .full : .grid }
        } else if layout.table?.contains(point) == true {
            state.focus = .table
        } else if layout.prompt.contains(point) {
            state.focus = .prompt
            state.look = .grid
            let area = state.layout(in: session).prompt.inset(by: Insets(horizontal: 2, vertical: 1))
            state.prompt.press(at: point, in: area, date: session.now)
        }
        return []
    }

    /// The wheel scrolls what is under the pointer; the focus stays where it is.
    static func wheel(_ rows: Int, at point: Point, _ state: inout State, _ session: Session) {
        let layout = state.layout(in: session)
        if let index = layout.panes.firstIndex(where: { $0.contains(point) }) {
            let chosen = state.selected
            if layout.panes.count > 1 { state.selected = index }
            scroll(.rows(rows), &state, layout, session)
            state.selected = chosen
        } else if let table = layout.table, table.contains(point) {
            state.table.list.go(.rows(rows), count: state.count, height: max(1, table.height - 3))
        } else if layout.prompt.contains(point) {
            // The text in sight follows from the cursor, so the wheel moves that.
            let width = layout.prompt.inset(by: Insets(horizontal: 2, vertical: 1)).width
            state.prompt.buffer.move(
                rows < 0 ? .pageUp(-rows) : .pageDown(rows), wrapWidth: TextArea.wrapWidth(for: width))
        }
    }

    /// Every scroll bar in sight.
    static func grips(_ state: State, _ session: Session) -> [ScrollGrip] {
        let layout = state.layout(in: session)
        let table = layout.table.flatMap { table in
            ScrollGrip(
                .compareTable, in: table.inset(by: Insets(horizontal: 2, vertical: 1)).splitTop(1).rest,
                total: state.count)
        }
        return [table].compactMap(\.self) + paneGrips(state, session, layout)
    }

    private static func paneGrips(_ state: State, _ session: Session, _ layout: CompareLayout) -> [ScrollGrip] {
        if state.look == .sweep {
            let list = CompareSweepView.list(in: layout.inside(0))
            return [ScrollGrip(.compareSweep, in: list, total: state.sweep?.lines.count ?? 0)].compactMap(\.self)
        }
        if state.look == .difference {
            let area = layout.inside(0)
            let lines = CompareDifference(state, session, width: area.width)?.lines.count ?? 0
            return [ScrollGrip(.compareDifference, in: area.splitTop(1).rest, total: lines)].compactMap(\.self)
        }
        guard !state.look.needsBoth else { return [] }
        return layout.panes.indices.compactMap { index in
            let place = layout.panes.count > 1 ? index : state.selected
            guard let seat = state.seat(at: place), state.pane(at: place)?.record?.assets.isEmpty ?? true else {
                return nil
            }
            let parts = ComparePaneParts(state, place, in: layout.inside(index), session)
            return ScrollGrip(.comparePane(place), in: parts.text, total: state.sheet?.flows[seat]?.rows.count ?? 0)
        }
    }
}
