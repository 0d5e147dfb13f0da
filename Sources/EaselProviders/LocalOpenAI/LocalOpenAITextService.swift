import EaselCore
import EaselProviderKit
import Foundation

/// Text from a local server: `POST /chat/completions`, streamed (wire sheet C3).
struct LocalOpenAITextService: TextModelService {
    let client: LocalOpenAIClient
    private let chat = ChatTextService(LocalOpenAITextWire.dialect)

    init(client: LocalOpenAIClient) { self.client = client }

    func stream(
        _ request: TextRequest, onEvent: @Sendable (TextEvent) async -> Void
    ) async throws(EaselError) -> TextCompletion {
        let server = try await client.server()
        do {
            return try await client.watching(server) { () async throws(EaselError) in
                try await chat.stream(request, over: client.api(of: server), onEvent: onEvent)
            }
        } catch {
            // Ollama ends a stream without a word when its runner dies (C3).
            guard error.kind == .invalidResponse, server.kind == .ollama else { throw error }
            throw error.with {
                $0.remedy = "Ollama stopped in the middle: its log says why (often memory). Send again."
            }
        }
    }

    func preview(_ request: TextRequest) async throws(EaselError) -> RequestPreview {
        try await chat.preview(request, over: client.expected())
    }
}
