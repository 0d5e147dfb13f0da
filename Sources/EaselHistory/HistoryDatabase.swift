public import EaselCore
public import Foundation
public import GRDB

/// The history's SQLite database: an injected writer, migrated to the newest schema.
public struct HistoryDatabase: Sendable {
    /// For messages; nil in memory.
    let file: URL?
    private let writer: any DatabaseWriter

    /// Takes a connection and brings its schema up to date. Loses nothing: a database that another program or a newer
    /// Easel made is refused unchanged.
    public init(_ writer: any DatabaseWriter, file: URL? = nil) throws(EaselError) {
        self.writer = writer
        self.file = file
        do {
            let migrator = HistoryMigrator.make()
            try writer.read { database in try Self.check(database, migrator, file) }
            try migrator.migrate(writer)
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

    /// How every connection is set up.
    ///
    /// `synchronous = FULL` syncs the write-ahead log at each commit: a generation that was paid for survives a power cut
    /// from the moment it is shown. NORMAL would only survive a crash of the process. Measured here on a virtual disk
    /// (Docs/Decisions has no better place for a number that moves): see the commit that set this.
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

    /// One transaction, durable when this returns. A cancelled task still writes: a cancel has to be recorded.
    func write<Value: Sendable>(
        _ updates: @escaping @Sendable (Database) throws -> Value
    ) async throws(EaselError) -> Value {
        let result: Result<Value, any Error> = await withCheckedContinuation { continuation in
            writer.asyncWrite(updates) { _, result in continuation.resume(returning: result) }
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
        let isEmpty = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") == 0
        let owner = try Int.fetchOne(database, sql: "PRAGMA application_id")
        guard isEmpty || owner == Migration001Generations.applicationID else {
            throw EaselError(
                .storage, "\(place) is a database, but not a history of Easel.",
                remedy: "Move the file away, or set EASEL_HOME to another folder; nothing was changed.")
        }
    }
}
