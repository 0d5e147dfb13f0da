import EaselCore
import EaselEngine
import TerminalUI

/// The lists from which filters and the order are chosen.
enum HistoryFilterPicker {
    /// Everything that can be asked for, with how many there are of it.
    static func filters(_ state: HistoryScreen.State) -> Picker {
        var items = state.saved.map {
            Picker.Item(title: "saved: \($0.name)", note: "filter", message: .history(.filter(.saved($0))))
        }
        items += choices(state) + found(state)
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

    static func sorts(_ state: HistoryScreen.State) -> Picker {
        Picker(
            title: "Order", placeholder: "In which order?",
            items: HistorySort.allCases.map {
                Picker.Item(
                    title: ($0 == state.sort ? "[x] " : "[ ] ") + $0.title, note: $0.rawValue,
                    message: .history(.sorted($0)))
            })
    }

    private static func item(
        _ title: String, _ count: Int?, isOn: Bool, _ change: HistoryFilterChange
    ) -> Picker.Item {
        Picker.Item(
            title: (isOn ? "[x] " : "[ ] ") + title, note: count.map { "\($0)" } ?? "",
            message: .history(.filter(change)))
    }

    /// What can be asked for in any history.
    private static func choices(_ state: HistoryScreen.State) -> [Picker.Item] {
        let (filter, facets) = (state.filter, state.facets)
        var items = Modality.allCases.map { modality in
            item(
                "kind \(modality.rawValue)", facets.modalities.count(of: modality.rawValue),
                isOn: filter.modalities.contains(modality), .modality(modality))
        }
        items += GenerationStatus.allCases.map { status in
            item(
                "status \(status.rawValue)", facets.statuses.count(of: status.rawValue),
                isOn: filter.statuses.contains(status), .status(status))
        }
        items.append(item("starred", facets.starred, isOn: filter.isStarred == true, .starred))
        items += [5, 4, 3, 2, 1].map { rating in
            item(
                rating == 5 ? "rated 5" : "rated \(rating) or better", nil, isOn: filter.rating == rating,
                .rating(rating))
        }
        let isTimed = filter.since != nil || filter.until != nil
        items.append(
            Picker.Item(
                title: (isTimed ? "[x] " : "[ ] ") + "made in a period", note: "dates", message: .history(.periodAsked))
        )
        items.append(item("only the sandbox", facets.sandbox, isOn: filter.isSandbox == true, .sandbox(true)))
        items.append(item("not the sandbox", nil, isOn: filter.isSandbox == false, .sandbox(false)))
        items += HistoryFilter.Files.allCases.map {
            item($0.words, nil, isOn: filter.files == $0, .files($0))
        }
        // The one that is asked for, or that of the row under the bar.
        if let comparison = filter.comparison ?? state.chosen?.curation.comparison {
            items.append(
                item("of the same comparison", nil, isOn: filter.comparison != nil, .comparison(comparison)))
        }
        items.append(item("in the trash", facets.trashed, isOn: filter.isTrashed, .trash))
        return items
    }

    /// What this history holds.
    private static func found(_ state: HistoryScreen.State) -> [Picker.Item] {
        let (filter, facets) = (state.filter, state.facets)
        let providers = facets.providers.map { value in
            let provider = ProviderID(rawValue: value.name)
            return item(
                "provider \(value.name)", value.count, isOn: filter.providers.contains(provider), .provider(provider))
        }
        let tags = facets.tags.map {
            item("tag \($0.name)", $0.count, isOn: filter.hasTag($0.name), .tag($0.name))
        }
        let models = facets.models.map { value in
            let model = ModelID(rawValue: value.name)
            return item("model \(value.name)", value.count, isOn: filter.models.contains(model), .model(model))
        }
        return providers + tags + models
    }
}

extension [HistoryFacets.Value] {
    fileprivate func count(of name: String) -> Int { first { $0.name == name }?.count ?? 0 }
}
