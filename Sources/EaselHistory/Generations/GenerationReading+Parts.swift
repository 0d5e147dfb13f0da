import EaselCore
import Foundation
import GRDB

extension GenerationReading {
    /// Hangs attempts, assets and remote jobs on their rows: four queries per 500 rows.
    static func complete(_ rows: [GenerationRow], _ database: Database) throws -> [GenerationRecord] {
        var records: [GenerationRecord] = []
        records.reserveCapacity(rows.count)
        for start in stride(from: 0, to: rows.count, by: 500) {
            records += try completeChunk(Array(rows[start..<min(start + 500, rows.count)]), database)
        }
        return records
    }

    private static func completeChunk(_ rows: [GenerationRow], _ database: Database) throws -> [GenerationRecord] {
        let keys = rows.map(\.seq)
        let attempts = try group(database, "attempt", keys, "position", attempt)
        let assets = try group(database, assetsWithCopies, keys, "position", asset)
        let jobs = try group(database, "remoteJob", keys, "generation", remoteJob)
        let progress = try group(database, "jobProgress", keys, "generation", progress)
        return rows.map { row in
            var record = row.record
            record.attempts = attempts[row.seq] ?? []
            record.assets = assets[row.seq] ?? []
            record.remoteJob = jobs[row.seq]?.first
            record.progress = record.status.isFinished ? nil : progress[row.seq]?.first
            return record
        }
    }

    private static func group<Part>(
        _ database: Database, _ table: String, _ keys: [Int64], _ order: String, _ read: (Row) -> Part?
    ) throws -> [Int64: [Part]] {
        let marks = databaseQuestionMarks(count: keys.count)
        let cursor = try Row.fetchCursor(
            database, sql: "SELECT * FROM \(table) WHERE generation IN (\(marks)) ORDER BY generation, \(order)",
            arguments: StatementArguments(keys))
        var parts: [Int64: [Part]] = [:]
        while let row = try cursor.next() {
            if let part = read(row) { parts[row["generation"], default: []].append(part) }
        }
        return parts
    }

    static let assetsWithCopies = """
        (SELECT asset.*, upload.address, upload.server, upload.state, upload.confirmed, upload.error
        FROM asset LEFT JOIN upload USING (generation, position))
        """

    private static func attempt(_ row: Row) -> Attempt? {
        guard let status = GenerationStatus(rawValue: row["status"]) else { return nil }
        return Attempt(
            provider: ProviderID(rawValue: row["provider"]), model: ModelID(rawValue: row["model"]), status: status,
            errorKind: (row["errorKind"] as String?).flatMap(EaselError.Kind.init), milliseconds: row["milliseconds"])
    }

    /// A file with its second home.
    static func asset(_ row: Row) -> Asset? {
        var asset = file(row)
        asset?.cloud = cloudCopy(row)
        return asset
    }

    static func file(_ row: Row) -> Asset? {
        var asset = Asset(
            path: row["path"], mediaType: MediaType(rawValue: row["mediaType"]), bytes: row["bytes"],
            sha256: row["sha256"])
        asset.width = row["width"]
        asset.height = row["height"]
        asset.durationSeconds = row["durationSeconds"]
        asset.hasContentCredentials = row["hasContentCredentials"]
        asset.index = row["position"]
        return asset
    }

    private static func progress(_ row: Row) -> JobProgress? {
        JobProgress(
            queuePosition: row["queuePosition"], fraction: row["fraction"], logLine: row["logLine"],
            at: Date(timeIntervalSinceReferenceDate: row["at"]))
    }

    private static func cloudCopy(_ row: Row) -> CloudCopy? {
        guard let address: String = row["address"], let server: String = row["server"],
            let state = (row["state"] as String?).flatMap(CloudCopy.State.init)
        else { return nil }
        var copy = CloudCopy(address: address, server: server, state: state)
        copy.confirmedBytes = row["confirmed"]
        copy.error = HistoryJSON.decode(row["error"])
        return copy
    }

    private static func remoteJob(_ row: Row) -> RemoteJob? {
        guard let modality = Modality(rawValue: row["modality"]) else { return nil }
        var job = RemoteJob(
            provider: ProviderID(rawValue: row["provider"]), modality: modality, model: ModelID(rawValue: row["model"]),
            id: row["remoteID"], handle: HistoryJSON.decode(row["handle"]) ?? .null,
            acceptedAt: Date(timeIntervalSinceReferenceDate: row["acceptedAt"]))
        job.resultsKeptUntil = (row["resultsKeptUntil"] as Double?).map(Date.init(timeIntervalSinceReferenceDate:))
        return job
    }
}
