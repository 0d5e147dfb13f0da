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
        var request = request
        if request.model == LocalOpenAICatalog.firstListed { request.model = try await firstModel(of: server) }
        let resolved = request
        do {
            return try await client.watching(server) { () async throws(EaselError) in
                try await chat.stream(resolved, over: client.api(of: server), onEvent: onEvent)
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

    private func firstModel(of server: LocalOpenAIServer) async throws(EaselError) -> ModelID {
        if let model = server.firstModel { return ModelID(rawValue: model) }
        if let model = try await client.models().first?.id { return ModelID(rawValue: model) }
        throw EaselError(
            .modelNotFound, "The local server at \(server.base.absoluteString) has no model.",
            remedy: "Fetch one, for example `ollama pull llama3.2`.", provider: LocalOpenAIProvider.id)
    }
}
