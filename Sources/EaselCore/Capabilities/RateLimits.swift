/// How much a provider takes, as far as it is known before anything is sent. Nil is not known, which is not unlimited: what
/// the provider then says counts.
public struct RateLimits: Hashable, Sendable, Codable {
    /// Requests that start something.
    public var requestsPerMinute: Int?
    /// Requests whose work is not finished, jobs at the provider among them.
    public var concurrent: Int?

    public init(requestsPerMinute: Int? = nil, concurrent: Int? = nil) {
        self.requestsPerMinute = requestsPerMinute
        self.concurrent = concurrent
    }
}
