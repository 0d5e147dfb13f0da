import EaselCore
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
}
