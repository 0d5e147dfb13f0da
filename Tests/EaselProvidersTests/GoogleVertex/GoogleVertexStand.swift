import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

/// A bench on a scripted transport, with ways to ask for text, pictures and speech.
struct GoogleVertexStand: Sendable {
    let bench: GoogleVertexMediaBench
    let transport: CannedTransport

    init(
        _ replies: CannedTransport.Reply, token: Bool = false, key: String? = "AIza-test-key",
        settings: [String: String] = ["project": "studio-1"]
    ) throws {
        try self.init(CannedTransport(replies), token: token, key: key, settings: settings)
    }

    init(
        _ transport: CannedTransport, token: Bool = false, key: String? = "AIza-test-key",
        settings: [String: String] = ["project": "studio-1"]
    ) throws {
        self.transport = transport
        bench = try GoogleVertexMediaBench(transport, token: token, key: key, settings: settings)
    }

    func text(
        _ model: ModelID = "gemini-3.8-flash", _ values: ParameterValues = [:], prompt: String = "a prompt",
        conversation: [TextRequest.Turn] = [], inputs: [MediaInput] = []
    ) async throws(EaselError) -> (events: [TextEvent], completion: TextCompletion) {
        try await bench.write(model, values, prompt: prompt, conversation: conversation, inputs: inputs)
    }

    func image(
        _ model: ModelID = "gemini-nano-banana-2.1", _ values: ParameterValues = [:], inputs: [MediaInput] = []
    ) async throws(EaselError) -> MediaBatch {
        guard let service = bench.provider.services.image else { throw EaselError(.unsupported, "no image") }
        return try await Self.batch(service, bench.request(model, "a prompt", values, inputs: inputs))
    }

    func speech(
        _ model: ModelID = "gemini-3.8-flash-tts", _ values: ParameterValues = [:], prompt: String = "a prompt"
    ) async throws(EaselError) -> MediaBatch {
        guard let service = bench.provider.services.speech else { throw EaselError(.unsupported, "no speech") }
        return try await Self.batch(service, bench.request(model, prompt, values))
    }

    private static func batch<Service: MediaService>(
        _ service: Service, _ request: Service.Request
    ) async throws(EaselError) -> MediaBatch {
        guard case .completed(let batch) = try await service.submit(request) else {
            throw EaselError(.invalidResponse, "not completed")
        }
        return batch
    }
}

extension GoogleVertexMediaBench {
    /// Streams text and returns all that came before the end.
    func write(
        _ model: ModelID, _ values: ParameterValues = [:], prompt: String, conversation: [TextRequest.Turn] = [],
        inputs: [MediaInput] = []
    ) async throws(EaselError) -> (events: [TextEvent], completion: TextCompletion) {
        guard let service = provider.services.text else { throw EaselError(.unsupported, "no text") }
        let card = provider.models.curated.first { $0.model == model }
        var request = TextRequest(
            model: model, prompt: prompt, conversation: conversation, inputs: inputs,
            parameters: RequestParameters(values: values, specs: card?.parameters ?? []))
        request.facts = card.map(ModelFacts.init) ?? ModelFacts()
        let heard = GoogleVertexHeard()
        let completion = try await service.stream(request) { await heard.add($0) }
        return (await heard.events, completion)
    }
}

private actor GoogleVertexHeard {
    var events: [TextEvent] = []
    func add(_ event: TextEvent) { events.append(event) }
}

extension [TextEvent] {
    /// The answer's words, joined.
    var words: String { compactMap { if case .delta(let text) = $0 { text } else { nil } }.joined() }

    /// The thoughts, joined.
    var thoughts: String { compactMap { if case .reasoning(let text) = $0 { text } else { nil } }.joined() }
}
