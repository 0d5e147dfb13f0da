import EaselCore
import EaselEngine
import TerminalUI

extension HistoryScreen {
    static func update(_ state: inout State, _ message: Message, in session: inout Session) -> [Effect] {
        switch message {
        case .shown:
            state.askedDetail = nil
            let follow = [Effect.history(.followOthers(true))]
            guard state.hasLoaded, state.failure == nil, state.list.selected > 0 else { return follow + reload(&state) }
            return follow
        case .othersWrote: state.isStale = state.hasLoaded
        case .listed(let page, let serial): return take(page, serial, &state)
        case .landed(let page, let fraction, let serial): return take(page, fraction: fraction, serial, &state)
        case .counted(let count, let serial): if serial == state.serial { take(count, &state) }
        case .refused(let error, let serial): return refuse(error, serial, &state, &session)
        case .moved, .paged, .jumped, .neighbour: move(message, &state, session)
        case .placeAsked, .placeTyped: return go(message, &state, &session)
        case .searchOpened: state.isSearching = true
        case .searchClosed(let isKept):
            state.isSearching = false
            return isKept ? [] : clearSearch(&state)
        case .unwound: return unwind(&state)
        case .modalityCycled, .statusCycled, .trashToggled, .filtersAsked, .filtersLoaded, .filter, .periodAsked,
            .periodTyped, .filterNameAsked, .filterNamed, .filterForgotten, .sortAsked, .sorted:
            return filters(message, &state, &session)
        case .marked, .allMarked: mark(message, &state, session)
        case .detailOpened, .detailClosed, .detailLoaded, .detailRefused, .verified, .parentAsked, .childrenAsked,
            .followed:
            return chain(message, &state, &session)
        case .exchangesAsked, .exchangesLoaded: return exchanges(message, &state, &session)
        case .opened, .revealed, .pathCopied, .textCopied, .played: return files(message, &state, &session)
        case .starred, .rateAsked, .rated, .tagAsked, .tagged, .renameAsked, .renamed, .noteAsked, .noted, .trashed,
            .restored, .changed, .undoAsked, .undone, .undoRefused:
            return curate(message, &state, &session)
        case .purgeAsked, .purgeAgreed, .purged, .refetchAsked, .refetched: return care(message, &state, &session)
        case .exportAsked, .exportChosen, .exportPlaced, .exported: return export(message, &state, &session)
        case .rerun, .rerunAgreed, .remixed, .compared, .stepAsked, .commandAsked: break
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

    /// Rows that are held stay in sight when more of them cannot be read.
    private static func refuse(
        _ error: EaselError, _ serial: Int, _ state: inout State, _ session: inout Session
    ) -> [Effect] {
        guard serial == state.serial else { return [] }
        state.loading = nil
        state.goal = nil
        state.failure = error
        return state.window.entries.isEmpty ? [] : session.tell(error.message + " " + error.remedy, .error)
    }

    private static func unwind(_ state: inout State) -> [Effect] {
        if !state.marked.isEmpty {
            state.marked = [:]
            return []
        }
        if !state.search.isEmpty { return clearSearch(&state) }
        guard !state.filter.isEmpty || state.sort != .newest else { return [] }
        state.filter = HistoryFilter()
        state.sort = .newest
        return reload(&state)
    }

    private static func clearSearch(_ state: inout State) -> [Effect] {
        guard !state.search.isEmpty else { return [] }
        state.search.reset()
        return reload(&state)
    }

    private static func move(_ message: Message, _ state: inout State, _ session: Session) {
        // Whoever moves on wants it tried again.
        if !state.window.entries.isEmpty { state.failure = nil }
        switch message {
        case .moved(let steps) where state.isDetailed: scroll(.rows(steps), &state, session)
        case .paged(let pages) where state.isDetailed: scroll(.pages(pages), &state, session)
        case .jumped(let toEnd) where state.isDetailed: scroll(toEnd ? .last : .first, &state, session)
        case .moved(let steps), .neighbour(let steps): select(.rows(steps), &state, session)
        case .paged(let pages): select(.pages(pages), &state, session)
        case .jumped(let toEnd):
            if toEnd && state.isTotalOpen { state.goal = .last }
            select(toEnd ? .last : .first, &state, session)
        default: break
        }
    }

    static func select(_ step: Step, _ state: inout State, _ session: Session) {
        state.list.go(step, count: state.total, height: max(1, state.layout(in: session).rows.height))
        state.detailTop = 0
        state.trail = []
    }

    private static func scroll(_ step: Step, _ state: inout State, _ session: Session) {
        guard let view = HistoryDetailPane(state, session) else { return }
        let most = max(0, view.lines.count - view.words.height)
        state.detailTop = step.apply(to: state.detailTop, most: most, page: view.words.height)
    }

    /// Takes a percentage or a day, and goes there.
    private static func go(_ message: Message, _ state: inout State, _ session: inout Session) -> [Effect] {
        guard case .placeTyped(let text) = message else {
            session.show(
                .entry(
                    TextEntry(
                        title: "Go to",
                        summary: "A percentage of the list, 0 its beginning and 100 its end, or a day.",
                        text: "", placeholder: "50 or 2026-11-24"
                    ) { .history(.placeTyped($0)) }))
            return []
        }
        let number = text.filter { $0 != "%" && !$0.isWhitespace }.replacing(",", with: ".")
        if let percent = Double(number), (0...100).contains(percent) {
            let place = Int(Double(max(0, state.total - 1)) * percent / 100)
            if percent == 100, state.isTotalOpen { state.goal = .last }
            select(.first, &state, session)
            select(.rows(place), &state, session)
            return []
        }
        guard state.sort.isByTime else {
            return session.tell("The list is \(state.sort.title): a percentage, or S to sort it by time.", .warning)
        }
        guard let period = HistoryPeriod(text, now: session.now, in: session.timeZone),
            let day = period.until ?? period.since
        else { return session.tell("\"\(TextSanitizer.singleLine(text))\" is no percentage and no day.", .warning) }
        state.goal = .place(.at(state.sort == .newest ? day : period.since ?? day))
        return []
    }
}
