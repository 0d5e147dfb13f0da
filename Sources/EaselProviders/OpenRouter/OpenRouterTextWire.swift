import EaselCore
import EaselProviderKit

/// How OpenRouter's chat differs from OpenAI's.
enum OpenRouterTextWire {
    /// `max_tokens` is deprecated, and usage always comes: asking for it has no effect (wire sheet A3.1).
    static let dialect = ChatDialect(
        tokenLimit: .maxCompletionTokens, asksForUsage: false, attachments: Set(ChatAttachment.allCases),
        nestsDottedNames: true)

    static let chat = ChatTextService(dialect)

    /// Nothing beyond the conversation: text is what a chat answers with.
    static let extras = ChatExtras()

    static func checked(_ request: TextRequest) throws(EaselError) -> TextRequest {
        var request = request
        request.parameters = try OpenRouterRouting.checked(request.parameters, .chat)
        return request
    }

    /// A request for pictures or sound as the chat that asks for them.
    static func request<Kind: MediaKind>(
        _ request: MediaRequest<Kind>, inputs: [MediaInput]
    ) throws(EaselError) -> TextRequest {
        try checked(
            TextRequest(
                model: request.model, prompt: request.prompt, inputs: inputs, parameters: request.parameters))
    }
}
