/// A generation with what a person keeps about it.
public struct HistoryEntry: Hashable, Sendable, Identifiable {
    public var record: GenerationRecord
    public var curation: Curation
    /// How many of its files were missing when they were last looked for.
    public var missingFiles: Int

    public init(record: GenerationRecord, curation: Curation = Curation(), missingFiles: Int = 0) {
        self.record = record
        self.curation = curation
        self.missingFiles = missingFiles
    }

    public var id: JobID { record.id }

    /// The name that a person gave it, else its prompt.
    public var title: String { curation.name ?? record.draft.prompt }
}

/// How many generations there are of something. Looking for more costs more than a person waits for: a count stops somewhere.
public struct HistoryCount: Hashable, Sendable, Codable {
    public var value: Int
    /// False when there are at least that many.
    public var isExact: Bool

    public init(_ value: Int, isExact: Bool = true) {
        self.value = value
        self.isExact = isExact
    }
}

/// What the history holds, for the choices of a filter: each value with how many generations have it, most first. What is in
/// the trash counts only as that.
public struct HistoryFacets: Hashable, Sendable {
    public struct Value: Hashable, Sendable, Codable {
        public var name: String
        public var count: Int

        public init(_ name: String, _ count: Int) {
            self.name = name
            self.count = count
        }
    }

    public var total = 0
    public var starred = 0
    public var trashed = 0
    public var sandbox = 0
    public var modalities: [Value] = []
    public var providers: [Value] = []
    public var statuses: [Value] = []
    /// At most 200.
    public var models: [Value] = []
    /// At most 200; of these, what is in the trash counts too.
    public var tags: [Value] = []

    public init() {}
}
