import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

/// The output of fal.ai's picture models, recorded at `fal.run`; the queue hands out the same body at `response_url`.
struct FalOutputCheck: EndpointCheck {
    let name = "fal.ai pictures"

    func claims(_ exchange: RecordedExchange) -> Bool {
        exchange.address.hasPrefix("https://fal.run/")
            && !["/whisper", "/wizper"].contains { exchange.address.hasSuffix($0) }
    }

    func check(_ exchange: RecordedExchange, _ chunking: Chunking) async throws {
        let place = "\(exchange) \(chunking)"
        guard exchange.response.status == 200 else { return try await checkFailure(exchange, chunking, place) }
        let outcome = try await replay(exchange, chunking).provider.outcome(.image, model(exchange))
        let batch = try #require(outcome.batch, "\(place): \(String(describing: outcome.failure))")
        let answer = try #require(exchange.answer)
        let pictures = answer["images"]?.elements ?? []
        #expect(!pictures.isEmpty)
        #expect(batch.items.map(\.recordedForm) == pictures.compactMap { $0["url"]?.string }, "\(place)")
        #expect(batch.items.map(\.declaredType?.rawValue) == pictures.map { $0["content_type"]?.string }, "\(place)")
        #expect(batch.items.map(\.pixels?.width) == pictures.map { $0["width"]?.integer.map(Int.init) }, "\(place)")
        #expect(batch.items.map(\.pixels?.height) == pictures.map { $0["height"]?.integer.map(Int.init) }, "\(place)")
        #expect(batch.items.allSatisfy { $0.trust != .withCredential }, "\(place)")
        #expect(batch.seed == answer["seed"]?.integer, "\(place)")
        let flags = answer["has_nsfw_concepts"]?.elements.map { $0.bool == true } ?? pictures.map { _ in false }
        #expect(batch.items.map(\.isFiltered) == flags, "\(place)")
        #expect(batch.warnings.contains { $0.kind == .filtered } == flags.contains(true), "\(place)")
    }

    /// As the model's own failure, told with the result, and as a refusal of the submit.
    private func checkFailure(_ exchange: RecordedExchange, _ chunking: Chunking, _ place: String) async throws {
        let atOnce = try await Replay("fal", exchange.response, chunking).provider.outcome(.image, model(exchange))
        StatusTable.expect(atOnce.error, for: exchange.response, place)
        guard exchange.contentType == "application/json" else { return }
        let later = try await replay(exchange, chunking).provider.outcome(.image, model(exchange))
        #expect(later.failure.map { StatusTable.kinds(exchange.response.status).contains($0.kind) } == true, "\(place)")
        let words = exchange.answer?["detail"]?.string ?? exchange.answer?["detail"]?[0]?["msg"]?.string
        let quoted = String(words?.prefix(40) ?? "?")
        #expect(later.failure?.message.contains(quoted) == true, "\(place): \(String(describing: later.failure))")
    }

    private func model(_ exchange: RecordedExchange) -> ModelID {
        let id = String(exchange.address.dropFirst("https://fal.run/".count))
        // An alias that the SDK had not been given: not an endpoint's name to Easel.
        return ModelID(rawValue: id.contains("/") ? id : id + "/none")
    }

    private func replay(_ exchange: RecordedExchange, _ chunking: Chunking) throws -> Replay {
        let result = CannedTransport.Reply(exchange.response, chunking)
        return try Replay("fal") { (call) throws(EaselError) in
            if call.method == .post { return .json(#"{"request_id":"recorded-1"}"#) }
            return call.url.path().hasSuffix("/status") ? .json(#"{"status":"COMPLETED"}"#) : result
        }
    }
}
