public import EaselCore
import GRDB

/// What a check of the database itself found.
public struct DatabaseCondition: Hashable, Sendable {
    /// In SQLite's words; empty when all is well.
    public var problems: [String] = []
    public var generations = 0
    /// Bytes of the file.
    public var bytes: Int64 = 0
    /// Bytes in it that hold nothing.
    public var unusedBytes: Int64 = 0
}

extension GRDBHistoryStore {
    /// Reads the whole database. Takes long: a second for each half gigabyte.
    public func inspect() async throws(EaselError) -> DatabaseCondition {
        try await database.read { database in
            var condition = DatabaseCondition()
            condition.problems = try String.fetchAll(database, sql: "PRAGMA integrity_check(100)").filter { $0 != "ok" }
            condition.problems += try String.fetchAll(
                database, sql: "SELECT \"table\" FROM pragma_foreign_key_check LIMIT 20"
            )
            .map { "a row of \($0) belongs to nothing" }
            condition.generations = try Int.fetchOne(database, sql: "SELECT count(*) FROM generation") ?? 0
            try Self.measure(&condition, database)
            return condition
        }
    }

    /// Makes anew what can be told from the generations: both search indexes and all counters.
    public func rebuildIndexes() async throws(EaselError) {
        try await database.write { database in
            try database.execute(sql: "INSERT INTO generationSearch(generationSearch) VALUES ('delete-all')")
            let rows = try Int64.fetchCursor(database, sql: "SELECT seq FROM generation ORDER BY seq")
            while let row = try rows.next() {
                try SearchIndex.stored(row, in: database).insert(row, in: database)
            }
            try CurationWriting.rebuildSearch(in: database)
            try database.execute(sql: Migration022Facets.recounting)
        }
    }

    /// Gives space that holds nothing back to the disk, and merges the search indexes. Needs as much free space as the history
    /// has; other processes wait meanwhile.
    public func vacuum() async throws(EaselError) -> (before: DatabaseCondition, after: DatabaseCondition) {
        try await database.maintain { database in
            var (before, after) = (DatabaseCondition(), DatabaseCondition())
            try Self.measure(&before, database)
            for table in ["generationSearch", "curationSearch"] {
                try database.execute(sql: "INSERT INTO \(table)(\(table)) VALUES ('optimize')")
            }
            try database.execute(sql: "VACUUM")
            try database.execute(sql: "PRAGMA optimize")
            _ = try Row.fetchAll(database, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
            try Self.measure(&after, database)
            return (before, after)
        }
    }

    private static func measure(_ condition: inout DatabaseCondition, _ database: Database) throws {
        let size = try Int64.fetchOne(database, sql: "PRAGMA page_size") ?? 0
        condition.bytes = try (Int64.fetchOne(database, sql: "PRAGMA page_count") ?? 0) * size
        condition.unusedBytes = try (Int64.fetchOne(database, sql: "PRAGMA freelist_count") ?? 0) * size
    }
}
