import EaselCore
import Synchronization

/// What a run remembers of its tries beside its record.
final class TryLog: Sendable {
    struct State: Sendable {
        /// Milliseconds of the run at which the present try began.
        var began = 0
        /// The lane that the run is in, and has to leave.
        var lane: Lane?
        /// The present request was handed to the adapter.
        var wasSent = false
    }

    private let state = Mutex(State())

    func update(_ change: (inout State) -> Void) { state.withLock { change(&$0) } }

    /// Takes the lane out, to leave it once.
    func takeLane() -> Lane? {
        state.withLock { state in
            defer { state.lane = nil }
            return state.lane
        }
    }

    var began: Int { state.withLock { $0.began } }
    var wasSent: Bool { state.withLock { $0.wasSent } }
}
