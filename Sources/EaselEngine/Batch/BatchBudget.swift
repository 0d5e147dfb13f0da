public import EaselCore
import Synchronization

/// Money that a group of generations may spend together. What runs counts by its estimate, what has ended by its cost.
///
/// A generation whose cost cannot be told beforehand counts as much as those that ended did on average.
public final class BatchBudget: Sendable {
    private struct State {
        var spent: Double
        var reserved: [JobID: Double] = [:]
        var ended = 0
        var endedCost = 0.0
        var unknown = 0
        var isFull = false
    }

    /// US dollars; nil for no cap.
    public let limit: Double?
    private let state: Mutex<State>

    /// - Parameter spent: US dollars that were spent already.
    public init(limit: Double?, spent: Double = 0) {
        self.limit = limit
        state = Mutex(State(spent: spent))
    }

    /// Sets money aside. Throws `quota` when the cap would be passed; nothing is set aside then.
    public func reserve(_ estimate: Double?, for id: JobID) throws(EaselError) {
        let isWithin = state.withLock { state in
            let expected = estimate ?? (state.ended > 0 ? state.endedCost / Double(state.ended) : 0)
            if let limit, state.spent >= limit || state.spent + state.reserved.values.reduce(0, +) + expected > limit {
                state.isFull = true
                return false
            }
            state.reserved[id] = expected
            return true
        }
        guard isWithin else {
            throw EaselError(
                .quota, "The budget of this run is used up or would be passed.",
                remedy: "Raise --budget and go on with --resume.")
        }
    }

    /// Exchanges what was set aside for what it cost; nil when that is not known.
    public func settle(_ cost: Double?, for id: JobID) {
        state.withLock { state in
            guard state.reserved.removeValue(forKey: id) != nil else { return }
            guard let cost else { return state.unknown += 1 }
            state.spent += cost
            state.ended += 1
            state.endedCost += cost
        }
    }

    /// Nothing was sent: what was set aside is free again.
    public func release(_ id: JobID) { state.withLock { _ = $0.reserved.removeValue(forKey: id) } }

    /// Something was turned away.
    var isFull: Bool { state.withLock { $0.isFull } }
    /// US dollars spent, as far as costs are known.
    public var spent: Double { state.withLock { $0.spent } }
    /// Generations that ended at an unknown cost.
    public var unknown: Int { state.withLock { $0.unknown } }
}
