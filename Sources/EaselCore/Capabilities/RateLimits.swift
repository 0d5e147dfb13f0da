/// How much a provider takes, as far as it is known before anything is sent. Nil is not known, which is not unlimited: what
/// the provider then says counts.
public struct RateLimits: Hashable, Sendable, Codable {
    /// Requests that start something.
    public var requestsPerMinute: Int?
    /// Requests whose work is not finished, jobs at the provider among them.
    public var concurrent: Int?
    /// Tokens of prompts and answers together.
    public var tokensPerMinute: Int?
    /// Requests that start something, in a day that begins as `day` says.
    public var requestsPerDay: Int?
    /// When the provider's day begins; nil means 00:00 UTC.
    public var day: RateDay?

    public init(
        requestsPerMinute: Int? = nil, concurrent: Int? = nil, tokensPerMinute: Int? = nil, requestsPerDay: Int? = nil,
        day: RateDay? = nil
    ) {
        self.requestsPerMinute = requestsPerMinute
        self.concurrent = concurrent
        self.tokensPerMinute = tokensPerMinute
        self.requestsPerDay = requestsPerDay
        self.day = day
    }

    /// Nothing is known.
    public var isEmpty: Bool { self == RateLimits(day: day) }

    /// `600 a minute, 2 at once`; empty when nothing is known.
    public var words: String {
        [
            requestsPerMinute.map { "\($0) a minute" }, tokensPerMinute.map { "\($0) tokens a minute" },
            requestsPerDay.map { "\($0) a day (from \((day ?? .utc).words))" }, concurrent.map { "\($0) at once" },
        ].compactMap(\.self).joined(separator: ", ")
    }

    /// These limits, with those of another one in place where it states any.
    public func replaced(by other: RateLimits) -> RateLimits {
        RateLimits(
            requestsPerMinute: other.requestsPerMinute ?? requestsPerMinute, concurrent: other.concurrent ?? concurrent,
            tokensPerMinute: other.tokensPerMinute ?? tokensPerMinute,
            requestsPerDay: other.requestsPerDay ?? requestsPerDay, day: other.day ?? day)
    }

    /// These limits without those kinds that another one states.
    public func without(_ other: RateLimits) -> RateLimits {
        RateLimits(
            requestsPerMinute: other.requestsPerMinute == nil ? requestsPerMinute : nil,
            concurrent: other.concurrent == nil ? concurrent : nil,
            tokensPerMinute: other.tokensPerMinute == nil ? tokensPerMinute : nil,
            requestsPerDay: other.requestsPerDay == nil ? requestsPerDay : nil, day: day)
    }

    /// These limits, of those kinds only that another one states too.
    public func shared(with other: RateLimits) -> RateLimits { without(without(other)) }
}
