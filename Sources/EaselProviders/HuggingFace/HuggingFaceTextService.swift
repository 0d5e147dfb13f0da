import EaselCore
import EaselProviderKit

/// Text from the router: `POST /v1/chat/completions`, streamed; the router reads the suffix of the model's id itself
/// (wire sheet B2).
struct HuggingFaceTextService: TextModelService {
    let client: HuggingFaceClient
    private let chat = ChatTextService(HuggingFaceTextWire.dialect)

    init(client: HuggingFaceClient) { self.client = client }

    func stream(
        _ request: TextRequest, onEvent: @Sendable (TextEvent) async -> Void
    ) async throws(EaselError) -> TextCompletion {
        try await chat.stream(request, over: client.chat, onEvent: onEvent)
    }

    func preview(_ request: TextRequest) async throws(EaselError) -> RequestPreview {
        try chat.preview(request, over: client.chat)
    }
}
