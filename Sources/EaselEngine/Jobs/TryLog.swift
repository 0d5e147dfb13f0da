import EaselCore
import Synchronization

/// What a run remembers of its tries beside its record.
final class TryLog: Sendable {
    struct State: Sendable {
        /// Milliseconds of the run at which the present try began.
        var began = 0
        /// What the run was let out with, and has to give back.
        var pass: TrafficPass?
        /// The present request was handed to the adapter.
        var wasSent = false
    }

    private let state = Mutex(State())

    func update(_ change: (inout State) -> Void) { state.withLock { change(&$0) } }

    /// Takes the pass out, to give it back once.
    func takePass() -> TrafficPass? {
        state.withLock { state in
            defer { state.pass = nil }
            return state.pass
        }
    }

    var pass: TrafficPass? { state.withLock { $0.pass } }

    var began: Int { state.withLock { $0.began } }
    var wasSent: Bool { state.withLock { $0.wasSent } }
}
