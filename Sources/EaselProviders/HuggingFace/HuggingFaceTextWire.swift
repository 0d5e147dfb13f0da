import EaselProviderKit

/// How the router's chat differs from OpenAI's.
enum HuggingFaceTextWire {
    /// The documented field is `max_tokens`, and usage comes when it is asked for (wire sheet B2).
    static let dialect = ChatDialect(tokenLimit: .maxTokens, asksForUsage: true)
}
