public import EaselCore
public import Foundation
import GRDB

/// The history in SQLite. Safe to use from any task and from several processes on one file.
public struct GRDBHistoryStore: HistoryStore {
    let database: HistoryDatabase
    let now: @Sendable () -> Date

    public init(_ database: HistoryDatabase, now: @escaping @Sendable () -> Date = { Date() }) {
        self.database = database
        self.now = now
    }

    /// The history in a file, created where it is missing; see `HistoryDatabase.open(at:fileSystem:)`.
    public static func open(
        at file: URL, fileSystem: (String) -> FileSystemKind = FileSystemKind.of
    ) throws(EaselError) -> GRDBHistoryStore {
        GRDBHistoryStore(try HistoryDatabase.open(at: file, fileSystem: fileSystem))
    }

    /// A history that is forgotten with the value.
    public static func inMemory() throws(EaselError) -> GRDBHistoryStore {
        GRDBHistoryStore(try HistoryDatabase.inMemory())
    }

    public func open(
        _ record: GenerationRecord, as lease: RowLease?, within caps: [BudgetCap]
    ) async throws(EaselError) {
        try await database.write { database in
            try GenerationWriting.insert(record, as: lease, in: database)
            if !record.isSandbox { try SpendingReading.check(caps, adding: record.usage.costUSD, in: database) }
        }
    }

    public func note(_ step: SendingStep, of id: JobID, at date: Date) async throws(EaselError) {
        try await database.write(.crash) { try JobWriting.note(step, of: id, at: date, in: $0) }
    }

    public func adopt(
        _ job: RemoteJob, for id: JobID, owner: String, until: Date
    ) async throws(EaselError) -> Bool {
        try await database.write { try JobWriting.adopt(job, for: id, owner: owner, until: until, in: $0) }
    }

    public func known(_ jobs: [String], at provider: ProviderID) async throws(EaselError) -> Set<String> {
        try await database.read { try JobWriting.known(jobs, at: provider, in: $0) }
    }

    public func keep(_ progress: JobProgress, for id: JobID) async throws(EaselError) {
        try await database.write(.crash) { try JobWriting.keep(progress, for: id, in: $0) }
    }

    public func retarget(_ record: GenerationRecord) async throws(EaselError) {
        try await database.write { database in try GenerationWriting.retarget(record, in: database) }
    }

    public func accept(_ job: RemoteJob, for id: JobID) async throws(EaselError) {
        try await database.write { database in
            let row = try GenerationWriting.row(id, in: database)
            try GenerationWriting.upsert(job, of: row, in: database)
            try database.execute(
                sql: "UPDATE generation SET status = 'accepted' WHERE seq = ? AND status = 'submitted'",
                arguments: [row])
        }
    }

    /// The text is found by a search once the row is closed.
    public func checkpoint(_ text: String, for id: JobID) async throws(EaselError) {
        try await database.write(.crash) { database in
            let row = try GenerationWriting.row(id, in: database)
            try database.execute(
                sql: """
                    UPDATE generation SET partial = CAST(? AS TEXT)
                    WHERE seq = ? AND status IN ('submitted', 'accepted')
                    """,
                arguments: [ExactText.bindable(text), row])
        }
    }

    public func add(_ asset: Asset, to id: JobID) async throws(EaselError) {
        try await database.write { database in
            try GenerationWriting.insert(asset, of: GenerationWriting.row(id, in: database), in: database)
        }
    }

    /// Also gives the claim back.
    public func close(_ record: GenerationRecord) async throws(EaselError) {
        try await database.write { try GenerationWriting.close(record, in: $0) }
    }

    public func claim(_ id: JobID, owner: String, until: Date) async throws(EaselError) -> Bool {
        let now = now().timeIntervalSinceReferenceDate
        return try await database.write(.crash) { database in
            try database.execute(
                sql: """
                    UPDATE generation SET leaseOwner = :owner, leaseExpiry = :until
                    WHERE id = :id AND status IN ('submitted', 'accepted')
                        AND (leaseOwner IS NULL OR leaseOwner = :owner OR leaseExpiry <= :now)
                    """,
                arguments: [
                    "owner": owner, "until": until.timeIntervalSinceReferenceDate, "id": id.rawValue, "now": now,
                ])
            return database.changesCount == 1
        }
    }

    public func owner(of id: JobID) async throws(EaselError) -> String? {
        try await database.read { database in
            try String.fetchOne(
                database, sql: "SELECT leaseOwner FROM generation WHERE id = ?", arguments: [id.rawValue])
        }
    }

    public func release(_ id: JobID, owner: String) async throws(EaselError) {
        try await database.write(.crash) { database in
            try database.execute(
                sql: "UPDATE generation SET leaseOwner = NULL, leaseExpiry = NULL WHERE id = ? AND leaseOwner = ?",
                arguments: [id.rawValue, owner])
        }
    }

    public func record(_ id: JobID) async throws(EaselError) -> GenerationRecord? {
        try await database.read { try GenerationReading.records($0, "generation WHERE id = ?", [id.rawValue]).first }
    }

    public func records(matchingID text: String, limit: Int) async throws(EaselError) -> [GenerationRecord] {
        try await database.read { try GenerationReading.records(matchingID: text, limit: limit, in: $0) }
    }

    public func page(_ query: HistoryQuery) async throws(EaselError) -> HistoryPage {
        try await database.read { try GenerationReading.page(query, in: $0) }
    }

    public func conversation(endingAt id: JobID, limit: Int) async throws(EaselError) -> [GenerationRecord] {
        try await database.read { try LineageReading.conversation(endingAt: id, limit: limit, in: $0) }
    }

    public func children(of id: JobID, limit: Int) async throws(EaselError) -> [GenerationRecord] {
        try await database.read { try LineageReading.children(of: id, limit: limit, in: $0) }
    }

    public func unfinished() async throws(EaselError) -> [GenerationRecord] {
        try await database.read { try GenerationReading.records($0, GenerationReading.unfinishedRequest, []) }
    }

    public func spending(since date: Date) async throws(EaselError) -> Spending {
        try await database.read { try SpendingReading.since(date, in: $0) }
    }

    public func reserve(_ costUSD: Double?, for id: JobID, within caps: [BudgetCap]) async throws(EaselError) {
        try await database.write { database in
            try database.execute(
                sql: """
                    UPDATE generation SET costUSD = ?, costIsEstimate = 1
                    WHERE seq = ? AND status IN ('submitted', 'accepted')
                    """, arguments: [costUSD, try GenerationWriting.row(id, in: database)])
            try SpendingReading.check(caps, adding: costUSD, in: database)
        }
    }
}

extension GRDBHistoryStore: StatisticsSource {
    public func statistics(_ query: StatisticsQuery) async throws(EaselError) -> [Statistics] {
        try await database.read { try StatisticsReading.run(query, in: $0) }
    }
}
