/// Where servers of the OpenAI chat protocol differ in what they want to be sent.
public struct ChatDialect: Sendable, Hashable {
    /// The field for the upper bound of the answer.
    public enum TokenLimit: String, Sendable {
        case maxTokens = "max_tokens"
        case maxCompletionTokens = "max_completion_tokens"
    }

    public var tokenLimit: TokenLimit
    /// Usage comes only when `stream_options.include_usage` asks for it.
    public var asksForUsage: Bool

    public init(tokenLimit: TokenLimit, asksForUsage: Bool) {
        self.tokenLimit = tokenLimit
        self.asksForUsage = asksForUsage
    }
}
