public import Foundation

/// Which generations are wanted. Everything that is set has to hold; of the values in one list, one is enough, but all `tags`.
public struct HistoryFilter: Hashable, Sendable, Codable {
    /// Whether a generation has files.
    public enum Files: String, Sendable, Codable, CaseIterable {
        case with, without
        /// At least one of them was not in its place when it was last looked for.
        case missing
    }

    /// Words that prompt, answer, name, note or tags hold, or begin a word with. `"two words"` is a phrase, `-word` must not
    /// be there. Empty finds all.
    public var search = ""
    public var modalities: [Modality] = []
    public var providers: [ProviderID] = []
    public var models: [ModelID] = []
    public var statuses: [GenerationStatus] = []
    /// Made at this moment or later.
    public var since: Date?
    /// Made before this moment.
    public var until: Date?
    public var tags: [String] = []
    public var isStarred: Bool?
    /// At least so good; what was not judged is not found.
    public var rating: Int?
    /// Nil for both.
    public var isSandbox: Bool?
    public var files: Files?
    public var comparison: String?
    /// What is in the trash, and only that; else what is not.
    public var isTrashed = false

    public init(search: String = "") { self.search = search }

    /// Nothing is asked for but what is not in the trash.
    public var isEmpty: Bool { self == HistoryFilter() }

    /// The filter decides without the words that are searched for.
    public func matchesFacets(of entry: HistoryEntry) -> Bool {
        let record = entry.record
        let keys = Set(entry.curation.tags.map(Curation.tagKey))
        return Self.isIn(record.draft.modality, modalities) && Self.isIn(record.provider, providers)
            && Self.isIn(record.model, models) && Self.isIn(record.status, statuses)
            && (since.map { record.createdAt >= $0 } ?? true) && (until.map { record.createdAt < $0 } ?? true)
            && tags.allSatisfy { keys.contains(Curation.tagKey($0)) }
            && (isStarred.map { entry.curation.isStarred == $0 } ?? true)
            && (rating.map { (entry.curation.rating ?? 0) >= $0 } ?? true)
            && (isSandbox.map { record.isSandbox == $0 } ?? true) && matchesFiles(entry)
            && (comparison.map { entry.curation.comparison == $0 } ?? true)
            && isTrashed == (entry.curation.trashedAt != nil)
    }

    private func matchesFiles(_ entry: HistoryEntry) -> Bool {
        switch files {
        case nil: true
        case .with: !entry.record.assets.isEmpty
        case .without: entry.record.assets.isEmpty
        case .missing: entry.missingFiles > 0
        }
    }

    private static func isIn<Value: Equatable>(_ value: Value, _ list: [Value]) -> Bool {
        list.isEmpty || list.contains(value)
    }
}

/// A filter that a person keeps under a name.
public struct SavedFilter: Hashable, Sendable, Codable, Identifiable {
    public var name: String
    public var filter: HistoryFilter
    public var sort: HistorySort

    public init(name: String, filter: HistoryFilter, sort: HistorySort = .newest) {
        self.name = name
        self.filter = filter
        self.sort = sort
    }

    public var id: String { name }
}
