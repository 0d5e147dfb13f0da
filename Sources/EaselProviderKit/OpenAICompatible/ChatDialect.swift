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
    /// Files that a message may hold, as far as the protocol goes; a model may take fewer.
    public var attachments: Set<ChatAttachment>
    /// A dot in a parameter's wire name stands for an object inside an object: `reasoning.effort`.
    public var nestsDottedNames: Bool

    public init(
        tokenLimit: TokenLimit, asksForUsage: Bool, attachments: Set<ChatAttachment> = [.picture],
        nestsDottedNames: Bool = false
    ) {
        self.tokenLimit = tokenLimit
        self.asksForUsage = asksForUsage
        self.attachments = attachments
        self.nestsDottedNames = nestsDottedNames
    }
}
