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
            session.show(.picker(picker(state)))
        case .filter(let change):
            change.apply(to: &state.filter, &state.sort)
            if case .saved(let filter) = change {
                state.search.reset()
                state.search.insert(filter.filter.search)
            } else if change == .cleared {
                state.search.reset()
            } else if change != .trash {
                // More can be chosen until somebody has enough.
                var next = picker(state)
                next.list.selected = next.items.firstIndex { $0.message == .history(.filter(change)) } ?? 0
                session.show(.picker(next))
            }
            state.marked = [:]
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
        case .sortAsked: session.show(.picker(sortPicker(state)))
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

    private static func sortPicker(_ state: State) -> Picker {
        Picker(
            title: "Order", placeholder: "In which order?",
            items: HistorySort.allCases.map {
                Picker.Item(
                    title: $0.title, note: $0 == state.sort ? "as it is" : "",
                    detail: $0.isByTime ? "" : "Among the newest twenty thousand where there are more.",
                    message: .history(.sorted($0)))
            })
    }

    /// Everything that can be asked for.
    private static func picker(_ state: State) -> Picker {
        let filter = state.filter
        var items = state.saved.map {
            Picker.Item(title: "saved: \($0.name)", note: "filter", message: .history(.filter(.saved($0))))
        }
        func add(_ title: String, _ note: String, _ isOn: Bool, _ change: HistoryFilterChange) {
            items.append(
                Picker.Item(title: (isOn ? "[x] " : "[ ] ") + title, note: note, message: .history(.filter(change))))
        }
        let facets = state.facets
        let counts = { (values: [HistoryFacets.Value], name: String) in
            values.first { $0.name == name }.map { "\($0.count)" } ?? "0"
        }
        for modality in Modality.allCases {
            add(
                "kind \(modality.rawValue)", counts(facets.modalities, modality.rawValue),
                filter.modalities.contains(modality), .modality(modality))
        }
        for status in GenerationStatus.allCases {
            add(
                "status \(status.rawValue)", counts(facets.statuses, status.rawValue), filter.statuses.contains(status),
                .status(status))
        }
        add("starred", "\(facets.starred)", filter.isStarred == true, .starred)
        for rating in (1...5).reversed() {
            add(rating == 5 ? "rated 5" : "rated \(rating) or better", "", filter.rating == rating, .rating(rating))
        }
        items.append(
            Picker.Item(
                title: "made in a period", note: "dates", message: .history(.periodAsked)))
        add("only the sandbox", "\(facets.sandbox)", filter.isSandbox == true, .sandbox(true))
        add("not the sandbox", "", filter.isSandbox == false, .sandbox(false))
        for files in HistoryFilter.Files.allCases { add(files.words, "", filter.files == files, .files(files)) }
        add("in the trash", "\(facets.trashed)", filter.isTrashed, .trash)
        for value in facets.providers {
            let provider = ProviderID(rawValue: value.name)
            add("provider \(value.name)", "\(value.count)", filter.providers.contains(provider), .provider(provider))
        }
        for value in facets.tags {
            add("tag \(value.name)", "\(value.count)", filter.hasTag(value.name), .tag(value.name))
        }
        for value in facets.models {
            let model = ModelID(rawValue: value.name)
            add("model \(value.name)", "\(value.count)", filter.models.contains(model), .model(model))
        }
        if !state.question.isEmpty || state.sort != .newest {
            items.append(
                Picker.Item(title: "clear all filters", note: "filter", message: .history(.filter(.cleared))))
            items.append(
                Picker.Item(title: "save this filter", note: "filter", message: .history(.filterNameAsked)))
        }
        items += state.saved.map {
            Picker.Item(title: "forget: \($0.name)", note: "filter", message: .history(.filterForgotten($0.name)))
        }
        return Picker(title: "Filter", placeholder: "What is it like? Several may be chosen.", items: items)
    }
}

/// A change of what is asked for.
enum HistoryFilterChange: Equatable, Sendable {
    case modality(Modality), status(GenerationStatus), provider(ProviderID), model(ModelID), tag(String)
    case starred
    /// At least so good.
    case rating(Int)
    case sandbox(Bool)
    case files(HistoryFilter.Files)
    case trash
    case saved(SavedFilter)
    case cleared

    /// What is chosen already is not asked for any more.
    func apply(to filter: inout HistoryFilter, _ sort: inout HistorySort) {
        switch self {
        case .modality(let value): filter.modalities.toggle(value)
        case .status(let value): filter.statuses.toggle(value)
        case .provider(let value): filter.providers.toggle(value)
        case .model(let value): filter.models.toggle(value)
        case .tag(let tag):
            if filter.hasTag(tag) {
                filter.tags.removeAll { Curation.tagKey($0) == Curation.tagKey(tag) }
            } else {
                filter.tags.append(tag)
            }
        case .starred: filter.isStarred = filter.isStarred == true ? nil : true
        case .rating(let value): filter.rating = filter.rating == value ? nil : value
        case .sandbox(let value): filter.isSandbox = filter.isSandbox == value ? nil : value
        case .files(let value): filter.files = filter.files == value ? nil : value
        case .trash: filter.isTrashed.toggle()
        case .saved(let saved):
            filter = saved.filter
            filter.search = ""
            sort = saved.sort
        case .cleared: (filter, sort) = (HistoryFilter(), .newest)
        }
    }
}

extension HistoryFilter {
    func hasTag(_ tag: String) -> Bool { tags.contains { Curation.tagKey($0) == Curation.tagKey(tag) } }

    /// What is asked for beside words, each in a word or two.
    func words(in zone: TimeZone) -> [String] {
        var words = modalities.map(\.rawValue) + statuses.map(\.rawValue) + providers.map(\.rawValue)
        words += models.map(\.rawValue) + tags.map { "#" + $0 }
        if let isStarred { words.append(isStarred ? "starred" : "not starred") }
        if let rating { words.append("\(rating)+") }
        if let isSandbox { words.append(isSandbox ? "sandbox" : "no sandbox") }
        if let files { words.append(files.words) }
        if let comparison { words.append("comparison \(comparison.suffix(8))") }
        switch (since, until) {
        case (let since?, let until?):
            words.append("\(Figures.day(since, in: zone)) to \(Figures.day(until.addingTimeInterval(-1), in: zone))")
        case (let since?, nil): words.append("since \(Figures.day(since, in: zone))")
        case (nil, let until?): words.append("before \(Figures.day(until, in: zone))")
        case (nil, nil): break
        }
        if isTrashed { words.append("trash") }
        return words.map { TextSanitizer.singleLine(String($0.prefix(60))) }
    }
}

extension HistoryFilter.Files {
    var words: String {
        switch self {
        case .with: "with files"
        case .without: "without files"
        case .missing: "files missing"
        }
    }
}

extension Array where Element: Equatable {
    /// The element behind this one; nil stands before the first and behind the last.
    fileprivate func following(_ element: Element?) -> Element? {
        guard let element, let index = firstIndex(of: element) else { return first }
        return index + 1 < count ? self[index + 1] : nil
    }

    fileprivate mutating func toggle(_ element: Element) {
        if contains(element) { removeAll { $0 == element } } else { append(element) }
    }
}
