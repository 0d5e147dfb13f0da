public import EaselCore
public import Foundation
import Synchronization

/// The person's side of a history, forgotten with the test. It keeps the rules of the port, and looks at every entry for every
/// question.
public final class InMemoryHistoryCuration: HistoryCuration {
    private struct State {
        var entries: [JobID: HistoryEntry] = [:]
        var filters: [String: SavedFilter] = [:]
        var findings: [JobID: [Int: AssetFinding]] = [:]
        var failure: EaselError?
    }

    private let state = Mutex(State())

    public init(_ entries: [HistoryEntry] = []) {
        state.withLock { $0.entries = Dictionary(entries.map { ($0.id, $0) }, uniquingKeysWith: { $1 }) }
    }

    /// Makes every call fail from now on; nil ends that.
    public func fail(with error: EaselError?) { state.withLock { $0.failure = error } }

    public func list(_ request: HistoryRequest) async throws(EaselError) -> HistoryListing {
        let sort = request.sort
        var found = try matches(request.filter).sorted { Self.isBefore($0, $1, sort) }
        if request.isBackward { found.reverse() }
        if let cursor = request.after {
            found.removeAll { entry in
                let isBefore = Self.isBefore(Self.key(cursor, sort), Self.key(HistoryCursor(entry, sort), sort), sort)
                let isAfter = Self.isBefore(Self.key(HistoryCursor(entry, sort), sort), Self.key(cursor, sort), sort)
                return request.isBackward ? !isAfter : !isBefore
            }
        }
        let page = Array(found.prefix(max(1, request.limit)))
        let next = found.count > page.count ? page.last.map { HistoryCursor($0, sort) } : nil
        return HistoryListing(entries: request.isBackward ? page.reversed() : page, next: next)
    }

    public func entry(_ id: JobID) async throws(EaselError) -> HistoryEntry? { try current().entries[id] }

    public func count(_ filter: HistoryFilter) async throws(EaselError) -> HistoryCount {
        HistoryCount(try matches(filter).count)
    }

    public func facets() async throws(EaselError) -> HistoryFacets {
        let all = Array(try current().entries.values)
        let kept = all.filter { $0.curation.trashedAt == nil }
        var facets = HistoryFacets()
        facets.total = kept.count
        facets.trashed = all.count - kept.count
        facets.starred = kept.count { $0.curation.isStarred }
        facets.sandbox = kept.count { $0.record.isSandbox }
        facets.modalities = Self.values(kept.map(\.record.draft.modality.rawValue))
        facets.providers = Self.values(kept.map(\.record.provider.rawValue))
        facets.statuses = Self.values(kept.map(\.record.status.rawValue))
        facets.models = Self.values(kept.map(\.record.model.rawValue))
        facets.tags = Self.values(kept.flatMap(\.curation.tags))
        return facets
    }

    public func cursor(at fraction: Double, of request: HistoryRequest) async throws(EaselError) -> HistoryCursor? {
        let isByTime = request.sort == .newest || request.sort == .oldest
        let found = try matches(isByTime ? HistoryFilter() : request.filter).sorted {
            Self.isBefore($0, $1, request.sort)
        }
        let index = Int(fraction * Double(found.count)) - 1
        return index < 0 ? nil : HistoryCursor(found[min(index, found.count - 1)], request.sort)
    }

    /// Nobody else writes to it.
    public func versionOfOthers() async throws(EaselError) -> Int { 0 }

    public func fraction(of id: JobID) async throws(EaselError) -> Double {
        let ids = try matches(HistoryFilter()).map(\.id)
        return ids.isEmpty ? 0 : Double(ids.count { $0 > id }) / Double(ids.count)
    }

    public func curate(
        _ ids: [JobID], _ change: CurationChange, at date: Date
    ) async throws(EaselError) -> [JobID: Curation] {
        let entries = try current().entries
        var old: [JobID: Curation] = [:]
        var new: [JobID: Curation] = [:]
        for id in ids {
            guard let known = entries[id]?.curation else { continue }
            old[id] = known
            new[id] = try known.applying(change, at: date)
        }
        try await put(new)
        return old
    }

    public func put(_ curations: [JobID: Curation]) async throws(EaselError) {
        _ = try current()
        state.withLock { state in
            for (id, curation) in curations { state.entries[id]?.curation = curation }
        }
    }

