/// What a generation used up.
public struct Usage: Hashable, Sendable, Codable {
    public var inputTokens: Int?
    public var outputTokens: Int?
    /// US dollars; nil when unknown.
    public var costUSD: Double?
    /// True unless the provider itself stated the cost.
    public var costIsEstimate: Bool

    public init(inputTokens: Int? = nil, outputTokens: Int? = nil, costUSD: Double? = nil, costIsEstimate: Bool = true)
    {
        self.inputTokens = inputTokens
        self.outputTokens = outputTokens
        self.costUSD = costUSD
        self.costIsEstimate = costIsEstimate
    }
}
