import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

/// Predictions: create, ask, cancel, and what is refused.
struct ReplicatePredictionCheck: EndpointCheck {
    let name = "Replicate predictions"

    func claims(_ exchange: RecordedExchange) -> Bool {
        exchange.address.hasPrefix("https://api.replicate.com/v1/") && exchange.address.contains("/predictions")
    }

    func check(_ exchange: RecordedExchange, _ chunking: Chunking) async throws {
        let place = "\(exchange) \(chunking)"
        switch (exchange.request.method, exchange.address.hasSuffix("/cancel")) {
        case ("POST", true): try await checkCancel(exchange, chunking, place)
        case ("POST", false) where exchange.address.contains("llama"): try await checkText(exchange, chunking, place)
        case ("POST", false): try await checkCreation(exchange, chunking, place)
        default: try await checkStatus(exchange, chunking, place)
        }
    }

    private func checkCreation(_ exchange: RecordedExchange, _ chunking: Chunking, _ place: String) async throws {
        let replay = try Replay("replicate", exchange.response, chunking)
        let service = try #require(replay.provider.services.image)
        let request = ImageRequest(model: model(exchange), prompt: "a prompt")
        let outcome = await Outcome.of { () async throws(EaselError) in try await service.submit(request) }
        guard exchange.response.status == 201 else {
            StatusTable.expect(outcome.error, for: exchange.response, place)
            let words = exchange.answer?["detail"]?.string?.prefix { !$0.isNewline }.prefix(30) ?? "?"
            #expect(outcome.error?.message.contains(words) == true, "\(place)")
            return
        }
        let answer = try #require(exchange.answer)
        // Not finished, whatever it holds already: `Prefer: wait` hands out output while the status is `processing`.
        #expect(["starting", "processing"].contains(answer["status"]?.string))
        guard case .accepted(let job)? = outcome.value else {
            Issue.record("\(place): \(outcome)")
            return
        }
        #expect(job.id == answer["id"]?.string, "\(place)")
        _ = try? await service.status(of: job)
        #expect(replay.transport.calls.last?.url.absoluteString == answer["urls"]?["get"]?.string, "\(place)")
    }

    private func checkStatus(_ exchange: RecordedExchange, _ chunking: Chunking, _ place: String) async throws {
        let answer = try #require(exchange.answer)
        let replay = try asking(exchange, chunking)
        let outcome = try await replay.provider.outcome(.image, model(exchange))
        let logs = answer["logs"]?.string ?? ""
        switch (answer["status"]?.string, outcome.value) {
        case ("starting"?, .queued(nil)?): break
        case ("processing"?, .running(let progress, let log)?):
            let bars = logs.matches(of: /(\d{1,3})%\|/).compactMap { Double($0.1) }
            #expect(progress == bars.last.map { $0 / 100 }, "\(place)")
            let lines = logs.split(whereSeparator: \.isNewline).map(String.init)
            #expect(log.map(\.message).last == lines.last, "\(place)")
        case ("succeeded"?, .completed(let batch)?):
            #expect(batch.items.map(\.recordedForm) == answer["output"]?.elements.compactMap(\.string), "\(place)")
            #expect(batch.items.allSatisfy { $0.trust == .withoutCredential }, "\(place)")
            #expect(batch.warnings.isEmpty, "\(place)")
        default: Issue.record("\(place): \(outcome)")
        }
    }

    private func checkCancel(_ exchange: RecordedExchange, _ chunking: Chunking, _ place: String) async throws {
        let replay = try asking(exchange, chunking)
        let service = try #require(replay.provider.services.image)
        let request = ImageRequest(model: model(exchange), prompt: "a prompt")
        guard case .accepted(let job) = try await service.submit(request) else {
            Issue.record("\(place): no job")
            return
        }
        let wasStarted = exchange.answer?["started_at"]?.string != nil
        #expect(try await service.cancel(job) == (wasStarted ? .requested : .removed), "\(place)")
        #expect(replay.transport.calls.last?.url.absoluteString == exchange.request.url, "\(place)")
    }

    /// The record that ends a text prediction was not recorded: it is the recorded one, said to have succeeded.
    private func checkText(_ exchange: RecordedExchange, _ chunking: Chunking, _ place: String) async throws {
        let answer = try #require(exchange.answer)
        var ended = answer.members
        ended["status"] = "succeeded"
        ended["output"] = answer["output"] ?? .array(["a word"])
        let last = CannedTransport.Reply.json(try JSONText.encode(JSONValue.object(ended)))
        let first = CannedTransport.Reply(exchange.response, chunking)
        let replay = try Replay("replicate") { (call) throws(EaselError) in
            if call.method == .post { return first }
            return call.url.host() == "api.replicate.com" ? last : .html(status: 404)
        }
        let service = try #require(replay.provider.services.text)
        let request = TextRequest(model: model(exchange), prompt: "a prompt")
        let outcome = await Outcome.of { () async throws(EaselError) in try await StreamedText.of(request, service) }
        let text = ended["output"]?.elements.compactMap(\.string).joined()
        #expect(outcome.value?.text == text, "\(place): \(String(describing: outcome.error))")
        #expect(outcome.value?.completion?.finish == .stop, "\(place)")
    }

    /// A job of the exchange's id, whose status or cancellation answers as recorded.
    private func asking(_ exchange: RecordedExchange, _ chunking: Chunking) throws -> Replay {
        let id = exchange.answer?["id"]?.string ?? "?"
        let reply = CannedTransport.Reply(exchange.response, chunking)
        let isCancel = exchange.address.hasSuffix("/cancel")
        return try Replay("replicate") { (call) throws(EaselError) in
            if call.method == .post, !(isCancel && call.url.path().hasSuffix("/cancel")) {
                return .json(#"{"id":"\#(id)","status":"starting","urls":{}}"#, status: 201)
            }
            return reply
        }
    }

    private func model(_ exchange: RecordedExchange) -> ModelID {
        let version = exchange.sent?["version"]?.string ?? exchange.answer?["version"]?.string ?? "0"
        let parts = exchange.address.split(separator: "/")
        if let index = parts.firstIndex(of: "models"), parts.count > index + 2 {
            return ModelID(rawValue: "\(parts[index + 1])/\(parts[index + 2])")
        }
        return ModelID(rawValue: "owner/name:\(version)")
    }
}