    public func purge(_ ids: [JobID]) async throws(EaselError) -> PurgedRows {
        _ = try current()
        return state.withLock { state in
            let known = ids.compactMap { state.entries[$0] }
            let gone = known.filter(\.record.status.isFinished)
            for entry in gone { state.entries[entry.id] = nil }
            let paths = Set(state.entries.values.flatMap(\.record.assets).map(\.path))
            return PurgedRows(
                ids: gone.map(\.id), kept: known.filter { !$0.record.status.isFinished }.map(\.id),
                files: gone.flatMap(\.record.assets).filter { !paths.contains($0.path) })
        }
    }

    public func trashed(before date: Date, limit: Int) async throws(EaselError) -> [JobID] {
        let old = try current().entries.values.filter { ($0.curation.trashedAt ?? .distantFuture) < date }
        return Array(old.map(\.id).sorted().prefix(limit))
    }

    public func savedFilters() async throws(EaselError) -> [SavedFilter] {
        try current().filters.values.sorted { $0.name < $1.name }
    }

    public func save(_ filter: SavedFilter) async throws(EaselError) {
        _ = try current()
        state.withLock { $0.filters[filter.name] = filter }
    }

    public func removeFilter(named name: String) async throws(EaselError) {
        _ = try current()
        state.withLock { $0.filters[name] = nil }
    }

    public func note(_ findings: [AssetFinding], at date: Date) async throws(EaselError) {
        _ = try current()
        state.withLock { state in
            for finding in findings { state.findings[finding.id, default: [:]][finding.index] = finding }
            for id in Set(findings.map(\.id)) {
                state.entries[id]?.missingFiles = state.findings[id]?.values.count { $0.state == .missing } ?? 0
            }
        }
    }

    public func findings(of id: JobID) async throws(EaselError) -> [AssetFinding] {
        try current().findings[id]?.values.sorted { $0.index < $1.index } ?? []
    }

    public func files(withSHA256 digest: String, limit: Int) async throws(EaselError) -> [IndexedFile] {
        let files = try current().entries.values.sorted { $0.id > $1.id }.flatMap { entry in
            entry.record.assets.filter { $0.sha256 == digest }.map {
                IndexedFile(id: entry.id, index: $0.index ?? 0, asset: $0)
            }
        }
        return Array(files.prefix(limit))
    }

    public func adopt(_ entry: HistoryEntry) async throws(EaselError) -> Bool {
        guard try current().entries[entry.id] == nil else { return false }
        state.withLock { $0.entries[entry.id] = entry }
        return true
    }

    private func current() throws(EaselError) -> State {
        let state = state.withLock { $0 }
        if let failure = state.failure { throw failure }
        return state
    }

    private func matches(_ filter: HistoryFilter) throws(EaselError) -> [HistoryEntry] {
        let words = filter.search.split(separator: " ").map { $0.filter { $0 != "\"" } }
        return try current().entries.values.filter { entry in
            let text =
                ([entry.record.draft.prompt, entry.record.text, entry.curation.name, entry.curation.note]
                .compactMap { $0 } + entry.curation.tags).joined(separator: " ")
            return filter.matchesFacets(of: entry)
                && words.allSatisfy { word in
                    word.hasPrefix("-")
                        ? !text.localizedStandardContains(word.dropFirst()) : text.localizedStandardContains(word)
                }
        }
    }

    private static func key(_ cursor: HistoryCursor, _ sort: HistorySort) -> (Double, JobID) {
        (cursor.value ?? 0, cursor.id)
    }

    private static func isBefore(_ left: (Double, JobID), _ right: (Double, JobID), _ sort: HistorySort) -> Bool {
        sort == .oldest ? left < right : left > right
    }

    private static func isBefore(_ left: HistoryEntry, _ right: HistoryEntry, _ sort: HistorySort) -> Bool {
        isBefore(key(HistoryCursor(left, sort), sort), key(HistoryCursor(right, sort), sort), sort)
    }

    private static func values(_ names: [String]) -> [HistoryFacets.Value] {
        Dictionary(grouping: names) { $0 }.map { HistoryFacets.Value($0.key, $0.value.count) }
            .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
    }
}
