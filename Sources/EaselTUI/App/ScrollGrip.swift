import TerminalUI

/// A scroll bar on the screen, with what it scrolls: what the mouse can take hold of.
struct ScrollGrip: Equatable {
    enum Target: Equatable, Sendable {
        case providers, models, parameters, result
        case history, historyDetail
        case jobs, jobDetail
        case providerDetail, workflows, catalog, settings
        /// The answer in a pane of the comparison, by its place.
        case comparePane(Int)
        case compareDifference, compareTable, compareSweep
        /// The list or text of the top overlay.
        case overlay
    }

    var target: Target
    /// Where the bar is.
    var bar: Rect
    /// Rows there are and rows in sight.
    var total: Int
    var visible: Int

    /// Nil while everything is in sight.
    init?(_ target: Target, in area: Rect, total: Int) {
        guard let bar = ScrollBar.place(in: area, total: total).bar else { return nil }
        self.target = target
        self.bar = bar
        self.total = total
        visible = area.height
    }

    /// The first row in sight when the pointer is at a point.
    func offset(at point: Point) -> Int {
        ScrollBar(total: total, visible: visible, offset: 0).offset(draggedTo: point.y - bar.y, height: bar.height)
    }
}

extension App {
    /// Takes hold of the bar under the pointer, or follows the pointer while one is held; nil when it means nothing here.
    static func drag(_ event: MouseEvent, _ state: inout State) -> [Effect]? {
        switch event.kind {
        case .press(.left):
            guard let grip = grips(state).first(where: { $0.bar.contains(event.position) }) else { return nil }
            state.session.dragged = grip.target
        case .drag: if state.session.dragged == nil { return nil }
        case .release:
            state.session.dragged = nil
            state.studio.prompt.isDragging = false
            return []
        case .press, .wheelUp, .wheelDown: return nil
        }
        guard let grip = grips(state).first(where: { $0.target == state.session.dragged }) else { return [] }
        scroll(grip, to: grip.offset(at: event.position), &state)
        return []
    }

    /// Every scroll bar in sight.
    static func grips(_ state: State) -> [ScrollGrip] {
        if let overlay = state.session.overlays.last {
            return [overlay.grip(in: Rect(size: state.session.size), theme: state.session.theme)].compactMap(\.self)
        }
        switch state.session.route {
        case .studio: return StudioScreen.grips(state.studio, state.session)
        case .history:
            let list = ScrollGrip(
                .history, in: state.history.layout(in: state.session).rows, total: state.history.total)
            let detail = HistoryDetailPane(state.history, state.session).flatMap {
                ScrollGrip(.historyDetail, in: $0.words, total: $0.lines.count)
            }
            return [list, detail].compactMap(\.self)
        case .compare: return CompareScreen.grips(state.compare, state.session)
        case .jobs: return JobsScreen.grips(state.jobs, state.session)
        case .providers: return ProvidersScreen.grips(state.providers, state.session)
        case .settings:
            let rows = state.settings.layout(in: state.session).rows
            return [ScrollGrip(.settings, in: rows, total: state.settings.rows(state.session).count)]
                .compactMap(\.self)
        }
    }

    private static func scroll(_ grip: ScrollGrip, to first: Int, _ state: inout State) {
        let (total, height) = (grip.total, grip.visible)
        switch grip.target {
        case .providers: state.studio.providerList.scroll(to: first, count: total, height: height)
        case .models: state.studio.modelList.scroll(to: first, count: total, height: height)
        case .parameters: state.studio.form.list.scroll(to: first, count: total, height: height)
        case .result: state.studio.result.top = first >= total - height ? nil : first
        case .history: state.history.list.scroll(to: first, count: total, height: height)
        case .historyDetail: state.history.detailTop = first
        case .jobs:
            state.jobs.list.scroll(to: first, count: total, height: height)
            state.jobs.chosen = nil
        case .jobDetail: state.jobs.detailTop = first
        case .providerDetail: state.providers.detailTop = first
        case .workflows: state.providers.workflows.list.scroll(to: first, count: total, height: height)
        case .catalog: state.providers.browser.list.scroll(to: first, count: total, height: height)
        case .settings: state.settings.list.scroll(to: first, count: total, height: height)
        case .comparePane(let place): state.compare.seat(at: place).map { state.compare.sheet?.tops[$0] = first }
        case .compareDifference: state.compare.lookTop = first
        case .compareTable: state.compare.table.list.scroll(to: first, count: total, height: height)
        case .compareSweep: state.compare.sweep?.top = first
        case .overlay:
            guard let top = state.session.overlays.indices.last else { return }
            state.session.overlays[top].scroll(to: first, count: total, height: height)
        }
    }
}

extension StudioScreen {
    static func grips(_ state: State, _ session: Session) -> [ScrollGrip] {
        let layout = state.layout(in: session)
        let models = modelRows(in: layout.inside(.model), state)
        var grips = [
            ScrollGrip(.providers, in: layout.inside(.provider), total: state.providers.count),
            ScrollGrip(.models, in: models, total: state.models.count),
            ScrollGrip(.parameters, in: layout.inside(.parameters), total: state.specs.count),
        ]
        if let generation = state.shownGeneration(in: session) {
            let parts = ResultParts(state.result, generation, in: layout.inside(.result), session)
            grips.append(ScrollGrip(.result, in: parts.text, total: state.result.rowCount(generation)))
        }
        return grips.compactMap(\.self)
    }
}

extension Overlay {
    /// The bar of the list or the text, nil while everything is in sight.
    fileprivate func grip(in screen: Rect, theme: Theme) -> ScrollGrip? {
        switch self {
        case .help(let help): help.pages.grip(in: screen, theme: theme)
        case .card(let card): card.pages.grip(in: screen, theme: theme)
        case .command(let command): command.pages.grip(in: screen, theme: theme)
        case .checkup(let checkup): checkup.pages(theme).grip(in: screen, theme: theme)
        case .choices(let choices):
            ScrollGrip(.overlay, in: choices.place(in: screen).inset(by: 1), total: choices.options.count)
        case .picker(let picker): ScrollGrip(.overlay, in: picker.rows(in: screen), total: picker.count)
        case .review(let review):
            ScrollGrip(.overlay, in: review.scrolledArea(in: screen), total: review.rowCount(in: screen, theme: theme))
        case .exchanges(let exchanges): exchanges.grip(in: screen)
        case .attach, .confirm, .entry, .keyCapture, .fields: nil
        }
    }

    fileprivate mutating func scroll(to first: Int, count: Int, height: Int) {
        switch self {
        case .help(var help):
            help.pages.top = first
            self = .help(help)
        case .card(var card):
            card.pages.top = first
            self = .card(card)
        case .command(var command):
            command.pages.top = first
            self = .command(command)
        case .checkup(var checkup):
            checkup.top = first
            self = .checkup(checkup)
        case .choices(var choices):
            choices.list.scroll(to: first, count: count, height: height)
            self = .choices(choices)
        case .picker(var picker):
            picker.list.scroll(to: first, count: count, height: height)
            self = .picker(picker)
        case .review(var review):
            review.top = first
            self = .review(review)
        case .exchanges(var exchanges):
            exchanges.list.scroll(to: first, count: count, height: height)
            self = .exchanges(exchanges)
        case .attach, .confirm, .entry, .keyCapture, .fields: break
        }
    }
}

extension ScrolledPage {
    fileprivate func grip(in screen: Rect, theme: Theme) -> ScrollGrip? {
        ScrollGrip(
            .overlay, in: place(in: screen, theme: theme).inset(by: 1), total: rowCount(in: screen, theme: theme))
    }
}
