/// How many retries a provider may be given on top of first tries, so that an outage is not made worse: a tenth of what
/// succeeded, and a few to begin with.
public struct RetryBudget: Sendable, Hashable {
    private static let most = 10.0
    private static let perSuccess = 0.1
    private var tokens = most

    public init() {}

    public mutating func noteSuccess() { tokens = min(Self.most, tokens + Self.perSuccess) }

    /// False when the budget is used up.
    public mutating func take() -> Bool {
        guard tokens >= 1 else { return false }
        tokens -= 1
        return true
    }
}
