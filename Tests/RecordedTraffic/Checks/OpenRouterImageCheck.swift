import EaselCore
import Testing

/// `POST /images`: pictures as base64 in JSON.
struct OpenRouterImageCheck: EndpointCheck {
    let name = "OpenRouter images"

    func claims(_ exchange: RecordedExchange) -> Bool { exchange.address == "https://openrouter.ai/api/v1/images" }

    func check(_ exchange: RecordedExchange, _ chunking: Chunking) async throws {
        let place = "\(exchange) \(chunking)"
        let model = ModelID(rawValue: exchange.sent?["model"]?.string ?? "")
        let replay = try Replay("openrouter", exchange.response, chunking)
        let outcome = try await replay.provider.outcome(.image, model)
        let answer = try #require(exchange.answer)
        let batch = try #require(outcome.batch, "\(place): \(String(describing: outcome.failure))")
        #expect(
            batch.items.map(\.recordedForm) == answer["data"]?.elements.compactMap { $0["b64_json"]?.string },
            "\(place)")
        #expect(
            batch.items.map(\.declaredType?.rawValue) == answer["data"]?.elements.map { $0["media_type"]?.string },
            "\(place)")
        #expect(batch.usage?.costUSD == answer["usage"]?["cost"]?.double, "\(place)")
        #expect(batch.usage?.inputTokens.map(Int64.init) == answer["usage"]?["prompt_tokens"]?.integer, "\(place)")
        #expect(batch.usage?.outputTokens.map(Int64.init) == answer["usage"]?["completion_tokens"]?.integer, "\(place)")
        #expect(batch.warnings.isEmpty, "\(place)")
    }
}
