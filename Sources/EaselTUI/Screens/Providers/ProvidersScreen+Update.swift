import EaselCore
import Foundation
import TerminalUI

extension ProvidersScreen {
    static func update(_ state: inout State, _ message: Message, in session: inout Session) -> [Effect] {
        switch message {
        case .shown:
            return [.loadSpend, .watch(.loadCatalog)] + renew(&state, session)
        case .pageMoved(let steps): return open(state.page.moved(by: steps), &state)
        case .pageOpened(let page): return open(page, &state)
        case .moved(let rows): return move(.rows(rows), &state, session)
        case .paged(let pages): return move(.pages(pages), &state, session)
        case .jumped(let toEnd): return move(toEnd ? .last : .first, &state, session)
        case .figuresReported(let figures): state.figures = figures
        case .statisticsLoaded(let history): state.history = history
        case .latenciesLoaded(let provider, let latencies): state.latencies[provider] = latencies
        case .spendLoaded(let month, let spent): (session.spentMonth, session.spentSession) = (month, spent)
        case .toggled: return toggle(state)
        case .switched(let id, let isOn, let rows): return take(rows, id, isOn, &state, &session)
        case .accountAsked: return askAccount(&state, &session)
        case .accountTold(let provider, let answer): state.accounts[provider] = answer
        case .limitsForgotten:
            guard let row = state.selected else { return [] }
            return [.watch(.forgetTraffic(row.id))] + session.tell("Forgot what \(row.name) said of its limits.")
        case .fixCopied: return copyFix(state, &session)
        case .modelsOpened:
            guard let row = state.selected else { return [] }
            (state.browser.provider, state.browser.modality) = (row.id, nil)
            state.browser.purpose = .use
            state.browser.find()
            return open(.models, &state)
        case .workflow(.addAsked):
            let modality = state.workflows.modality
            state.browser.purpose = .fallback(modality)
            (state.browser.provider, state.browser.modality) = (nil, modality)
            state.browser.find()
            return open(.models, &state)
        case .workflow(let message): return state.workflows.update(message, state.rows, &session)
        case .notKept(let error):
            return session.tell(
                "It is in force until you leave, and could not be kept: \(error.message) \(error.remedy)", .error)
        case .catalogLoaded(let cards): state.browser.load(cards)
        case .listed(let query, let cards): state.browser.take(query, cards)
        case .notListed(let query, let error):
            state.browser.asking.remove(query)
            state.browser.failures[query] = error
            return session.tell(
                "\(query.provider), \(query.modality.rawValue): \(error.message) \(error.remedy)", .error)
        case .browser(let message): return browse(message, &state, &session)
        case .cardOpened: return openCard(state, &session)
        }
        return []
    }

    /// Asks for what the history knows, while somebody looks.
    static func renew(_ state: inout State, _ session: Session) -> [Effect] {
        guard session.route == .providers else { return [] }
        return [.watch(.loadStatistics(isSandbox: session.isSandbox))] + askLatencies(state)
    }

    /// Whether a key was taken as text.
    static func type(_ chord: KeyChord, _ state: inout State) -> [Effect]? {
        guard state.isTyping else { return nil }
        return state.browser.type(chord) ? [] : nil
    }

    static func paste(_ text: String, _ state: inout State) {
        if state.isTyping { state.browser.paste(text) }
    }

    private static func open(_ page: Page, _ state: inout State) -> [Effect] {
        if state.page == .models, page != .models { state.browser.purpose = .use }
        state.page = page
        state.browser.isSearching = false
        return page == .models && state.browser.cards.isEmpty ? [.watch(.loadCatalog)] : []
    }

    /// The newest times of everybody that can be called: a page of the history each.
    private static func askLatencies(_ state: State) -> [Effect] {
        state.rows.filter(\.canBeCalled).map { .watch(.loadLatencies($0.id, isSandbox: $0.isSandbox)) }
    }

