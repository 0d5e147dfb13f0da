public import EaselCore

/// What may go out through one lane: requests of the last minute, work that is not finished, and pauses that the provider
/// asked for. A value; times are durations since a fixed moment.
public struct RateWindow: Sendable, Hashable {
    public enum Admission: Sendable, Hashable {
        case go
        /// Not before this time.
        case wait(until: Duration)
        /// Not before something that is at work ends.
        case waitForRoom
    }

    public var limits: RateLimits
    /// Until when the provider wants to be left alone, nil when it does not.
    public private(set) var pausedUntil: Duration?
    /// Requests that went out and whose work is not finished.
    public private(set) var running = 0
    /// What the provider said is left of its allowance, and when it starts anew.
    public private(set) var allowance: Allowance?
    /// Times of the requests of the last minute, oldest first.
    private var sent: [Duration] = []
    /// After a pause, how many may be out at once: it doubles with every success, so that those who waited do not all
    /// come in the moment the window opens.
    private var ramp: Int?

    /// What a provider's headers tell.
    public struct Allowance: Sendable, Hashable {
        public var remaining: Int
        public var resetsAt: Duration

        public init(remaining: Int, resetsAt: Duration) {
            self.remaining = remaining
            self.resetsAt = resetsAt
        }
    }

    private static let minute = Duration.seconds(60)
    /// A ramp that is so wide is none any more.
    private static let widest = 64

    public init(_ limits: RateLimits) { self.limits = limits }

    /// Whether a request may go out; one that may is counted.
    public mutating func admit(at now: Duration) -> Admission {
        if let pausedUntil {
            guard now >= pausedUntil else { return .wait(until: pausedUntil) }
            self.pausedUntil = nil
        }
        if let ceiling = [limits.concurrent, ramp].compactMap(\.self).min(), running >= max(1, ceiling) {
            return .waitForRoom
        }
        if let allowance, allowance.remaining <= 0 {
            guard now >= allowance.resetsAt else { return .wait(until: allowance.resetsAt) }
            self.allowance = nil
        }
        forget(before: now - Self.minute)
        if let most = limits.requestsPerMinute, sent.count >= max(1, most) {
            return .wait(until: sent[sent.count - max(1, most)] + Self.minute)
        }
        count(at: now)
        return .go
    }

    /// Counts work that goes on at the provider although this window did not let it out, such as a job of an earlier process.
    public mutating func adopt() { running += 1 }

    /// The work of a request has ended.
    public mutating func finish() { running = max(0, running - 1) }

    public mutating func noteSuccess() { ramp = ramp.flatMap { $0 * 2 >= Self.widest ? nil : $0 * 2 } }

    /// The provider wants to be left alone. A longer pause that is under way stands.
    public mutating func pause(until time: Duration) {
        pausedUntil = max(pausedUntil ?? time, time)
        ramp = 1
    }

    public mutating func note(_ allowance: Allowance) { self.allowance = allowance }

    private mutating func count(at now: Duration) {
        running += 1
        sent.append(now)
        if let allowance { self.allowance?.remaining = allowance.remaining - 1 }
    }

    private mutating func forget(before time: Duration) {
        guard limits.requestsPerMinute != nil else { return sent = [] }
        if let first = sent.first, first <= time { sent.removeFirst(sent.prefix { $0 <= time }.count) }
    }
}
