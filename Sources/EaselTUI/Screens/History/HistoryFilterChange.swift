import EaselCore
import Foundation
import TerminalUI

/// A change of what is asked for.
enum HistoryFilterChange: Equatable, Sendable {
    case modality(Modality), status(GenerationStatus), provider(ProviderID), model(ModelID), tag(String)
    case starred
    /// At least so good.
    case rating(Int)
    case sandbox(Bool)
    case files(HistoryFilter.Files)
    case trash
    /// The generations of one comparison.
    case comparison(String)
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
        case .comparison(let value): filter.comparison = filter.comparison == value ? nil : value
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
}

extension Array where Element: Equatable {
    fileprivate mutating func toggle(_ element: Element) {
        if contains(element) { removeAll { $0 == element } } else { append(element) }
    }
}
