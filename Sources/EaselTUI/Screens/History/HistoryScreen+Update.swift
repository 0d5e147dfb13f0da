import EaselCore
import TerminalUI

extension HistoryScreen {
    static func update(_ state: inout State, _ message: Message, in session: inout Session) -> [Effect] {
        let rows = state.layout(in: session).rows.height
        switch message {
        case .shown:
            session.fileExists = [:]
            return state.hasLoaded && state.list.selected > 0 ? [] : reload(&state)
        case .pageLoaded(let page, let serial): return take(page, serial, &state, &session)
        case .refused(let error, let serial):
            guard serial == state.serial else { return [] }
            state.isLoading = false
            state.failure = error
        case .moved(let steps) where state.isDetailed: scroll(.rows(steps), &state, session)
        case .paged(let pages) where state.isDetailed: scroll(.pages(pages), &state, session)
        case .jumped(let toEnd) where state.isDetailed: scroll(toEnd ? .last : .first, &state, session)
        case .moved(let steps), .neighbour(let steps): select(.rows(steps), &state, rows)
        case .paged(let pages): select(.pages(pages), &state, rows)
        case .jumped(let toEnd): select(toEnd ? .last : .first, &state, rows)
        case .searchOpened: state.isSearching = true
        case .searchClosed(let isKept):
            state.isSearching = false
            guard !isKept, !state.search.isEmpty else { return [] }
            state.search.reset()
            return reload(&state)
        case .modalityCycled:
            state.modality = Modality.allCases.following(state.modality)
            return reload(&state)
        case .statusCycled:
            state.status = GenerationStatus.allCases.following(state.status)
            return reload(&state)
        case .detailOpened: state.isDetailed = state.selected != nil
        case .detailClosed: state.isDetailed = false
        case .opened:
            guard let asset = state.selected?.assets.first else { return session.tell("It has no file to open.") }
            return [.openFile(asset.path)]
        case .played: return session.play(state.selected?.assets.first)
        case .pathCopied:
            guard let asset = state.selected?.assets.first else { return session.tell("It has no path to copy.") }
            return [.copy(asset.path)] + session.tell("Copied \(asset.path)", .success)
        case .textCopied:
            guard let record = state.selected else { return [] }
            let text = record.text ?? record.draft.prompt
            return [.copy(text)] + session.tell("Copied \(text.count) characters.", .success)
        case .rerun, .remixed, .stepAsked, .commandAsked: break
        }
        return []
    }

    /// Whether a key was taken by the search box; then the question has changed.
    static func type(_ chord: KeyChord, _ state: inout State) -> [Effect]? {
        guard state.isSearching else { return nil }
        let before = state.search.text
        guard state.search.apply(chord) else { return nil }
        return state.search.text == before ? [] : reload(&state)
    }

    static func paste(_ text: String, _ state: inout State) -> [Effect] {
        guard state.isSearching else { return [] }
        state.search.insert(text)
        return reload(&state)
    }

    /// Takes over a row that changed, or that is new.
    static func absorb(_ record: GenerationRecord, _ state: inout State) {
        guard state.hasLoaded else { return }
        if let index = state.rows.firstIndex(where: { $0.id == record.id }) {
            state.rows[index] = record
        } else if state.search.isEmpty, state.modality ?? record.draft.modality == record.draft.modality,
            state.status ?? record.status == record.status
        {
            let index = state.rows.firstIndex { $0.id < record.id } ?? (state.next == nil ? state.rows.count : nil)
            guard let index else { return }
            state.rows.insert(record, at: index)
            if index <= state.list.selected && state.rows.count > 1 && state.list.selected > 0 {
                state.list.selected += 1
            }
        }
    }

    /// Asks for the next page before the end comes in sight; looks after the picture and the files of what is chosen.
    static func settle(_ state: inout State, _ session: inout Session) -> [Effect] {
        guard session.route == .history else { return [] }
        var effects: [Effect] = []
        if let next = state.next, !state.isLoading, state.list.selected >= state.rows.count - State.pageSize / 2 {
            var query = state.query
            query.before = next
            state.isLoading = true
            effects.append(.loadHistory(query, serial: state.serial))
        }
        guard let record = state.selected else { return effects }
        effects += session.check(record.assets.map(\.path))
        if let asset = record.assets.first {
            let kind = PreviewShelf.Request(asset, cells: .zero, session.theme)?.kind
            let place = state.layout(in: session).split(for: kind).picture
            effects += session.previews.ask(for: PreviewShelf.Request(asset, cells: place.size, session.theme))
        }
        return effects
    }

    private static func reload(_ state: inout State) -> [Effect] {
        state.serial += 1
        state.isLoading = true
        state.next = nil
        return [.loadHistory(state.query, serial: state.serial)]
    }

    private static func take(_ page: HistoryPage, _ serial: Int, _ state: inout State, _ session: inout Session)
        -> [Effect]
    {
        guard serial == state.serial else { return [] }
        let isFirst = state.next == nil
        if isFirst {
            state.rows = page.records
            state.list = ListState()
            state.detailTop = 0
        } else {
            let known = Set(state.rows.map(\.id))
            state.rows += page.records.filter { !known.contains($0.id) }
        }
        state.next = page.next
        state.isLoading = false
        state.hasLoaded = true
        state.failure = nil
        return []
    }

    private static func select(_ step: Step, _ state: inout State, _ height: Int) {
        state.list.go(step, count: state.rows.count, height: height)
        state.detailTop = 0
    }

    private static func scroll(_ step: Step, _ state: inout State, _ session: Session) {
        guard let view = HistoryDetail(state, session) else { return }
        let most = max(0, view.lines.count - view.words.height)
        state.detailTop = step.apply(to: state.detailTop, most: most, page: view.words.height)
    }
}

extension Array where Element: Equatable {
    /// The element behind this one; nil stands before the first and behind the last.
    fileprivate func following(_ element: Element?) -> Element? {
        guard let element, let index = firstIndex(of: element) else { return first }
        return index + 1 < count ? self[index + 1] : nil
    }
}
