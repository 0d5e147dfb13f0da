import EaselCore
import Foundation
import GRDB

/// The statements about requests and jobs under way. Each runs inside a transaction of its caller.
enum JobWriting {
    static func note(_ step: SendingStep, of id: JobID, at date: Date, in database: Database) throws {
        let changes =
            switch step {
            case .waiting: "sentAt = NULL, lostAt = NULL"
            case .sending: "sentAt = :at, lostAt = NULL"
            case .lost: "lostAt = :at"
            }
        try database.execute(
            sql: "UPDATE generation SET \(changes) WHERE id = :id AND status IN ('submitted', 'accepted')",
            arguments: step == .waiting
                ? ["id": id.rawValue] : ["at": date.timeIntervalSinceReferenceDate, "id": id.rawValue])
    }

    /// False when the row cannot take the job, or another row has it.
    static func adopt(
        _ job: RemoteJob, for id: JobID, owner: String, until: Date, in database: Database
    ) throws -> Bool {
        guard try known([job.id], at: job.provider, in: database).isEmpty else { return false }
        guard let record = try GenerationReading.records(database, "generation WHERE id = ?", [id.rawValue]).first,
            record.remoteJob == nil, record.status == .submitted || record.isOfUnknownFate
        else { return false }
        let row = try GenerationWriting.row(id, in: database)
        try GenerationWriting.upsert(job, of: row, in: database)
        try database.execute(
            sql: """
                UPDATE generation SET status = 'accepted', error = NULL, leaseOwner = ?, leaseExpiry = ? WHERE seq = ?
                """,
            arguments: [owner, until.timeIntervalSinceReferenceDate, row])
        return true
    }

    static func known(_ jobs: [String], at provider: ProviderID, in database: Database) throws -> Set<String> {
        var known: Set<String> = []
        for start in stride(from: 0, to: jobs.count, by: 500) {
            let chunk = Array(jobs[start..<min(start + 500, jobs.count)])
            known.formUnion(
                try String.fetchAll(
                    database,
                    sql: """
                        SELECT remoteID FROM remoteJob
                        WHERE provider = ? AND remoteID IN (\(databaseQuestionMarks(count: chunk.count)))
                        """,
                    arguments: StatementArguments([provider.rawValue] + chunk)))
        }
        return known
    }

    static func keep(_ progress: JobProgress, for id: JobID, in database: Database) throws {
        try database.execute(
            sql: """
                INSERT OR REPLACE INTO jobProgress (generation, queuePosition, fraction, logLine, at)
                SELECT seq, :position, :fraction, :line, :at FROM generation
                WHERE id = :id AND status IN ('submitted', 'accepted')
                """,
            arguments: [
                "position": progress.queuePosition, "fraction": progress.fraction, "line": progress.logLine,
                "at": progress.at.timeIntervalSinceReferenceDate, "id": id.rawValue,
            ])
    }
}
