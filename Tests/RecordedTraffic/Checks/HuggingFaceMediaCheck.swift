import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

/// Pictures and speech of the inference providers behind Hugging Face's router, recorded at the router or at the provider
/// itself: the router passes their bodies on.
struct HuggingFaceMediaCheck: EndpointCheck {
    /// The provider's name in the Hub's mappings.
    var route: String
    var modality: Modality
    var task: String
    var isOurs: @Sendable (String) -> Bool

    var name: String { "Hugging Face \(modality) at \(route)" }

    func claims(_ exchange: RecordedExchange) -> Bool {
        exchange.collection == "huggingface.js" && exchange.request.method == "POST" && isOurs(exchange.address)
    }

    func check(_ exchange: RecordedExchange, _ chunking: Chunking) async throws {
        let place = "\(exchange) \(chunking)"
        var response = exchange.response
        // Media were stored without their bytes: the recorded header, with bytes of our own.
        let stand = Data([0x89, 0x50, 0x4E, 0x47])
        let isFile = response.status == 200 && response.body.isEmpty
        if isFile { response.body = stand }
        let outcome = try await replay(response, chunking).provider.outcome(modality, "an/model")
        guard response.status < 300 else {
            return StatusTable.expect(outcome.error, for: response, place)
        }
        if let status = exchange.answer?["status"]?.string, status != "succeeded" {
            // Replicate's `Prefer: wait` handed out the output of a prediction that was still running.
            guard case .running? = outcome.value else { return expectOutput(outcome, exchange, place) }
            return
        }
        guard isFile else { return expectOutput(outcome, exchange, place) }
        #expect(outcome.batch?.items.map(\.recordedForm) == ["4 bytes"], "\(place): \(outcome)")
        #expect(outcome.batch?.items.first?.declaredType?.rawValue == exchange.contentType, "\(place)")
        let empty = try await replay(exchange.response, chunking).provider.outcome(modality, "an/model")
        #expect(empty.failure?.kind == .invalidResponse, "\(place): an empty body is no media")
    }

    private func expectOutput(_ outcome: Outcome<RemoteJobStatus>, _ exchange: RecordedExchange, _ place: String) {
        #expect(outcome.batch?.items.map(\.recordedForm) == Self.media(exchange.answer), "\(place): \(outcome)")
        #expect(outcome.batch?.items.allSatisfy { $0.trust != .withCredential } == true, "\(place)")
    }

    /// Wherever the three shapes keep their media: OpenAI's `data`, fal's `images` and `audio`, Replicate's `output`.
    private static func media(_ answer: JSONValue?) -> [String] {
        let data = (answer?["data"]?.elements ?? []).compactMap { ($0["b64_json"] ?? $0["url"])?.string }
        let files = ((answer?["images"]?.elements ?? []) + [answer?["audio"]].compactMap(\.self)).compactMap {
            $0["url"]?.string
        }
        let outputs =
            [answer?["output"]?.string].compactMap(\.self) + (answer?["output"]?.elements ?? []).compactMap(\.string)
        return data + files + outputs
    }

    private func replay(_ response: RecordedExchange.Response, _ chunking: Chunking) throws -> Replay {
        let recorded = CannedTransport.Reply(response, chunking)
        let entry = #"{"status":"live","providerId":"an/id","task":"\#(task)"}"#
        let page = #"{"id":"an/model","inferenceProviderMapping":{"\#(route)":\#(entry)}}"#
        return try Replay("huggingface") { (call) throws(EaselError) in
            call.url.path().contains("/api/models/") ? .json(page) : recorded
        }
    }
}
