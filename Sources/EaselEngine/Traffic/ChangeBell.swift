import Synchronization

/// Tells every listener that something changed; changes that come faster than a listener looks are one.
final class ChangeBell: Sendable {
    private let state = Mutex<(listeners: [Int: AsyncStream<Void>.Continuation], next: Int)>(([:], 0))

    /// Rings at once, then at every change, until `finish`. Ending the iteration unsubscribes.
    func listen() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let key = state.withLock { state in
            state.next += 1
            state.listeners[state.next] = continuation
            return state.next
        }
        continuation.onTermination = { [weak self] _ in
            self?.state.withLock { _ = $0.listeners.removeValue(forKey: key) }
        }
        continuation.yield()
        return stream
    }

    func ring() {
        let listeners = state.withLock { Array($0.listeners.values) }
        for listener in listeners { listener.yield() }
    }

    func finish() {
        let listeners = state.withLock { state in
            defer { state.listeners = [:] }
            return Array(state.listeners.values)
        }
        for listener in listeners { listener.finish() }
    }
}
