public import Foundation
import Synchronization

/// What a provider's answer told of its allowance.
public struct RateObservation: Hashable, Sendable {
    /// Requests that may still go out before the reset.
    public var remaining: Int
    public var resetsAt: Date

    public init(remaining: Int, resetsAt: Date) {
        self.remaining = remaining
        self.resetsAt = resetsAt
    }
}

/// Where adapters write what answers tell of a provider's allowance, and the engine reads it.
public final class RateBoard: Sendable {
    private let newest = Mutex<[ProviderID: RateObservation]>([:])

    public init() {}

    public func note(_ observation: RateObservation, of provider: ProviderID) {
        newest.withLock { $0[provider] = observation }
    }

    /// The newest observation, once; nil when there is none that was not taken.
    public func take(_ provider: ProviderID) -> RateObservation? {
        newest.withLock { $0.removeValue(forKey: provider) }
    }
}
