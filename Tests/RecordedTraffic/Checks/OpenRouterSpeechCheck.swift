import EaselCore
import Testing

/// `POST /audio/speech`: the answer is the sound itself.
struct OpenRouterSpeechCheck: EndpointCheck {
    let name = "OpenRouter speech"

    func claims(_ exchange: RecordedExchange) -> Bool {
        exchange.address == "https://openrouter.ai/api/v1/audio/speech"
    }

    func check(_ exchange: RecordedExchange, _ chunking: Chunking) async throws {
        let place = "\(exchange) \(chunking)"
        let replay = try Replay("openrouter", exchange.response, chunking)
        let model = ModelID(rawValue: exchange.sent?["model"]?.string ?? "")
        let outcome = try await replay.provider.outcome(.speech, model)
        let batch = try #require(outcome.batch, "\(place): \(String(describing: outcome.failure))")
        let item = try #require(batch.items.first, "\(place)")
        guard case .bytes(let sound) = item.source else {
            Issue.record("\(place): \(item)")
            return
        }
        #expect(sound == exchange.response.body && !sound.isEmpty, "\(place)")
        #expect(item.declaredType?.rawValue == exchange.contentType, "\(place)")
    }
}
