import Synchronization

/// What the fakes were asked, in one order for all of them: `history.accept`, `service.status`.
public final class CallJournal: Sendable {
    private struct State {
        var entries: [String] = []
        var watchers: [(text: String, count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())
    private let unscriptedHandler: @Sendable (String) -> Void

    /// - Parameter unscripted: called for a call that the test did not expect; a test passes `Issue.record`.
    public init(unscripted: @escaping @Sendable (String) -> Void) { self.unscriptedHandler = unscripted }

    public var entries: [String] { state.withLock { $0.entries } }

    public func count(_ text: String) -> Int { entries.count { $0 == text } }

    public func note(_ text: String) {
        let met = state.withLock { state in
            state.entries.append(text)
            let count = state.entries.count { $0 == text }
            let met = state.watchers.filter { $0.text == text && $0.count <= count }.map(\.continuation)
            state.watchers.removeAll { $0.text == text && $0.count <= count }
            return met
        }
        for watcher in met { watcher.resume() }
    }

    /// Returns when the call was noted so many times.
    public func reached(_ text: String, times count: Int = 1) async {
        await withCheckedContinuation { continuation in
            let isMet = state.withLock { state in
                if state.entries.count(where: { $0 == text }) >= count { return true }
                state.watchers.append((text, count, continuation))
                return false
            }
            if isMet { continuation.resume() }
        }
    }

    /// Fails the test.
    public func unscripted(_ call: String) { unscriptedHandler("Nobody expected \(call).") }
}
