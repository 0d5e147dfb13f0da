import EaselProviderKit

/// How OpenRouter's chat differs from OpenAI's.
enum OpenRouterTextWire {
    /// `max_tokens` is deprecated, and usage always comes: asking for it has no effect (wire sheet A3.1).
    static let dialect = ChatDialect(tokenLimit: .maxCompletionTokens, asksForUsage: false)
}
