public import EaselCore
public import Foundation
import GRDB

/// What is remembered of the providers' limits, in the history's database: processes on one machine share it.
///
/// A row is worth a crash of the process, not a wait for the disk: after a power cut the provider says it again.
public struct GRDBTrafficMemory: TrafficMemory {
    private let database: HistoryDatabase
    private let now: @Sendable () -> Date

    public init(_ database: HistoryDatabase, now: @escaping @Sendable () -> Date = { Date() }) {
        self.database = database
        self.now = now
    }

    public func notes() async throws(EaselError) -> [TrafficKey: TrafficNote] {
        let now = now()
        return try await database.read { database in
            let rows = try Row.fetchAll(database, sql: "SELECT * FROM traffic")
            let notes = rows.map { (Self.key($0), Self.note($0).pruned(at: now)) }.filter { !$0.1.isEmpty }
            return Dictionary(notes, uniquingKeysWith: { first, _ in first })
        }
    }

    /// A request that leaves nothing to remember is only looked up.
    public func claim(_ claims: [TrafficClaim], at now: Date) async throws(EaselError) -> TrafficVerdict {
        guard claims.contains(where: \.counts) else {
            return try await database.read { try Self.verdict(claims, at: now, in: $0) }
        }
        return try await database.write(.crash) { database in
            var verdict = try Self.verdict(claims, at: now, in: database)
            guard verdict.isGranted else { return verdict }
            for claim in claims where claim.counts {
                let note = verdict.notes[claim.key, default: TrafficNote()].counting(claim.limits, at: now)
                verdict.notes[claim.key] = note
                try Self.keep(note, claim.key, at: now, in: database)
            }
            return verdict
        }
    }

    public func restrict(_ key: TrafficKey, pausedUntil: Date?, closedUntil: Date?) async throws(EaselError) {
        let now = now()
        try await database.write(.crash) { database in
            let old = try Self.note(key, in: database) ?? TrafficNote()
            let note = old.pruned(at: now).restricted(pausedUntil: pausedUntil, closedUntil: closedUntil)
            try Self.keep(note, key, at: now, in: database)
            try Self.prune(at: now, in: database)
        }
    }

    public func forget(_ provider: ProviderID?) async throws(EaselError) {
        try await database.write(.crash) { database in
            try database.execute(
                sql: "DELETE FROM traffic WHERE :provider IS NULL OR provider = :provider",
                arguments: ["provider": provider?.rawValue])
        }
    }

    private static func verdict(
        _ claims: [TrafficClaim], at now: Date, in database: Database
    ) throws -> TrafficVerdict {
        var verdict = TrafficVerdict(isGranted: true, notes: [:])
        for claim in claims {
            guard let note = try note(claim.key, in: database) else { continue }
            if !note.admits(claim.limits, at: now) { verdict.isGranted = false }
            verdict.notes[claim.key] = note.pruned(at: now)
        }
        return verdict
    }

    private static func note(_ key: TrafficKey, in database: Database) throws -> TrafficNote? {
        try Row.fetchOne(
            database, sql: "SELECT * FROM traffic WHERE provider = ? AND account = ? AND name = ?",
            arguments: [key.provider.rawValue, key.account, key.name]
        ).map(note)
    }

    private static func keep(_ note: TrafficNote, _ key: TrafficKey, at now: Date, in database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO traffic (provider, account, name, pausedUntil, closedUntil, sent, today, dayEnds, changedAt)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET pausedUntil = excluded.pausedUntil, closedUntil = excluded.closedUntil,
                    sent = excluded.sent, today = excluded.today, dayEnds = excluded.dayEnds,
                    changedAt = excluded.changedAt
                """,
            arguments: [
                key.provider.rawValue, key.account, key.name, note.pausedUntil?.timeIntervalSinceReferenceDate,
                note.closedUntil?.timeIntervalSinceReferenceDate,
                try HistoryJSON.encode(note.sent.map(\.timeIntervalSinceReferenceDate)), note.today,
                note.dayEnds?.timeIntervalSinceReferenceDate, now.timeIntervalSinceReferenceDate,
            ])
    }

    /// Rows that nothing has touched for two days and that hold nothing back: no minute and no day is that long.
    private static func prune(at now: Date, in database: Database) throws {
        try database.execute(
            sql: """
                DELETE FROM traffic WHERE changedAt < ?
                    AND coalesce(pausedUntil, 0) <= ? AND coalesce(closedUntil, 0) <= ?
                """,
            arguments: [
                now.addingTimeInterval(-172_800).timeIntervalSinceReferenceDate, now.timeIntervalSinceReferenceDate,
                now.timeIntervalSinceReferenceDate,
            ])
    }

    private static func key(_ row: Row) -> TrafficKey {
        TrafficKey(provider: ProviderID(rawValue: row["provider"]), account: row["account"], name: row["name"])
    }

    private static func note(_ row: Row) -> TrafficNote {
        var note = TrafficNote()
        note.pausedUntil = date(row["pausedUntil"])
        note.closedUntil = date(row["closedUntil"])
        note.sent = (HistoryJSON.decode(row["sent"], as: [Double].self) ?? []).map(
            Date.init(timeIntervalSinceReferenceDate:))
        note.today = row["today"]
        note.dayEnds = date(row["dayEnds"])
        return note
    }

    private static func date(_ seconds: Double?) -> Date? { seconds.map(Date.init(timeIntervalSinceReferenceDate:)) }
}
