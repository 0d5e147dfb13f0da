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
    fileprivate mutating func toggle(_ element: Element) {
        if contains(element) { removeAll { $0 == element } } else { append(element) }
    }
}
