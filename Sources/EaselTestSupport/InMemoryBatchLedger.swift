public import EaselCore
import Synchronization

/// A ledger that is forgotten with the test.
public final class InMemoryBatchLedger: BatchLedger {
    private let entries = Mutex<[BatchLine: BatchEntry]>([:])

    public init() {}

    public func assign(_ id: JobID, to line: BatchLine) async throws(EaselError) {
        entries.withLock { $0[line] = BatchEntry(id: id, isReported: false) }
    }

    public func entry(of line: BatchLine) async throws(EaselError) -> BatchEntry? { entries.withLock { $0[line] } }

    public func noteReported(_ line: BatchLine) async throws(EaselError) {
        entries.withLock { $0[line]?.isReported = true }
    }

    public func summary(of batch: String) async throws(EaselError) -> BatchSummary {
        BatchSummary(lines: entries.withLock { $0.keys.count { $0.batch == batch } })
    }
}
