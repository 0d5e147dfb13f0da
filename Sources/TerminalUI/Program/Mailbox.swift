internal import Synchronization

/// A queue that any thread may fill and one reader empties in batches.
///
/// The reader takes what arrived before it looks, which is what coalesces painting. It waits on a continuation of its
/// own actor: an `AsyncStream` would cost it two changes of executor for every element.
final class Mailbox<Item: Sendable>: Sendable {
    private struct State {
        var urgent: [Item] = []
        var items: [Item] = []
        /// Items before this index were taken already.
        var head = 0
        var isClosed = false
        var reader: CheckedContinuation<Void, Never>?

        var isEmpty: Bool { urgent.isEmpty && head == items.count }
    }

    /// Ordinary items in one batch, so that urgent ones never wait for a flood of them.
    static var batchLimit: Int { 1_024 }

    private let state = Mutex(State())

    /// Adds an item; urgent ones overtake the others. Dropped after `close`.
    func post(_ item: Item, isUrgent: Bool = false) {
        let reader = state.withLock { state -> CheckedContinuation<Void, Never>? in
            if state.isClosed { return nil }
            if isUrgent { state.urgent.append(item) } else { state.items.append(item) }
            return state.reader.take()
        }
        reader?.resume()
    }

    /// What arrived, in order, the urgent items first; waits while there is nothing. Only one task may call this.
    func next() async -> [Item] {
        await withCheckedContinuation { continuation in
            let isReady = state.withLock { state in
                if !state.isEmpty || state.isClosed { return true }
                state.reader = continuation
                return false
            }
            if isReady { continuation.resume() }
        }
        return state.withLock { state in
            var batch = state.urgent
            state.urgent = []
            let end = min(state.items.count, state.head + Self.batchLimit)
            batch += state.items[state.head..<end]
            state.head = end
            if end == state.items.count {
                state.items = []
                state.head = 0
            } else if end > state.items.count / 2 {
                state.items.removeFirst(end)
                state.head = 0
            }
            return batch
        }
    }

    /// Drops what is left and what comes later.
    func close() {
        let reader = state.withLock { state in
            state.urgent = []
            state.items = []
            state.head = 0
            state.isClosed = true
            return state.reader.take()
        }
        reader?.resume()
    }
}
