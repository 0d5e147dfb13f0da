import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

/// Chat of the OpenAI protocol, streamed or in one piece.
struct ChatCheck: EndpointCheck {
    var name: String
    var provider: ProviderID
    var isOurs: @Sendable (RecordedExchange) -> Bool

    init(name: String, provider: ProviderID, claims: @escaping @Sendable (RecordedExchange) -> Bool) {
        self.name = name
        self.provider = provider
        self.isOurs = claims
    }

    func claims(_ exchange: RecordedExchange) -> Bool { isOurs(exchange) }

    func check(_ exchange: RecordedExchange, _ chunking: Chunking) async throws {
        let place = "\(exchange) \(chunking)"
        let outcome = try await stream(exchange, CannedTransport.Reply(exchange.response, chunking))
        guard (200..<300).contains(exchange.response.status) else {
            return StatusTable.expect(outcome.error, for: exchange.response, place)
        }
        let reading = ChatReading(exchange)
        guard let finish = reading.finishReason, reading.error == nil else {
            #expect(outcome.error != nil, "\(place): no finish reason was recorded")
            return
        }
        #expect(outcome.error == nil, "\(place): \(String(describing: outcome.error))")
        let answer = try #require(outcome.value, "\(place)")
        #expect(answer.text == reading.text, "\(place)")
        #expect(answer.reasoning == reading.reasoning, "\(place)")
        #expect(answer.media.count == reading.pictures, "\(place)")
        #expect(answer.completion?.finish == finish, "\(place)")
        expect(answer.completion?.usage, reading.usage, place)
        if chunking == .whole { try await expectNoSuccessWhenCut(exchange) }
    }

    private func expect(_ usage: Usage?, _ recorded: JSONValue?, _ place: String) {
        #expect(usage?.inputTokens.map(Int64.init) == recorded?["prompt_tokens"]?.integer, "\(place)")
        #expect(usage?.outputTokens.map(Int64.init) == recorded?["completion_tokens"]?.integer, "\(place)")
        #expect(usage?.costUSD == recorded?["cost"]?.double, "\(place)")
        #expect(usage.map { !$0.costIsEstimate } != true || recorded?["cost"] != nil, "\(place)")
    }

    /// The same answer without its second half, once as if the server had ended it and once as a lost connection.
    private func expectNoSuccessWhenCut(_ exchange: RecordedExchange) async throws {
        for ending in [CannedTransport.Reply.Ending.complete, .broken] {
            var reply = CannedTransport.Reply(exchange.response)
            reply.chunks = [Array(exchange.response.body.prefix(exchange.response.body.count / 2))]
            reply.ending = ending
            let error = try await stream(exchange, reply).error
            #expect(error?.kind == (ending == .broken ? .unavailable : .invalidResponse), "\(exchange) cut")
        }
    }

    private func stream(
        _ exchange: RecordedExchange, _ reply: CannedTransport.Reply
    ) async throws -> Outcome<StreamedText> {
        let replay = try Replay(provider) { (call) throws(EaselError) in
            // Whoever looks for a model or its server first is answered as if it were there.
            call.method == .get ? .json(#"{"object":"list","data":[{"id":"recorded-model"}]}"#) : reply
        }
        let service = try #require(replay.provider.services.text)
        let model = exchange.sent?["model"]?.string ?? "recorded-model"
        let request = TextRequest(model: ModelID(rawValue: model), prompt: "a prompt")
        return await Outcome.of { () async throws(EaselError) in try await StreamedText.of(request, service) }
    }
}