    private static func move(_ step: Step, _ state: inout State, _ session: Session) -> [Effect] {
        let layout = state.layout(in: session)
        switch state.page {
        case .health:
            if case .pages = step {
                let count = ProvidersScreen.detail(state, session)?.lines.count ?? 0
                state.detailTop = step.apply(
                    to: state.detailTop, most: count - layout.inside.height, page: layout.inside.height)
                return []
            }
            let before = state.list.selected
            state.list.go(step, count: state.rows.count, height: Table.bodyHeight(in: layout.table))
            if state.list.selected != before { state.detailTop = 0 }
        case .workflows:
            let rows = state.workflows.rows(state.rows, session)
            state.workflows.move(step, rows, height: WorkflowPane.parts(in: layout.table).rows.height)
        case .models:
            state.browser.list.go(step, count: state.browser.count, height: Table.bodyHeight(in: layout.models))
        }
        return []
    }

    private static func toggle(_ state: State) -> [Effect] {
        guard let row = state.selected else { return [] }
        return [.watch(.setEnabled(row.id, row.isOff))]
    }

    private static func take(
        _ rows: [ProviderRow], _ id: ProviderID, _ isOn: Bool, _ state: inout State, _ session: inout Session
    ) -> [Effect] {
        state.rows = rows
        let name = rows.first { $0.id == id }?.name ?? id.rawValue
        return session.tell(
            isOn ? "\(name) is on." : "\(name) is off: nothing new is sent to it. What runs there goes on.",
            isOn ? .success : .warning)
    }

    private static func askAccount(_ state: inout State, _ session: inout Session) -> [Effect] {
        guard let row = state.selected else { return [] }
        guard row.tellsAccount else { return session.tell("\(row.name) cannot be asked how the account stands.") }
        guard state.accounts[row.id] != .asking else { return [] }
        state.accounts[row.id] = .asking
        return [.watch(.askAccount(row.id))]
    }

    private static func copyFix(_ state: State, _ session: inout Session) -> [Effect] {
        guard let row = state.selected else { return [] }
        guard row.isKeyless, let line = row.credential.exportLine else {
            return session.tell("\(row.name) lacks no key.")
        }
        return [.copy(line)] + session.tell("Copied: \(line)", .success)
    }

    private static func openCard(_ state: State, _ session: inout Session) -> [Effect] {
        guard state.page == .models, let card = state.browser.selected else { return [] }
        let name = state.rows.first { $0.id == card.provider }?.name
        session.show(.card(CardOverlay(model: card, provider: name)))
        return []
    }
}

extension ProvidersScreen {
    private static func browse(_ message: ModelBrowser.Message, _ state: inout State, _ session: inout Session)
        -> [Effect]
    {
        switch message {
        case .searchOpened: state.browser.isSearching = true
        case .searchClosed(let keepsWords):
            if !state.browser.isSearching, state.browser.search.isEmpty {
                (state.browser.provider, state.browser.modality, state.browser.purpose) = (nil, nil, .use)
            }
            state.browser.isSearching = false
            if !keepsWords { state.browser.search = TextBuffer(isMultiline: false) }
            if !keepsWords { state.browser.find(keepingPlace: true) }
        case .providerCycled:
            state.browser.provider = next(state.browser.provider, in: state.rows.map(\.id))
            state.browser.find()
        case .modalityCycled:
            state.browser.modality = next(state.browser.modality, in: Modality.allCases)
            state.browser.find()
        case .orderCycled:
            let all = ModelBrowser.Order.allCases
            state.browser.order = all[((all.firstIndex(of: state.browser.order) ?? 0) + 1) % all.count]
            state.browser.find()
        case .refreshAsked: return refresh(&state, &session)
        case .picked: break
        }
        return []
    }

    /// The one after; nil behind the last.
    private static func next<Value: Equatable>(_ value: Value?, in all: [Value]) -> Value? {
        guard let value, let index = all.firstIndex(of: value) else { return all.first }
        return index + 1 < all.count ? all[index + 1] : nil
    }

    /// Asks everybody in sight that can be asked.
    private static func refresh(_ state: inout State, _ session: inout Session) -> [Effect] {
        guard state.browser.asking.isEmpty else { return session.tell("The providers are being asked.") }
        let queries = state.rows.filter { $0.canBeCalled && (state.browser.provider ?? $0.id) == $0.id }.flatMap {
            row in
            row.modalities.filter { (state.browser.modality ?? $0) == $0 }.map {
                CardQuery(provider: row.id, modality: $0)
            }
        }
        guard !queries.isEmpty else { return session.tell("No provider in sight can be asked.", .warning) }
        state.browser.asking = Set(queries)
        state.browser.failures = [:]
        return [.watch(.refreshCatalog(queries))]
    }
}
