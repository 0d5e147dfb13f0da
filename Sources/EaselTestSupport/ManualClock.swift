public import Foundation
import Synchronization

/// Time that passes only when a test says so. Nothing waits for real.
public final class ManualClock: Sendable {
    private struct Sleeper {
        var deadline: Duration
        var length: Duration
        var continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var uptime = Duration.zero
        var sleepers: [Int: Sleeper] = [:]
        var cancelled: Set<Int> = []
        var nextKey = 0
        var history: [Duration] = []
        var watchers: [(isMet: @Sendable ([Duration]) -> Bool, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())
    private let epoch: Date
    private let skips: @Sendable (Duration) -> Bool

    /// - Parameter skips: sleeps that end at once, moving the time on by their length; the others wait for `advance`.
    public init(
        at epoch: Date = Date(timeIntervalSince1970: 1_750_000_000),
        skipping skips: @escaping @Sendable (Duration) -> Bool = { _ in false }
    ) {
        self.epoch = epoch
        self.skips = skips
    }

    public var uptime: Duration { state.withLock { $0.uptime } }
    public var now: Date { epoch.addingTimeInterval(uptime / .seconds(1)) }
    /// The length of every sleep that was asked for, in order.
    public var sleeps: [Duration] { state.withLock { $0.history } }

    public func sleep(_ length: Duration) async throws {
        try Task.checkCancellation()
        if skips(length) {
            state.withLock { $0.history.append(length) }
            advance(by: length)
            await Task.yield()
            return try Task.checkCancellation()
        }
        let key = state.withLock { state in
            state.nextKey += 1
            return state.nextKey
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { enter(key, length, $0) }
        } onCancel: {
            let sleeper = state.withLock { state in
                if state.sleepers[key] == nil { state.cancelled.insert(key) }
                return state.sleepers.removeValue(forKey: key)
            }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }

    /// Moves the time on and wakes, in the order of their deadlines, all who slept until then.
    public func advance(by length: Duration) {
        let due = state.withLock { state in
            state.uptime += length
            let due = state.sleepers.filter { $0.value.deadline <= state.uptime }.sorted {
                $0.value.deadline < $1.value.deadline
            }
            for (key, _) in due { state.sleepers[key] = nil }
            return due.map(\.value.continuation)
        }
        for continuation in due { continuation.resume() }
    }

    /// Returns when somebody sleeps for exactly this long.
    public func sleeper(for length: Duration) async { await sleepers { $0.contains(length) } }

    /// Returns when the lengths of the sleeps under way are as wanted.
    public func sleepers(_ isMet: @escaping @Sendable ([Duration]) -> Bool) async {
        await withCheckedContinuation { continuation in
            let isMetNow = state.withLock { state in
                if isMet(state.sleepers.values.map(\.length)) { return true }
                state.watchers.append((isMet, continuation))
                return false
            }
            if isMetNow { continuation.resume() }
        }
    }

    private func enter(_ key: Int, _ length: Duration, _ continuation: CheckedContinuation<Void, any Error>) {
        let (isCancelled, met) = state.withLock { state in
            if state.cancelled.remove(key) != nil { return (true, [CheckedContinuation<Void, Never>]()) }
            state.history.append(length)
            state.sleepers[key] = Sleeper(deadline: state.uptime + length, length: length, continuation: continuation)
            let lengths = state.sleepers.values.map(\.length)
            let met = state.watchers.filter { $0.isMet(lengths) }.map(\.continuation)
            state.watchers.removeAll { $0.isMet(lengths) }
            return (false, met)
        }
        if isCancelled { continuation.resume(throwing: CancellationError()) }
        for watcher in met { watcher.resume() }
    }
}
