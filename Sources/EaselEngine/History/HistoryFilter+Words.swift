public import EaselCore
public import Foundation

extension HistoryFilter {
    /// What is asked for beside what is searched, each in a word or two and safe to show.
    ///
    /// - Parameter day: how a day is written.
    public func words(day: (Date) -> String) -> [String] {
        var words = modalities.map(\.rawValue) + statuses.map(\.rawValue) + providers.map(\.rawValue)
        words += models.map(\.rawValue) + tags.map { "#" + $0 }
        if let isStarred { words.append(isStarred ? "starred" : "not starred") }
        if let rating { words.append("\(rating)+") }
        if let isSandbox { words.append(isSandbox ? "sandbox" : "no sandbox") }
        if let files { words.append(files.words) }
        if let comparison { words.append("comparison \(comparison.suffix(8))") }
        switch (since, until) {
        case (let since?, let until?): words.append("\(day(since)) to \(day(until.addingTimeInterval(-1)))")
        case (let since?, nil): words.append("since \(day(since))")
        case (nil, let until?): words.append("before \(day(until))")
        case (nil, nil): break
        }
        if isTrashed { words.append("trash") }
        return words.map { TerminalSafeText.line(String($0.prefix(60))) }
    }
}

extension HistoryFilter.Files {
    /// The state in words: `files missing`.
    public var words: String {
        switch self {
        case .with: "with files"
        case .without: "without files"
        case .missing: "files missing"
        }
    }
}
