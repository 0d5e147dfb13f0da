import EaselCore
import TerminalUI

extension ProvidersScreen {
    /// A click opens a page, chooses a row, and on the row that is chosen already does what Enter does.
    static func click(_ point: Point, _ app: inout App.State) -> [Effect] {
        let state = app.providers
        let layout = state.layout(in: app.session)
        if layout.tabs.contains(point) {
            guard let index = tabs(state.page).index(at: point, in: layout.tabs.inset(by: Insets(left: 1))) else {
                return []
            }
            return App.handle(&app, .providers(.pageOpened(Page.allCases[index])))
        }
        switch state.page {
        case .health:
            let table = ProviderTable(state: state, session: app.session).table(width: layout.table.width)
            return choose(table.index(at: point, in: layout.table), state.list, again: .modelsOpened, &app)
        case .workflows:
            let pane = WorkflowPane(state: state, session: app.session)
            let (strip, rows) = WorkflowPane.parts(in: layout.table)
            if let index = pane.tabs.index(at: point, in: strip) {
                return App.handle(&app, .providers(.workflow(.modalityChosen(Modality.allCases[index]))))
            }
            let items = state.workflows.rows(state.rows, app.session)
            guard let row = rowIndex(state.workflows.list, items.count, at: point, in: rows) else { return [] }
            if items[row].isItem { return choose(row, state.workflows.list, again: nil, &app) }
            // The line below the targets is a button.
            return row == items.count - 1 ? App.handle(&app, .providers(.workflow(.addAsked))) : []
        case .models:
            if layout.search.contains(point) { return App.handle(&app, .providers(.browser(.searchOpened))) }
            let table = ModelTable(browser: state.browser, session: app.session, tick: 0).table(
                width: layout.models.width)
            return choose(table.index(at: point, in: layout.models), state.browser.list, again: .cardOpened, &app)
        }
    }

    private static func choose(_ row: Int?, _ list: ListState, again: Message?, _ app: inout App.State) -> [Effect] {
        guard let row else { return [] }
        guard row != list.selected else { return again.map { App.handle(&app, .providers($0)) } ?? [] }
        return update(&app.providers, .moved(by: row - list.selected), in: &app.session)
    }

    /// The wheel scrolls what is under the pointer.
    static func wheel(_ rows: Int, at point: Point, _ state: inout State, _ session: inout Session) -> [Effect] {
        let layout = state.layout(in: session)
        guard layout.detail?.contains(point) == true else { return update(&state, .moved(by: rows), in: &session) }
        let count = detail(state, session)?.lines.count ?? 0
        state.detailTop = Step.rows(rows).apply(
            to: state.detailTop, most: count - layout.inside.height, page: layout.inside.height)
        return []
    }
}
