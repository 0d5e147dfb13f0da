import EaselCore
import TerminalUI

extension StudioScreen {
    /// A click focuses the pane under it; on the row that is chosen already it does what Enter does.
    static func click(_ point: Point, _ state: inout State, _ session: inout Session) -> [Effect] {
        let layout = state.layout(in: session)
        state.prompt.isDragging = false
        if layout.tabs.contains(point) {
            guard let modality = ModalityTabs(state).modality(at: point, in: layout.tabs) else { return [] }
            return choose(modality, &state, &session)
        }
        guard let pane = layout.pane(at: point) else { return [] }
        let hadFocus = pane == state.focus
        let effects = update(&state, .focused(pane), in: &session)
        let inside = layout.inside(pane)
        switch pane {
        case .provider:
            guard let row = rowIndex(state.providerList, state.providers.count, at: point, in: inside) else {
                return effects
            }
            state.providerList.selected = row
            return effects + update(&state, .picked, in: &session)
        case .model:
            let area = modelRows(in: inside, state)
            guard let row = rowIndex(state.modelList, state.models.count, at: point, in: area) else { return effects }
            state.modelList.selected = row
            return effects + update(&state, .picked, in: &session)
        case .parameters:
            guard let row = rowIndex(state.form.list, state.specs.count, at: point, in: inside) else { return effects }
            let isAgain = hadFocus && row == state.form.list.selected
            state.form.list.selected = row
            return effects + (isAgain ? update(&state, .form(.pressed), in: &session) : [])
        case .prompt:
            state.prompt.press(at: point, in: promptArea(in: inside, state), date: session.now)
            return effects
        case .result: return effects
        }
    }

    /// Selects in the prompt while the button is held.
    static func drag(to point: Point, _ state: inout State, _ session: Session) {
        state.prompt.drag(to: point, in: promptArea(in: state.layout(in: session).inside(.prompt), state))
    }

    /// The wheel scrolls what is under the pointer, without taking the focus from where it is.
    static func wheel(_ rows: Int, at point: Point, _ state: inout State, _ session: inout Session) -> [Effect] {
        guard let pane = state.layout(in: session).pane(at: point) else { return [] }
        let focus = state.focus
        state.focus = pane
        defer { state.focus = focus }
        if pane == .prompt {
            // The text in sight follows from the cursor, so the wheel moves that.
            let area = promptArea(in: state.layout(in: session).inside(.prompt), state)
            state.prompt.buffer.move(
                rows < 0 ? .pageUp(-rows) : .pageDown(rows), wrapWidth: TextArea.wrapWidth(for: area.width))
            return []
        }
        return update(&state, .moved(by: rows), in: &session)
    }
}
