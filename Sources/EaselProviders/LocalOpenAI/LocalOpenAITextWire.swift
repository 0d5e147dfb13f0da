import EaselProviderKit

/// How local servers differ from OpenAI's chat.
enum LocalOpenAITextWire {
    /// `max_tokens` is the one spelling that all five servers know; usage comes only when asked for, except at llama.cpp
    /// (wire sheet C3). Differences in what they answer (`reasoning` or `reasoning_content`, where usage sits, errors before
    /// `[DONE]`) are read by the shared decoder in any form.
    static let dialect = ChatDialect(tokenLimit: .maxTokens, asksForUsage: true)
}
