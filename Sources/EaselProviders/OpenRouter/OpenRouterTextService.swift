import EaselCore
import EaselProviderKit

/// Text from OpenRouter: `POST /chat/completions`, streamed (wire sheet A3).
struct OpenRouterTextService: TextModelService {
    let client: OpenRouterClient

    func stream(
        _ request: TextRequest, onEvent: @Sendable (TextEvent) async -> Void
    ) async throws(EaselError) -> TextCompletion {
        try await OpenRouterTextWire.chat.stream(
            try OpenRouterTextWire.checked(request), over: client.api, adding: OpenRouterTextWire.extras,
            onEvent: onEvent)
    }

    func preview(_ request: TextRequest) async throws(EaselError) -> RequestPreview {
        try OpenRouterTextWire.chat.preview(
            try OpenRouterTextWire.checked(request), over: client.api, adding: OpenRouterTextWire.extras)
    }
}
