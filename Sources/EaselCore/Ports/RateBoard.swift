public import Foundation
import Synchronization

/// What a provider's answer told of its allowance.
public struct RateObservation: Hashable, Sendable {
    /// One thing that is counted.
    public struct Reading: Hashable, Sendable {
        /// The whole allowance, nil where the answer does not say. Over which time it is counted is told by nobody.
        public var limit: Int?
        /// What may still go out before the reset.
        public var remaining: Int
        public var resetsAt: Date

        public init(limit: Int? = nil, remaining: Int, resetsAt: Date) {
            self.limit = limit
            self.remaining = remaining
            self.resetsAt = resetsAt
        }
    }

    public var requests: Reading?
    public var tokens: Reading?

    public init(requests: Reading? = nil, tokens: Reading? = nil) {
        self.requests = requests
        self.tokens = tokens
    }
}

/// Takes what the answers to one request tell of the provider's allowance.
///
/// The engine puts one in place around each try, so that what is told counts for the lane of that try and for no other:
/// the answers to polls and lists come under other limits of the same provider (Replicate's 3000 a minute, wire sheet B10).
public final class RateBoard: Sendable {
    /// The board of the try that this task works for, nil outside of one.
    @TaskLocal public static var current: RateBoard?

    private let newest = Mutex<RateObservation?>(nil)

    public init() {}

    public func note(_ observation: RateObservation) { newest.withLock { $0 = observation } }

    /// The newest observation, once; nil when there is none that was not taken.
    public func take() -> RateObservation? {
        newest.withLock { newest in
            defer { newest = nil }
            return newest
        }
    }
}
