import EaselCore
import Foundation
import TerminalUI

/// Narrowing the list down: everything that can be asked for, in one list to type into, and keys for what is asked often.
extension HistoryScreen {
    static func filters(_ message: Message, _ state: inout State, _ session: inout Session) -> [Effect] {
        switch message {
        case .modalityCycled:
            state.filter.modalities = Modality.allCases.following(state.filter.modalities.first).map { [$0] } ?? []
            return reload(&state)
        case .statusCycled:
            state.filter.statuses = GenerationStatus.allCases.following(state.filter.statuses.first).map { [$0] } ?? []
            return reload(&state)
        case .trashToggled: return filters(.filter(.trash), &state, &session)
        case .filtersAsked: return [.history(.loadFilters)]
        case .filtersLoaded(let facets, let saved):
            (state.facets, state.saved) = (facets, saved)
            guard session.route == .history, session.overlays.isEmpty else { return [] }
            session.show(.picker(HistoryFilterPicker.filters(state)))
        case .filter(let change):
            change.apply(to: &state.filter, &state.sort)
            if case .saved(let filter) = change {
                state.search.reset()
                state.search.insert(filter.filter.search)
            } else if change == .cleared {
                state.search.reset()
            } else if change != .trash {
                // More can be chosen until somebody has enough.
                var next = HistoryFilterPicker.filters(state)
                next.list.selected = next.items.firstIndex { $0.message == .history(.filter(change)) } ?? 0
                session.show(.picker(next))
            }
            // What is in the trash and what is not are never marked together.
            if change == .trash { state.marked = [:] }
            return reload(&state)
        case .periodAsked, .periodTyped: return period(message, &state, &session)
        case .filterNameAsked:
            session.show(
                .entry(
                    TextEntry(
                        title: "Save the filter", summary: "The search and the filters, under a name.", text: "",
                        placeholder: "name"
                    ) { .history(.filterNamed($0)) }))
        case .filterNamed(let text):
            guard let name = Curation.cleanText(text) else { return session.tell("A filter needs a name.", .warning) }
            let filter = SavedFilter(name: name, filter: state.question, sort: state.sort)
            return [.history(.saveFilter(filter))]
        case .filterForgotten(let name): return [.history(.forgetFilter(name))]
        case .sortAsked: session.show(.picker(HistoryFilterPicker.sorts(state)))
        case .sorted(let sort):
            guard sort != state.sort else { return [] }
            state.sort = sort
            return reload(&state)
        default: break
        }
        return []
    }

    private static func period(_ message: Message, _ state: inout State, _ session: inout Session) -> [Effect] {
        guard case .periodTyped(let text) = message else {
            session.show(
                .entry(
                    TextEntry(
                        title: "When it was made",
                        summary: "A day, a month, a year, 7d for the last seven days, or two of them with .. between.",
                        text: "", placeholder: "2026-11-01..2026-11-24"
                    ) { .history(.periodTyped($0)) }))
            return []
        }
        if text.allSatisfy(\.isWhitespace) {
            (state.filter.since, state.filter.until) = (nil, nil)
            return reload(&state)
        }
        guard let period = HistoryPeriod(text, now: session.now, in: session.timeZone) else {
            return session.tell("\"\(TextSanitizer.singleLine(text))\" is no time.", .warning)
        }
        (state.filter.since, state.filter.until) = (period.since, period.until)
        return reload(&state)
    }
}

extension Array where Element: Equatable {
    /// The element behind this one; nil stands before the first and behind the last.
    fileprivate func following(_ element: Element?) -> Element? {
        guard let element, let index = firstIndex(of: element) else { return first }
        return index + 1 < count ? self[index + 1] : nil
    }
}
