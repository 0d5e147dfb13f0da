public import EaselCore
public import Foundation
import Synchronization

/// Remembers limits for as long as the value lives; engines that share it are processes on one machine.
public final class InMemoryTrafficMemory: TrafficMemory {
    private let state = Mutex<[TrafficKey: TrafficNote]>([:])
    private let now: @Sendable () -> Date

    public init(_ now: @escaping @Sendable () -> Date) { self.now = now }

    /// All that is kept, also what is over.
    public var kept: [TrafficKey: TrafficNote] { state.withLock { $0 } }

    public func notes() async throws(EaselError) -> [TrafficKey: TrafficNote] {
        let now = now()
        return kept.mapValues { $0.pruned(at: now) }.filter { !$0.value.isEmpty }
    }

    public func claim(_ claims: [TrafficClaim], at now: Date) async throws(EaselError) -> TrafficVerdict {
        state.withLock { kept in
            let isGranted = claims.allSatisfy { kept[$0.key, default: TrafficNote()].admits($0.limits, at: now) }
            if isGranted {
                for claim in claims where claim.counts {
                    kept[claim.key] = kept[claim.key, default: TrafficNote()].counting(claim.limits, at: now)
                }
            }
            let notes = claims.compactMap { claim in kept[claim.key].map { (claim.key, $0.pruned(at: now)) } }
            return TrafficVerdict(
                isGranted: isGranted, notes: Dictionary(notes, uniquingKeysWith: { first, _ in first }))
        }
    }

    public func restrict(_ key: TrafficKey, pausedUntil: Date?, closedUntil: Date?) async throws(EaselError) {
        state.withLock {
            $0[key] = $0[key, default: TrafficNote()].restricted(pausedUntil: pausedUntil, closedUntil: closedUntil)
        }
    }

    public func forget(_ provider: ProviderID?) async throws(EaselError) {
        state.withLock { $0 = $0.filter { provider != nil && $0.key.provider != provider } }
    }
}
