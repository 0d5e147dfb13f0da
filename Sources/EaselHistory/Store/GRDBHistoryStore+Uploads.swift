public import EaselCore
public import Foundation
import GRDB

extension GRDBHistoryStore: UploadLedger {
    public func upload(of key: UploadKey) async throws(EaselError) -> UploadEntry? {
        try await database.read { database in
            try Self.entries(
                database,
                "upload.generation = (SELECT seq FROM generation WHERE id = ?) AND upload.position = ?",
                [key.id.rawValue, key.index]
            ).first
        }
    }

    public func pendingUploads(
        to server: String, after key: UploadKey?, limit: Int
    ) async throws(EaselError) -> [UploadEntry] {
        try await database.read { database in
            let row = try key.map { try GenerationWriting.row($0.id, in: database) } ?? -1
            return try Self.entries(
                database,
                """
                state = 'pending' AND server = ? AND (upload.generation, upload.position) > (?, ?)
                ORDER BY upload.generation, upload.position LIMIT ?
                """, [server, row, key?.index ?? 0, min(max(limit, 1), 1000)])
        }
    }

    public func pendingUploadCount() async throws(EaselError) -> Int {
        try await database.read { database in
            try Int.fetchOne(database, sql: "SELECT count(*) FROM upload WHERE state = 'pending'") ?? 0
        }
    }

    public func claimUpload(_ key: UploadKey, owner: String, until: Date) async throws(EaselError) -> Bool {
        let now = now().timeIntervalSinceReferenceDate
        return try await database.write(.crash) { database in
            try database.execute(
                sql: """
                    UPDATE upload SET leaseOwner = :owner, leaseExpiry = :until
                    WHERE \(Self.place) AND state = 'pending'
                        AND (leaseOwner IS NULL OR leaseOwner = :owner OR leaseExpiry <= :now)
                    """,
                arguments: [
                    "owner": owner, "until": until.timeIntervalSinceReferenceDate, "id": key.id.rawValue,
                    "index": key.index, "now": now,
                ])
            return database.changesCount == 1
        }
    }

    public func releaseUpload(_ key: UploadKey, owner: String) async throws(EaselError) {
        try await database.write(.crash) { database in
            try database.execute(
                sql: """
                    UPDATE upload SET leaseOwner = NULL, leaseExpiry = NULL WHERE \(Self.place) AND leaseOwner = :owner
                    """, arguments: ["id": key.id.rawValue, "index": key.index, "owner": owner])
        }
    }

    /// Losing this to a power cut costs a question to the server, no more.
    public func keep(_ progress: UploadProgress, of key: UploadKey, until: Date) async throws(EaselError) {
        try await database.write(.crash) { database in
            try database.execute(
                sql: """
                    UPDATE upload SET session = :session, confirmed = :confirmed, modified = :modified,
                        leaseExpiry = CASE WHEN leaseOwner IS NULL THEN NULL ELSE :until END
                    WHERE \(Self.place) AND state = 'pending'
                    """,
                arguments: [
                    "session": progress.session.secret, "confirmed": progress.confirmed, "modified": progress.modified,
                    "until": until.timeIntervalSinceReferenceDate, "id": key.id.rawValue, "index": key.index,
                ])
        }
    }

    public func settle(_ copy: CloudCopy, of key: UploadKey) async throws(EaselError) {
        try await database.write { database in
            try database.execute(
                sql: """
                    UPDATE upload SET state = :state, confirmed = :confirmed, error = :error,
                        session = CASE WHEN :state = 'pending' THEN session END,
                        modified = CASE WHEN :state = 'pending' THEN modified END
                    WHERE \(Self.place)
                    """,
                arguments: [
                    "state": copy.state.rawValue, "confirmed": copy.confirmedBytes,
                    "error": try copy.error.map(HistoryJSON.encode), "id": key.id.rawValue, "index": key.index,
                ])
        }
    }

    private static let place = "generation = (SELECT seq FROM generation WHERE id = :id) AND position = :index"

    /// Uploads with their files, along the primary key or along the index of those that are pending.
    static func entries(_ database: Database, _ condition: String, _ arguments: StatementArguments) throws
        -> [UploadEntry]
    {
        try Row.fetchAll(
            database,
            sql: """
                SELECT asset.*, upload.*, generation.id FROM upload
                CROSS JOIN asset USING (generation, position) CROSS JOIN generation ON seq = upload.generation
                WHERE \(condition)
                """, arguments: arguments
        ).compactMap(entry)
    }

    private static func entry(_ row: Row) -> UploadEntry? {
        guard let asset = GenerationReading.asset(row), let copy = asset.cloud else { return nil }
        let key = UploadKey(JobID(rawValue: row["id"]), index: row["position"])
        var entry = UploadEntry(key: key, asset: asset, copy: copy)
        entry.owner = row["leaseOwner"]
        if let session: String = row["session"], let modified: Double = row["modified"] {
            entry.progress = UploadProgress(
                session: Credential(secret: session, origin: "an upload"), confirmed: copy.confirmedBytes,
                modified: modified)
        }
        return entry
    }
}
