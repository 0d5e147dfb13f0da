import EaselCore
import EaselProviderKit
import Foundation

/// Speech from OpenRouter: `POST /audio/speech`, answered with the sound itself (wire sheet A5.1).
struct OpenRouterSpeechService: TTSService {
    let client: OpenRouterClient

    func submit(_ request: SpeechRequest) async throws(EaselError) -> Submission {
        let wire = try OpenRouterSpeechWire.Request(request)
        let call = try call(wire)
        let reply = try await client.api.send(call)
        let bytes = try await client.body(of: reply, limit: 512 << 20)
        // An error inside a success would be JSON; a web page comes from a proxy (E4).
        let family = reply.contentType?.family
        guard family != "text", reply.contentType != "application/json", !bytes.isEmpty else {
            let none = EaselError(.invalidResponse, "OpenRouter's answer holds no sound.")
            throw client.failure(in: bytes, of: reply) ?? client.unread(none, call)
        }
        var batch = MediaBatch(items: [
            OpenRouterSpeechWire.reference(bytes, contentType: reply.headers["Content-Type"])
        ])
        batch.warnings = wire.warnings
        batch.usage = try await cost(of: reply.headers["X-Generation-Id"])
        return .completed(batch)
    }

    func voices(for model: ModelID) async throws(EaselError) -> [Voice] {
        let entry = try await client.model(model)
        return (entry?.supportedVoices?.elements ?? []).map { Voice(id: $0) }
    }

    func preview(_ request: SpeechRequest) async throws(EaselError) -> RequestPreview {
        client.api.preview(try call(OpenRouterSpeechWire.Request(request)))
    }

    private func call(_ wire: OpenRouterSpeechWire.Request) throws(EaselError) -> HTTPCall {
        var call = try client.api.post("audio/speech", body: wire, patience: .generation)
        call.headers.set("Accept", "audio/*, application/json")
        return call
    }

    /// Looks once: the record may not be there yet (A8.4), and sound that is here is not held back for its price.
    private func cost(of id: String?) async throws(EaselError) -> Usage? {
        guard let id else { return nil }
        let patience = HTTPPatience(head: .seconds(5), idle: .seconds(5))
        let call = try client.api.call(.get, "generation", query: [("id", id)], patience: patience)
        do {
            let receipt = try await client.value(OpenRouterSpeechWire.Receipt.self, from: call)
            return receipt.data.cost?.value.map { Usage(costUSD: $0, costIsEstimate: false) }
        } catch {
            if error.kind == .cancelled { throw error }
            return nil
        }
    }
}
