public import EaselCore
public import Foundation
import GRDB

extension GRDBHistoryStore: HistoryCuration {
    public func list(_ request: HistoryRequest) async throws(EaselError) -> HistoryListing {
        try await database.read { try ListingReading.list(request, in: $0) }
    }

    public func entry(_ id: JobID) async throws(EaselError) -> HistoryEntry? {
        try await database.read { database in
            let row = try CurationWriting.rows(of: [id], in: database).first?.row
            return try row.flatMap { try CurationReading.entries([$0], in: database).first }
        }
    }

    public func count(_ filter: HistoryFilter) async throws(EaselError) -> HistoryCount {
        try await database.read { try ListingReading.count(filter, in: $0) }
    }

    public func facets() async throws(EaselError) -> HistoryFacets {
        try await database.read { try FacetReading.facets(in: $0) }
    }

    public func cursor(
        at fraction: Double, of request: HistoryRequest
    ) async throws(EaselError) -> HistoryCursor? {
        try await database.read { database in
            guard request.sort.column != nil else {
                return try FacetReading.cursor(at: fraction, fromOldest: request.sort == .oldest, in: database)
            }
            return try ValueJump(request, in: database)?.cursor(at: fraction, in: database)
        }
    }

    public func fraction(of id: JobID) async throws(EaselError) -> Double {
        try await database.read { try FacetReading.fraction(of: id, in: $0) }
    }

    public func versionOfOthers() async throws(EaselError) -> Int {
        // SQLite tells each connection of the writes of all others; only this one is used for our own.
        try await database.maintain { try Int.fetchOne($0, sql: "PRAGMA data_version") ?? 0 }
    }

    public func curate(
        _ ids: [JobID], _ change: CurationChange, at date: Date
    ) async throws(EaselError) -> [JobID: Curation] {
        try await database.write { try CurationWriting.apply(change, to: ids, at: date, in: $0) }
    }

    public func put(_ curations: [JobID: Curation]) async throws(EaselError) {
        try await database.write { try CurationWriting.put(curations, in: $0) }
    }

    public func purge(_ ids: [JobID]) async throws(EaselError) -> PurgedRows {
        try await database.write { try CurationPurge.run(ids, in: $0) }
    }

    public func trashed(before date: Date, limit: Int) async throws(EaselError) -> [JobID] {
        try await database.read { database in
            try String.fetchAll(
                database,
                sql: """
                    SELECT id FROM entry CROSS JOIN generation USING (seq)
                    WHERE trashedAt IS NOT NULL AND trashedAt < ? ORDER BY trashedAt LIMIT ?
                    """, arguments: [date.timeIntervalSinceReferenceDate, min(max(limit, 0), 10_000)]
            ).map(JobID.init(rawValue:))
        }
    }

    public func savedFilters() async throws(EaselError) -> [SavedFilter] {
        try await database.read { database in
            try String.fetchAll(database, sql: "SELECT filter FROM savedFilter ORDER BY name")
                .compactMap { HistoryJSON.decode($0) }
        }
    }

    public func save(_ filter: SavedFilter) async throws(EaselError) {
        guard let name = Curation.cleanText(filter.name) else {
            throw EaselError(.invalidRequest, "A filter needs a name.", remedy: "Give it one.")
        }
        var kept = filter
        kept.name = name
        try await database.write { [kept] database in
            try database.execute(
                sql: "INSERT OR REPLACE INTO savedFilter (name, filter) VALUES (?, ?)",
                arguments: [name, try HistoryJSON.encode(kept)])
        }
    }

    public func removeFilter(named name: String) async throws(EaselError) {
        try await database.write { database in
            try database.execute(sql: "DELETE FROM savedFilter WHERE name = ?", arguments: [name])
        }
    }

    public func note(_ findings: [AssetFinding], at date: Date) async throws(EaselError) {
        try await database.write(.crash) { try CurationWriting.note(findings, at: date, in: $0) }
    }

    public func findings(of id: JobID) async throws(EaselError) -> [AssetFinding] {
        try await database.read { try CurationReading.findings(of: id, in: $0) }
    }

    public func files(withSHA256 digest: String, limit: Int) async throws(EaselError) -> [IndexedFile] {
        try await database.read { try CurationReading.files(withSHA256: digest, limit: limit, in: $0) }
    }

    public func adopt(_ entry: HistoryEntry) async throws(EaselError) -> Bool {
        try await database.write { try CurationWriting.adopt(entry, in: $0) }
    }
}
