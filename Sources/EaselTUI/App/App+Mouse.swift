import TerminalUI

/// The mouse does what keys do; nothing needs it.
extension App {
    static func mouse(_ event: MouseEvent, _ state: inout State) -> [Effect] {
        if let effects = drag(event, &state) { return effects }
        if !state.session.overlays.isEmpty { return mouseOnOverlay(event, &state) }
        switch event.kind {
        case .press(.left): return click(event.position, &state)
        case .wheelUp: return wheel(-3, at: event.position, &state)
        case .wheelDown: return wheel(3, at: event.position, &state)
        case .drag where state.session.route == .studio:
            StudioScreen.drag(to: event.position, &state.studio, state.session)
            return []
        case .press, .release, .drag: return []
        }
    }

    private static func click(_ point: Point, _ state: inout State) -> [Effect] {
        let frame = FrameLayout(state.session.size)
        if frame.top.contains(point) {
            guard let route = TopBar(state).route(at: point, in: frame.top) else { return [] }
            return go(to: route, &state)
        }
        switch state.session.route {
        case .studio: return StudioScreen.click(point, &state.studio, &state.session)
        case .history: return HistoryScreen.click(point, &state.history, &state.session)
        case .settings:
            let rows = state.settings.rows(state.session)
            let area = state.settings.layout(in: state.session).rows
            guard let row = rowIndex(state.settings.list, rows.count, at: point, in: area), rows[row].isChosen else {
                return []
            }
            let isAgain = row == state.settings.list.selected
            state.settings.list.selected = row
            return isAgain ? SettingsScreen.update(&state.settings, .pressed, in: &state.session) : []
        case .jobs:
            return JobsScreen.click(point, &state.jobs, &state.session)
        case .compare: return CompareScreen.click(point, &state.compare, state.studio, &state.session)
        case .providers: return ProvidersScreen.click(point, &state)
        }
    }

    private static func wheel(_ rows: Int, at point: Point, _ state: inout State) -> [Effect] {
        switch state.session.route {
        case .studio: return StudioScreen.wheel(rows, at: point, &state.studio, &state.session)
        case .history: return HistoryScreen.wheel(rows, at: point, &state.history, &state.session)
        case .compare:
            CompareScreen.wheel(rows, at: point, &state.compare, state.session)
            return []
        case .jobs: return JobsScreen.wheel(rows, at: point, &state.jobs, &state.session)
        case .providers: return ProvidersScreen.wheel(rows, at: point, &state.providers, &state.session)
        case .settings: return SettingsScreen.update(&state.settings, .moved(by: rows), in: &state.session)
        }
    }

    private static func mouseOnOverlay(_ event: MouseEvent, _ state: inout State) -> [Effect] {
        switch event.kind {
        case .wheelUp: return overlay(.moved(by: -3), &state)
        case .wheelDown: return overlay(.moved(by: 3), &state)
        case .press(.left): break
        case .press, .release, .drag: return []
        }
        let screen = Rect(size: state.session.size)
        switch state.session.overlays.last {
        case .confirm(var dialog):
            guard
                let button = dialog.dialog(state.session.theme).buttonPlaces(in: screen).firstIndex(where: {
                    $0.contains(event.position)
                })
            else { return [] }
            dialog.selected = button
            state.session.overlays[state.session.overlays.count - 1] = .confirm(dialog)
            return overlay(.accepted, &state)
        case .choices(var choices):
            let inside = choices.place(in: screen).inset(by: 1)
            guard let row = rowIndex(choices.list, choices.options.count, at: event.position, in: inside) else {
                return overlay(.closed, &state)
            }
            choices.list.selected = row
            state.session.overlays[state.session.overlays.count - 1] = .choices(choices)
            return overlay(.accepted, &state)
        case .entry, .keyCapture, .fields, .review: return []
        case .checkup(let checkup):
            return checkup.pages(state.session.theme).place(in: screen, theme: state.session.theme).contains(
                event.position)
                ? [] : overlay(.closed, &state)
        case .picker(var picker):
            guard picker.place(in: screen).contains(event.position) else { return overlay(.closed, &state) }
            guard let row = rowIndex(picker.list, picker.count, at: event.position, in: picker.rows(in: screen)) else {
                return []
            }
            picker.list.selected = row
            state.session.overlays[state.session.overlays.count - 1] = .picker(picker)
            return overlay(.accepted, &state)
        case .help(let help):
            return help.pages.place(in: screen, theme: state.session.theme).contains(event.position)
                ? [] : overlay(.closed, &state)
        case .card(let card):
            return card.pages.place(in: screen, theme: state.session.theme).contains(event.position)
                ? [] : overlay(.closed, &state)
        case .command(let command):
            return command.pages.place(in: screen, theme: state.session.theme).contains(event.position)
                ? [] : overlay(.closed, &state)
        case .exchanges(var exchanges):
            guard exchanges.place(in: screen).contains(event.position) else { return overlay(.closed, &state) }
            guard let row = exchanges.row(at: event.position, in: screen) else { return [] }
            exchanges.list.selected = row
            state.session.overlays[state.session.overlays.count - 1] = .exchanges(exchanges)
            return overlay(.accepted, &state)
        case .attach, nil: return []
        }
    }
}

/// The row of a list under a point.
func rowIndex(_ list: ListState, _ count: Int, at point: Point, in area: Rect) -> Int? {
    ItemList(count: count, state: list) { _ in Line() }.index(at: point, in: area)
}
