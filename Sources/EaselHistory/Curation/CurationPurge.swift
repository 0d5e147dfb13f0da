import EaselCore
import Foundation
import GRDB

/// Forgets generations for good.
enum CurationPurge {
    static func run(_ ids: [JobID], in database: Database) throws -> PurgedRows {
        var result = PurgedRows()
        var files: [Asset] = []
        for (id, row) in try CurationWriting.rows(of: ids, in: database) {
            let status = try String.fetchOne(
                database, sql: "SELECT status FROM generation WHERE seq = ?", arguments: [row])
            guard status.flatMap(GenerationStatus.init)?.isFinished == true else {
                result.kept.append(id)
                continue
            }
            files += try Row.fetchAll(
                database, sql: "SELECT * FROM \(GenerationReading.assetsWithCopies) WHERE generation = ?",
                arguments: [row]
            ).compactMap(GenerationReading.asset)
            try forget(row, in: database)
            result.ids.append(id)
        }
        result.files = try files.filter { asset in
            try Bool.fetchOne(
                database, sql: "SELECT NOT EXISTS (SELECT 1 FROM asset WHERE path = ?)", arguments: [asset.path])
                == true
        }
        try database.execute(sql: "DELETE FROM tag WHERE uses <= 0")
        return result
    }

    /// What was spent stays counted: a limit that could be emptied by forgetting would be none.
    private static func forget(_ row: Int64, in database: Database) throws {
        try SearchIndex.stored(row, in: database).remove(row, in: database)
        let before = try spending(row, in: database)
        try database.execute(sql: "DELETE FROM generation WHERE seq = ?", arguments: [row])
        guard let before else { return }
        try database.execute(
            sql: """
                UPDATE spending SET nanodollars = ?, unknown = ? WHERE bucket = ? AND provider = ? AND modality = ?
                """,
            arguments: [
                before["nanodollars"] as Int64, before["unknown"] as Int64, before["bucket"] as Int64,
                before["provider"] as String, before["modality"] as String,
            ])
    }

    /// The line of `spending` that the row counts in; nil for one that does not count.
    private static func spending(_ row: Int64, in database: Database) throws -> Row? {
        try Row.fetchOne(
            database,
            sql: """
                SELECT spending.* FROM generation CROSS JOIN spending
                    ON bucket = CAST(max(0, createdAt) / \(Migration006Spending.bucketSeconds) AS INTEGER)
                    AND spending.provider = generation.provider AND spending.modality = generation.modality
                WHERE seq = ? AND isSandbox = 0
                """, arguments: [row])
    }
}
