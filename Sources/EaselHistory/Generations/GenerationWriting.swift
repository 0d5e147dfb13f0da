import EaselCore
import Foundation
import GRDB

/// The statements that write one generation. Each runs inside a transaction of its caller.
enum GenerationWriting {
    /// - Parameter lease: whose the row is from the start, and until when.
    static func insert(
        _ record: GenerationRecord, as lease: RowLease? = nil, in database: Database
    ) throws {
        let row = try freeRow(for: record, in: database)
        var values = try GenerationRow.outcome(of: record)
        values["seq"] = row
        values["id"] = record.id.rawValue
        values["reversedID"] = String(record.id.rawValue.reversed())
        values["createdAt"] = record.createdAt.timeIntervalSinceReferenceDate
        values["modality"] = record.draft.modality.rawValue
        values["prompt"] = ExactText.bindable(record.draft.prompt)
        values["parameters"] = try HistoryJSON.encode(record.draft.parameters)
        values["attachments"] = try HistoryJSON.encode(record.draft.attachments)
        values.updateValue(record.draft.outputFolder?.absoluteString, forKey: "outputFolder")
        values.updateValue(lease?.owner, forKey: "leaseOwner")
        values.updateValue(lease?.until.timeIntervalSinceReferenceDate, forKey: "leaseExpiry")
        values.updateValue(record.sentAt?.timeIntervalSinceReferenceDate, forKey: "sentAt")
        values.updateValue(record.lostAt?.timeIntervalSinceReferenceDate, forKey: "lostAt")
        values.updateValue(record.draft.lineage?.parent.rawValue, forKey: "parent")
        values.updateValue(record.draft.lineage?.kind.rawValue, forKey: "lineage")
        try database.run(insertion, StatementArguments(values))
        try SearchIndex(prompt: record.draft.prompt, answer: record.text).insert(row, in: database)
        try replaceAttempts(record.attempts, of: row, in: database)
        for asset in record.assets { try insert(asset, of: row, in: database) }
        if let job = record.remoteJob { try upsert(job, of: row, in: database) }
    }

    /// Closes a row once: one that is closed already stays as it is.
    static func close(_ record: GenerationRecord, in database: Database) throws {
        let row = try self.row(record.id, in: database)
        guard try isUnfinished(row, in: database) else { return }
        let old = try SearchIndex.stored(row, in: database)
        if old.answer != record.text {
            try old.remove(row, in: database)
            try SearchIndex(prompt: old.prompt, answer: record.text).insert(row, in: database)
        }
        var values = try GenerationRow.outcome(of: record)
        values["seq"] = row
        try database.run(closing, StatementArguments(values))
        try database.run("DELETE FROM jobProgress WHERE generation = ?", [row])
        try replaceAttempts(record.attempts, of: row, in: database)
        if let job = record.remoteJob { try upsert(job, of: row, in: database) }
    }

    /// Writes the target that takes over. A row that is closed already stays as it is.
    static func retarget(_ record: GenerationRecord, in database: Database) throws {
        let row = try self.row(record.id, in: database)
        guard try isUnfinished(row, in: database) else { return }
        try database.run(
            """
            UPDATE generation SET provider = ?, model = ?, isSandbox = ?, warnings = ?, costUSD = ?, costIsEstimate = ?,
                sentAt = NULL, lostAt = NULL
            WHERE seq = ?
            """,
            [
                record.provider.rawValue, record.model.rawValue, record.isSandbox,
                try HistoryJSON.encode(record.warnings), record.usage.costUSD, record.usage.costIsEstimate, row,
            ])
        try replaceAttempts(record.attempts, of: row, in: database)
    }

    static func upsert(_ job: RemoteJob, of row: Int64, in database: Database) throws {
        try database.run(
            """
            INSERT OR REPLACE INTO remoteJob
                (generation, provider, modality, model, remoteID, handle, acceptedAt, resultsKeptUntil)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                row, job.provider.rawValue, job.modality.rawValue, job.model.rawValue, job.id,
                try HistoryJSON.encode(job.handle), job.acceptedAt.timeIntervalSinceReferenceDate,
                job.resultsKeptUntil?.timeIntervalSinceReferenceDate,
            ])
    }

    /// The row of an id; throws when there is none.
    static func row(_ id: JobID, in database: Database) throws -> Int64 {
        let row = try Int64.fetchOne(database, sql: "SELECT seq FROM generation WHERE id = ?", arguments: [id.rawValue])
        guard let row else {
            throw EaselError(
                .storage, "The history has no generation \(id.short).",
                remedy: "`easel history list` shows what it has.")
        }
        return row
    }

    private static func isUnfinished(_ row: Int64, in database: Database) throws -> Bool {
        let status = try String.fetchOne(database, sql: "SELECT status FROM generation WHERE seq = ?", arguments: [row])
        return status.flatMap(GenerationStatus.init)?.isFinished == false
    }

    private static func replaceAttempts(_ attempts: [Attempt], of row: Int64, in database: Database) throws {
        try database.run("DELETE FROM attempt WHERE generation = ?", [row])
        for (position, attempt) in attempts.enumerated() {
            try database.run(
                """
                INSERT INTO attempt (generation, position, provider, model, status, errorKind, milliseconds)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    row, position, attempt.provider.rawValue, attempt.model.rawValue, attempt.status.rawValue,
                    attempt.errorKind?.rawValue, attempt.milliseconds,
                ])
        }
    }

    private static func freeRow(for record: GenerationRecord, in database: Database) throws -> Int64 {
        let id = record.id.rawValue
        if try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM generation WHERE id = ?)", arguments: [id])
            == true
        {
            throw EaselError(
                .storage, "The history has a generation \(record.id.short) already.",
                remedy: "Send again: a new id is made.")
        }
        var row = RowNumber.preferred(for: record.id, createdAt: record.createdAt)
        while try Int64.fetchOne(database, sql: "SELECT seq FROM generation WHERE seq = ?", arguments: [row]) != nil {
            row += 1
        }
        return row
    }

    private static let insertion = """
        INSERT INTO generation (seq, id, reversedID, createdAt, modality, provider, model, isSandbox, status, prompt,
            parameters, attachments, outputFolder, text, warnings, error, cancelReply, inputTokens, outputTokens, costUSD, costIsEstimate,
            firstOutputMilliseconds, totalMilliseconds, leaseOwner, leaseExpiry, sentAt, lostAt, parent, lineage)
        VALUES (:seq, :id, :reversedID, :createdAt, :modality, :provider, :model, :isSandbox, :status, CAST(:prompt AS TEXT),
            :parameters, :attachments, :outputFolder, CAST(:text AS TEXT), :warnings, :error, :cancelReply, :inputTokens, :outputTokens,
            :costUSD, :costIsEstimate, :firstOutputMilliseconds, :totalMilliseconds, :leaseOwner, :leaseExpiry, :sentAt, :lostAt,
            :parent, :lineage)
        """

    private static let closing = """
        UPDATE generation SET provider = :provider, model = :model, isSandbox = :isSandbox, status = :status,
            text = CAST(:text AS TEXT), partial = NULL, warnings = :warnings, error = :error, cancelReply = :cancelReply,
            inputTokens = :inputTokens, outputTokens = :outputTokens, costUSD = :costUSD, costIsEstimate = :costIsEstimate,
            firstOutputMilliseconds = :firstOutputMilliseconds, totalMilliseconds = :totalMilliseconds,
            leaseOwner = NULL, leaseExpiry = NULL
        WHERE seq = :seq
        """
}
