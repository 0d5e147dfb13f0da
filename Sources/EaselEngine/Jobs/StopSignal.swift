import Synchronization

/// Why a running generation is being stopped, readable from within its cancelled task.
final class StopSignal: Sendable {
    enum Reason: Sendable {
        /// A person wants it to end: the provider is told, the row is closed as cancelled.
        case cancelled
        /// Easel ends: remote jobs stay ours and are followed again on the next start.
        case detached
        /// Another process took the row over or closed it: it is not ours to follow any more.
        case dispossessed
    }

    private let state = Mutex<Reason?>(nil)

    /// The first reason given stands.
    func raise(_ reason: Reason) { state.withLock { $0 = $0 ?? reason } }

    var reason: Reason? { state.withLock { $0 } }
}
