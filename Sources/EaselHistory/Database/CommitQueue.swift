import EaselCore
import GRDB
import Synchronization

/// Commits together the writes that came while an earlier commit waited for the disk.
///
/// A commit that survives a power cut takes milliseconds whether it holds one row or a hundred. Each write keeps its own fate:
/// one that throws takes back what it did and nothing of its neighbours. None is told of its end before the commit.
final class CommitQueue: Sendable {
    private struct State {
        var waiting: [PendingWrite] = []
        var isBusy = false
    }

    /// No more than this share one commit.
    private static let most = 256
    private let writer: any DatabaseWriter
    private let state = Mutex(State())

    init(_ writer: any DatabaseWriter) { self.writer = writer }

    func add(_ write: PendingWrite) {
        let isFirst = state.withLock { state in
            state.waiting.append(write)
            defer { state.isBusy = true }
            return !state.isBusy
        }
        guard isFirst else { return }
        writer.asyncWriteWithoutTransaction { database in
            while let writes = self.next() { Self.commit(writes, database) }
        }
    }

    private func next() -> [PendingWrite]? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.isBusy = false
                return nil
            }
            defer { state.waiting.removeFirst(min(Self.most, state.waiting.count)) }
            return Array(state.waiting.prefix(Self.most))
        }
    }

    private static func commit(_ writes: [PendingWrite], _ database: Database) {
        let outlivesPowerCut = writes.contains { $0.durability == .powerCut }
        var failures: [Int: any Error] = [:]
        do {
            if !outlivesPowerCut { try database.execute(sql: "PRAGMA synchronous = NORMAL") }
            defer { if !outlivesPowerCut { try? database.execute(sql: "PRAGMA synchronous = FULL") } }
            try database.inTransaction(.immediate) {
                for (index, write) in writes.enumerated() {
                    do {
                        try database.inSavepoint {
                            try write.perform(database)
                            return .commit
                        }
                    } catch {
                        failures[index] = error
                        // A full disk or a broken file ends the whole transaction, not the one write.
                        guard database.isInsideTransaction else { throw error }
                    }
                }
                return .commit
            }
        } catch {
            return writes.forEach { $0.end(error) }
        }
        for (index, write) in writes.enumerated() { write.end(failures[index]) }
    }
}

/// A write that waits for its commit.
struct PendingWrite: Sendable {
    var durability: HistoryDatabase.Durability
    var perform: @Sendable (Database) throws -> Void
    /// Told once, after the commit; nil for success.
    var end: @Sendable ((any Error)?) -> Void
}

/// Where a write leaves what it returns.
final class WriteSlot<Value: Sendable>: Sendable {
    private let value = Mutex<Value?>(nil)

    func fill(_ new: Value) { value.withLock { $0 = new } }

    /// What the write returned, or why it failed.
    func result(_ failure: (any Error)?) -> Result<Value, any Error> {
        if let failure { return .failure(failure) }
        guard let value = value.withLock({ $0 }) else {
            return .failure(EaselError(.storage, "The history did not run a transaction."))
        }
        return .success(value)
    }
}
