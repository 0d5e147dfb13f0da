public import EaselCore
public import Foundation
public import GRDB

/// The history's SQLite database: an injected writer, migrated to the newest schema.
public struct HistoryDatabase: Sendable {
    /// For messages; nil in memory.
    let file: URL?
    private let writer: any DatabaseWriter
    private let commits: CommitQueue

    /// Takes a connection and brings its schema up to date. Loses nothing: a database that another program or a newer
    /// Easel made is refused unchanged.
    public init(_ writer: any DatabaseWriter, file: URL? = nil) throws(EaselError) {
        self.writer = writer
        self.commits = CommitQueue(writer)
        self.file = file
        do {
            let migrator = HistoryMigrator.make()
            try writer.read { database in try Self.check(database, migrator, file) }
            try Self.migrate(writer, migrator)
        } catch {
            throw HistoryFailure.error(from: error, file: file)
        }
    }

    /// A database that is gone when the last reference is; for tests and trials.
    public static func inMemory() throws(EaselError) -> HistoryDatabase {
        do {
            return try HistoryDatabase(DatabaseQueue(configuration: configuration()))
        } catch {
            throw HistoryFailure.error(from: error, file: nil)
        }
    }

    /// How every connection is set up. A commit waits for the disk unless the write says otherwise.
    static func configuration() -> Configuration {
        var configuration = Configuration()
        configuration.label = "easel.history"
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA synchronous = FULL")
        }
        return configuration
    }

    /// What a write survives once it has returned.
    ///
    /// Measured with rows of 1.5 kB on the virtual disk of the build machine, per commit: a power cut (`synchronous = FULL`)
    /// 2.8 to 4.0 ms, a crash of the process (`NORMAL`) 0.05 ms. What was paid for is worth the former; a lease or the text of
    /// a stream so far is not, and the next full write syncs it along.
    enum Durability: Sendable {
        case powerCut
        case crash
    }

    /// One transaction, or a part of one that others share (`CommitQueue`). A cancelled task still writes: a cancel has to be recorded.
    func write<Value: Sendable>(
        _ durability: Durability = .powerCut, _ updates: @escaping @Sendable (Database) throws -> Value
    ) async throws(EaselError) -> Value {
        let slot = WriteSlot<Value>()
        let result = await withCheckedContinuation { continuation in
            commits.add(
                PendingWrite(durability: durability) { database in
                    slot.fill(try updates(database))
                } end: { failure in
                    continuation.resume(returning: slot.result(failure))
                })
        }
        return try unwrap(result)
    }

    /// A consistent view, read off the caller's thread.
    func read<Value: Sendable>(
        _ fetch: @escaping @Sendable (Database) throws -> Value
    ) async throws(EaselError) -> Value {
        let result: Result<Value, any Error> = await withCheckedContinuation { continuation in
            writer.asyncRead { access in continuation.resume(returning: Result { try fetch(access.get()) }) }
        }
        return try unwrap(result)
    }

    /// Work that is no transaction, such as VACUUM; nothing else is written meanwhile.
    func maintain<Value: Sendable>(
        _ work: @escaping @Sendable (Database) throws -> Value
    ) async throws(EaselError) -> Value {
        let result: Result<Value, any Error> = await withCheckedContinuation { continuation in
            writer.asyncWriteWithoutTransaction { database in
                continuation.resume(returning: Result { try work(database) })
            }
        }
        return try unwrap(result)
    }

    private func unwrap<Value>(_ result: Result<Value, any Error>) throws(EaselError) -> Value {
        do {
            return try result.get()
        } catch {
            throw HistoryFailure.error(from: error, file: file)
        }
    }

    /// Refuses what is not ours to change.
    static func check(_ database: Database, _ migrator: DatabaseMigrator, _ file: URL?) throws {
        let place = file?.path ?? "in memory"
        if try migrator.hasBeenSuperseded(database) {
            throw EaselError(
                .storage, "The history \(place) was written by a newer Easel.",
                remedy: "Update Easel, or set EASEL_HOME to another folder; nothing was changed.")
        }
        // Another process may be making it at this moment: its list of migrations comes before the first of them.
        let isEmpty =
            try Int.fetchOne(
                database, sql: "SELECT count(*) FROM sqlite_master WHERE tbl_name <> 'grdb_migrations'") == 0
        let owner = try Int.fetchOne(database, sql: "PRAGMA application_id")
        guard isEmpty || owner == Migration001Generations.applicationID else {
            throw EaselError(
                .storage, "\(place) is a database, but not a history of Easel.",
                remedy: "Move the file away, or set EASEL_HOME to another folder; nothing was changed.")
        }
    }
}
