import EaselCore
import Foundation
import GRDB

/// Reads what a person keeps about generations.
enum CurationReading {
    /// The entries of rows, in the order of the rows: seven queries, however many they are up to a thousand.
    static func entries(_ rows: [Int64], in database: Database) throws -> [HistoryEntry] {
        guard !rows.isEmpty else { return [] }
        let marks = databaseQuestionMarks(count: rows.count)
        let found = try GenerationRow.fetchAll(
            database, sql: "SELECT \(GenerationRow.columns) FROM generation WHERE seq IN (\(marks))",
            arguments: StatementArguments(rows))
        let records = try GenerationReading.complete(found, database)
        let known = Dictionary(zip(found.map(\.seq), records), uniquingKeysWith: { $1 })
        let curations = try curations(rows, in: database)
        return rows.compactMap { row in
            known[row].map {
                HistoryEntry(
                    record: $0, curation: curations[row]?.curation ?? Curation(),
                    missingFiles: curations[row]?.missing ?? 0)
            }
        }
    }

    static func curations(
        _ rows: [Int64], in database: Database
    ) throws -> [Int64: (curation: Curation, missing: Int)] {
        let marks = databaseQuestionMarks(count: rows.count)
        let tags = try tags(rows, marks, in: database)
        let cursor = try Row.fetchCursor(
            database,
            sql: """
                SELECT seq, name, note, isStarred, rating, trashedAt, comparison, missingCount FROM entry WHERE seq IN (\(marks))
                """, arguments: StatementArguments(rows))
        var result: [Int64: (Curation, Int)] = [:]
        while let row = try cursor.next() {
            let seq: Int64 = row["seq"]
            let rating: Int = row["rating"]
            let trashedAt = (row["trashedAt"] as Double?).map(Date.init(timeIntervalSinceReferenceDate:))
            let curation = Curation(
                name: row["name"], note: row["note"], tags: tags[seq] ?? [], isStarred: row["isStarred"],
                rating: rating > 0 ? rating : nil, trashedAt: trashedAt, comparison: row["comparison"])
            result[seq] = (curation, row["missingCount"])
        }
        return result
    }

    private static func tags(_ rows: [Int64], _ marks: String, in database: Database) throws -> [Int64: [String]] {
        let cursor = try Row.fetchCursor(
            database,
            sql: """
                SELECT seq, name FROM tagging CROSS JOIN tag ON tag.number = tagging.tag WHERE seq IN (\(marks))
                ORDER BY seq, key
                """, arguments: StatementArguments(rows))
        var result: [Int64: [String]] = [:]
        while let row = try cursor.next() { result[row["seq"], default: []].append(row["name"]) }
        return result
    }

    static func findings(of id: JobID, in database: Database) throws -> [AssetFinding] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT position, state, modified FROM assetFinding
                WHERE generation = (SELECT seq FROM generation WHERE id = ?) ORDER BY position
                """, arguments: [id.rawValue]
        ).compactMap { row in
            AssetState(rawValue: row["state"]).map {
                AssetFinding(id: id, index: row["position"], state: $0, modified: row["modified"])
            }
        }
    }

    static func files(withSHA256 digest: String, limit: Int, in database: Database) throws -> [IndexedFile] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT asset.*, generation.id FROM asset CROSS JOIN generation ON seq = asset.generation
                WHERE sha256 = ? ORDER BY asset.generation DESC LIMIT ?
                """, arguments: [digest, min(max(limit, 0), 1000)]
        ).compactMap { row in
            GenerationReading.file(row).map {
                IndexedFile(id: JobID(rawValue: row["id"]), index: row["position"], asset: $0)
            }
        }
    }
}
