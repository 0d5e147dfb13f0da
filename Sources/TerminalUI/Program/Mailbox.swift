internal import Synchronization

/// A queue that any thread may fill and one reader empties in batches.
///
/// The reader is woken at most once for everything that arrives before it looks, which is what coalesces painting.
final class Mailbox<Item: Sendable>: Sendable {
    /// Yields once after items arrived; ends after `close`.
    let wakeUps: AsyncStream<Void>

    private let waker: AsyncStream<Void>.Continuation
    private let queue = Mutex<(items: [Item], isClosed: Bool)>(([], false))

    init() {
        (wakeUps, waker) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    /// Adds an item; dropped after `close`.
    func post(_ item: Item) {
        let isFirst = queue.withLock { queue in
            if queue.isClosed { return false }
            queue.items.append(item)
            return queue.items.count == 1
        }
        if isFirst { waker.yield() }
    }

    /// Takes everything that arrived, in order.
    func drain() -> [Item] {
        queue.withLock { queue in
            let items = queue.items
            queue.items = []
            return items
        }
    }

    /// Drops what is left and what comes later.
    func close() {
        queue.withLock { queue in
            queue.items = []
            queue.isClosed = true
        }
        waker.finish()
    }
}
