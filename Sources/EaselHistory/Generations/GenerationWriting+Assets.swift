import EaselCore
import Foundation
import GRDB

extension GenerationWriting {
    /// Adds a file at its place among the results, or behind the last. The same path, or the same place, again replaces what is
    /// known of the file: a job that is followed twice fetches twice.
    static func insert(_ asset: Asset, of row: Int64, in database: Database) throws {
        let known = try Int.fetchOne(
            database, sql: "SELECT position FROM asset WHERE generation = ? AND path = ?",
            arguments: [row, asset.path])
        let position = try known ?? asset.index.map { max(0, $0) } ?? nextPosition(of: row, in: database)
        try database.run(
            """
            INSERT INTO asset (generation, position, path, mediaType, bytes, sha256, width, height, durationSeconds,
                hasContentCredentials)
            VALUES (:row, :position, :path, :mediaType, :bytes, :sha256, :width, :height, :duration, :credentials)
            ON CONFLICT (generation, position) DO UPDATE SET path = excluded.path, mediaType = excluded.mediaType,
                bytes = excluded.bytes, sha256 = excluded.sha256, width = excluded.width, height = excluded.height,
                durationSeconds = excluded.durationSeconds,
                hasContentCredentials = excluded.hasContentCredentials
            """,
            [
                "row": row, "position": position, "path": asset.path, "mediaType": asset.mediaType.rawValue,
                "bytes": asset.bytes, "sha256": asset.sha256, "width": asset.width, "height": asset.height,
                "duration": asset.durationSeconds, "credentials": asset.hasContentCredentials,
            ])
        if let copy = asset.cloud { try insert(copy, of: row, position, in: database) }
    }

    static func nextPosition(of row: Int64, in database: Database) throws -> Int {
        try Int.fetchOne(
            database, sql: "SELECT coalesce(max(position) + 1, 0) FROM asset WHERE generation = ?", arguments: [row])
            ?? 0
    }

    /// An upload that is known already goes on as it is.
    private static func insert(_ copy: CloudCopy, of row: Int64, _ position: Int, in database: Database) throws {
        try database.run(
            """
            INSERT INTO upload (generation, position, address, server, state, confirmed, error)
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (generation, position) DO NOTHING
            """,
            [
                row, position, copy.address, copy.server, copy.state.rawValue, copy.confirmedBytes,
                try copy.error.map(HistoryJSON.encode),
            ])
    }
}
