public import EaselCore
public import Foundation

/// What may go out under one count: requests and tokens of the last minute, requests of the day, work that is not finished,
/// and pauses that the provider asked for. A value; times are durations since a fixed moment.
public struct RateWindow: Sendable, Hashable {
    public enum Admission: Sendable, Hashable {
        case go
        /// Not before this time.
        case wait(until: Duration)
        /// Not before something that is at work ends or is answered.
        case waitForRoom
        /// Not before this time, and that is too long to wait for.
        case refuse(Refusal)
    }

    public enum Refusal: Sendable, Hashable {
        /// The day's allowance is used up.
        case quota(until: Duration)
        /// The provider asked for a long pause.
        case pause(until: Duration)
    }

    /// What a provider's headers tell.
    public struct Allowance: Sendable, Hashable {
        public var limit: Int?
        public var remaining: Int
        public var resetsAt: Duration

        public init(limit: Int? = nil, remaining: Int, resetsAt: Duration) {
            self.limit = limit
            self.remaining = remaining
            self.resetsAt = resetsAt
        }
    }

    /// A request of the last minute.
    struct Sent: Sendable, Hashable {
        var time: Duration
        /// Nil for one of another process.
        var ticket: Int?
        var tokens: Int
    }

    public var limits: RateLimits
    /// Until when the provider wants to be left alone, nil when it does not.
    public internal(set) var pausedUntil: Duration?
    /// Until when the day's allowance is used up, as the provider said.
    public internal(set) var closedUntil: Duration?
    /// Requests that went out and whose work is not finished.
    public private(set) var running = 0
    /// Requests that went out and were not answered.
    public private(set) var unanswered = 0
    /// What the provider said is left, and when it starts anew.
    public private(set) var requestAllowance: Allowance?
    public private(set) var tokenAllowance: Allowance?
    /// Requests of the day that ends at `dayEnds`.
    public internal(set) var today = 0
    var dayEnds: Duration?
    /// Oldest first.
    var sent: [Sent] = []
    /// After a pause, how many may be unanswered at once: it grows with every success, so that those who waited do not all
    /// come in the moment the window opens.
    var ramp: Int?

    /// The moment zero of all durations.
    let epoch: Date
    /// Pauses that are longer are not waited for.
    let patience: Duration

    static let minute = Duration.seconds(60)
    /// A ramp that is so wide is none any more.
    private static let widest = 64

    public init(
        _ limits: RateLimits, epoch: Date = Date(timeIntervalSince1970: 0), patience: Duration = .seconds(300)
    ) {
        self.limits = limits
        self.epoch = epoch
        self.patience = patience
    }

    /// Whether a request may go out; one that may is counted.
    public mutating func admit(at now: Duration, tokens: Int = 0, ticket: Int? = nil) -> Admission {
        let admission = check(at: now, tokens: tokens)
        if admission == .go { count(at: now, tokens: tokens, ticket: ticket) }
        return admission
    }

    /// Whether a request may go out.
    mutating func check(at now: Duration, tokens: Int) -> Admission {
        if let refusal = refusal(at: now) { return .refuse(refusal) }
        if let pausedUntil {
            guard now >= pausedUntil else { return .wait(until: pausedUntil) }
            self.pausedUntil = nil
        }
        if let most = limits.concurrent, running >= max(1, most) { return .waitForRoom }
        if let ramp, unanswered >= ramp { return .waitForRoom }
        forget(before: now - Self.minute)
        let times = [
            allowanceReset(at: now, tokens: tokens), requestRoom(), tokenRoom(tokens),
        ].compactMap(\.self)
        guard let latest = times.max() else { return .go }
        return latest - now > patience ? .refuse(.pause(until: latest)) : .wait(until: latest)
    }

    /// Counts a request that goes out.
    mutating func count(at now: Duration, tokens: Int, ticket: Int?) {
        running += 1
        unanswered += 1
        sent.append(Sent(time: now, ticket: ticket, tokens: tokens))
        requestAllowance?.remaining -= 1
        tokenAllowance?.remaining -= tokens
        if limits.requestsPerDay != nil { today += 1 }
    }

    /// Takes the count of a request back that was not sent after all.
    mutating func uncount(_ ticket: Int) {
        finish()
        noteAnswer()
        sent.removeAll { $0.ticket == ticket }
        requestAllowance?.remaining += 1
        if limits.requestsPerDay != nil { today = max(0, today - 1) }
    }

    /// Counts work that goes on at the provider although this window did not let it out, such as a job of an earlier process.
    public mutating func adopt() { running += 1 }

    /// The work of a request has ended.
    public mutating func finish() { running = max(0, running - 1) }

    /// A request was answered, whatever the answer.
    public mutating func noteAnswer() { unanswered = max(0, unanswered - 1) }

    /// A request was answered well: one more may be out at once.
    public mutating func noteSuccess() {
        noteAnswer()
        ramp = ramp.flatMap { $0 + 1 >= Self.widest ? nil : $0 + 1 }
    }

    /// The provider wants to be left alone. A longer pause that is under way stands.
    public mutating func pause(until time: Duration) {
        pausedUntil = max(pausedUntil ?? time, time)
        ramp = 1
    }

    /// The day's allowance is used up.
    public mutating func close(until time: Duration) { closedUntil = max(closedUntil ?? time, time) }

    /// Forgets what the provider said and what went out; what is at work stays counted.
    mutating func forgetLimits() {
        (pausedUntil, closedUntil, ramp, dayEnds) = (nil, nil, nil, nil)
        (requestAllowance, tokenAllowance, sent, today) = (nil, nil, [], 0)
    }

    /// An allowance whose time is over tells nothing any more.
    mutating func forgetAllowance(ofRequests: Bool) {
        if ofRequests { requestAllowance = nil } else { tokenAllowance = nil }
    }

    public mutating func note(requests: Allowance?, tokens: Allowance?) {
        requestAllowance = requests ?? requestAllowance
        tokenAllowance = tokens ?? tokenAllowance
    }
}
