internal import Synchronization

/// A queue that any thread may fill and one reader empties in batches.
///
/// The reader takes everything that arrived before it looks, which is what coalesces painting. It waits on a
/// continuation of its own actor: an `AsyncStream` would cost it two changes of executor for every element.
final class Mailbox<Item: Sendable>: Sendable {
    private struct State {
        var items: [Item] = []
        var isClosed = false
        var reader: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    /// Adds an item; dropped after `close`.
    func post(_ item: Item) {
        let reader = state.withLock { state -> CheckedContinuation<Void, Never>? in
            if state.isClosed { return nil }
            state.items.append(item)
            return state.reader.take()
        }
        reader?.resume()
    }

    /// Everything that arrived, in order; waits while there is nothing. Only one task may call this.
    func next() async -> [Item] {
        await withCheckedContinuation { continuation in
            let isReady = state.withLock { state in
                if !state.items.isEmpty || state.isClosed { return true }
                state.reader = continuation
                return false
            }
            if isReady { continuation.resume() }
        }
        return state.withLock { state in
            let items = state.items
            state.items = []
            return items
        }
    }

    /// Drops what is left and what comes later.
    func close() {
        let reader = state.withLock { state in
            state.items = []
            state.isClosed = true
            return state.reader.take()
        }
        reader?.resume()
    }
}
