import EaselCore
import Testing

/// Pictures of `generateContent`.
struct GeminiImageCheck: EndpointCheck {
    let name = "Gemini pictures"

    func claims(_ exchange: RecordedExchange) -> Bool {
        exchange.address.hasSuffix(":generateContent") && exchange.address.contains("-image:")
    }

    func check(_ exchange: RecordedExchange, _ chunking: Chunking) async throws {
        let place = "\(exchange) \(chunking)"
        let replay = try Replay("vertex", exchange.response, chunking)
        let outcome = try await replay.provider.outcome(.image, "gemini-3.1-flash-lite-image")
        let batch = try #require(outcome.batch, "\(place): \(String(describing: outcome.failure))")
        let reading = GeminiReading(exchange)
        #expect(!reading.media.isEmpty)
        #expect(batch.items.map(\.recordedForm) == reading.media, "\(place)")
        #expect(batch.text ?? "" == reading.text, "\(place)")
        #expect(batch.usage?.inputTokens.map(Int64.init) == reading.inputTokens, "\(place)")
        #expect(batch.usage?.outputTokens.map(Int64.init) == reading.outputTokens, "\(place)")
    }
}
