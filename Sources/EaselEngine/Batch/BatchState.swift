public import EaselCore
import Synchronization

/// Why a batch takes up no further lines.
public enum BatchStop: Hashable, Sendable {
    /// A person wants it to end.
    case interrupted
    /// The budget is used up.
    case budget
    /// Nobody reads the results any more.
    case unread
    /// History cannot be used.
    case failure(EaselError)
}

/// How far a batch has come in this run.
public struct BatchTally: Hashable, Sendable {
    public var running = 0
    public var succeeded = 0
    public var failed = 0
    /// Ended in an earlier run.
    public var skipped = 0
    /// Begun and not ended: a later run goes on with them.
    public var open = 0
    /// The first failure of a line.
    public var firstError: EaselError?
    public var stop: BatchStop?

    public init() {}
}

/// The state that the lines of a batch share.
final class BatchState: Sendable {
    private let state = Mutex(BatchTally())

    var tally: BatchTally { state.withLock { $0 } }
    var isStopped: Bool { state.withLock { $0.stop != nil } }

    /// The first reason stands.
    func stop(_ reason: BatchStop) { state.withLock { $0.stop = $0.stop ?? reason } }

    func update(_ change: (inout BatchTally) -> Void) { state.withLock { change(&$0) } }
}
