import EaselCore
import EaselProviderKit
import EaselTestSupport
import Testing

/// A model's page at the Hub, asked for before a picture is ordered.
struct HuggingFacePageCheck: EndpointCheck {
    let name = "Hugging Face Hub pages"

    func claims(_ exchange: RecordedExchange) -> Bool {
        exchange.address.hasPrefix("https://huggingface.co/api/models/")
    }

    func check(_ exchange: RecordedExchange, _ chunking: Chunking) async throws {
        let recorded = CannedTransport.Reply(exchange.response, chunking)
        let replay = try Replay("huggingface") { (call) throws(EaselError) in
            call.method == .get ? recorded : .json("{}")
        }
        let id = exchange.address.dropFirst("https://huggingface.co/api/models/".count)
        let outcome = try await replay.provider.outcome(.image, ModelID(rawValue: String(id)))
        // The recorded pages name no inference provider: the model is there, and nobody serves it.
        #expect(exchange.answer?["id"]?.string == String(id))
        #expect(exchange.answer?["inferenceProviderMapping"] == nil)
        #expect(outcome.error?.kind == .unsupported, "\(exchange) \(chunking): \(outcome)")
        #expect(replay.transport.calls.count == 1, "nothing is ordered")
    }
}
