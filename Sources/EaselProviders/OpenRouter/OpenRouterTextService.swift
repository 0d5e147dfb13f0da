import EaselCore
import EaselProviderKit

/// Text from OpenRouter: `POST /chat/completions`, streamed (wire sheet A3).
struct OpenRouterTextService: TextModelService {
    let client: OpenRouterClient
    private let chat = ChatTextService(OpenRouterTextWire.dialect)

    init(client: OpenRouterClient) { self.client = client }

    func stream(
        _ request: TextRequest, onEvent: @Sendable (TextEvent) async -> Void
    ) async throws(EaselError) -> TextCompletion {
        try await chat.stream(request, over: client.api, onEvent: onEvent)
    }

    func preview(_ request: TextRequest) async throws(EaselError) -> RequestPreview {
        try chat.preview(request, over: client.api)
    }
}
