public import Foundation

/// The history as a person works with it: finding, sorting, judging, putting away. Every write is one transaction.
public protocol HistoryCuration: Sendable {
    /// One page. The work of a call is bounded whatever the filter: see `HistoryListing.isPartial`.
    func list(_ request: HistoryRequest) async throws(EaselError) -> HistoryListing
    func entry(_ id: JobID) async throws(EaselError) -> HistoryEntry?
    /// How many a filter finds. Exact for what is counted as it changes (kind, provider, model, status, star, rating,
    /// files, sandbox, trash); else it stops where looking on would take too long.
    func count(_ filter: HistoryFilter) async throws(EaselError) -> HistoryCount
    func facets() async throws(EaselError) -> HistoryFacets
    /// The cursor of a place from 0 (the beginning) to 1 (the end) in the order of a request; nil for the beginning. By time it is
    /// the share of everything that is not in the trash. By a value it is the share of what the filter finds: exact for few, and
    /// estimated from a sample for many.
    func cursor(at fraction: Double, of request: HistoryRequest) async throws(EaselError) -> HistoryCursor?
    /// Where a generation is, from 0 (newest) to 1 (oldest), among everything that is not in the trash.
    func fraction(of id: JobID) async throws(EaselError) -> Double
    /// A number that is another one once another process has written. What this process writes does not change it.
    func versionOfOthers() async throws(EaselError) -> Int

    /// Applies a change to all, or to none. Returns what was there before, for `put`; ids that are not there are left out.
    func curate(_ ids: [JobID], _ change: CurationChange, at date: Date) async throws(EaselError) -> [JobID: Curation]
    /// Puts back what `curate` returned.
    func put(_ curations: [JobID: Curation]) async throws(EaselError)
    /// Forgets generations for good, whether they are in the trash or not. What was spent stays counted. Those that are not
    /// finished stay; the others' files are returned when no generation that stays has a file at the same path.
    func purge(_ ids: [JobID]) async throws(EaselError) -> PurgedRows
    /// Ids in the trash since before a moment, oldest first.
    func trashed(before date: Date, limit: Int) async throws(EaselError) -> [JobID]

    func savedFilters() async throws(EaselError) -> [SavedFilter]
    /// Replaces a filter of the same name.
    func save(_ filter: SavedFilter) async throws(EaselError)
    func removeFilter(named name: String) async throws(EaselError)

    /// Keeps how files were found, so that missing ones can be filtered for.
    func note(_ findings: [AssetFinding], at date: Date) async throws(EaselError)
    /// How the files of a generation were last found, by their index.
    func findings(of id: JobID) async throws(EaselError) -> [AssetFinding]
    /// Files with this content that history knows, newest first.
    func files(withSHA256 digest: String, limit: Int) async throws(EaselError) -> [IndexedFile]

    /// Adds a finished generation from elsewhere; false when its id is known, which changes nothing.
    func adopt(_ entry: HistoryEntry) async throws(EaselError) -> Bool
}

/// What a purge took away.
public struct PurgedRows: Hashable, Sendable {
    public var ids: [JobID]
    /// Not finished, so still there.
    public var kept: [JobID]
    /// Files that no generation names any more.
    public var files: [Asset]

    public init(ids: [JobID] = [], kept: [JobID] = [], files: [Asset] = []) {
        self.ids = ids
        self.kept = kept
        self.files = files
    }
}

/// How a file was found.
public struct AssetFinding: Hashable, Sendable {
    public var id: JobID
    /// Which of the results, from 0.
    public var index: Int
    public var state: AssetState
    /// When the file was last changed, in seconds since 1970; nil where there is none.
    public var modified: Double?

    public init(id: JobID, index: Int, state: AssetState, modified: Double? = nil) {
        self.id = id
        self.index = index
        self.state = state
        self.modified = modified
    }
}
