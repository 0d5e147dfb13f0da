import EaselCore
import EaselProviderKit
import Foundation

/// Spoken words from a local server: `POST /audio/speech`, answered with the sound itself (wire sheet C6).
struct LocalOpenAISpeechService: TTSService {
    let client: LocalOpenAIClient

    func submit(_ request: SpeechRequest) async throws(EaselError) -> Submission {
        let wire = try LocalOpenAISpeechWire.Request(request)
        let server = try await client.server()
        return try await client.watching(server) { () async throws(EaselError) in
            let api = client.api(of: server)
            let reply = try await client.reply(of: server, .speech, to: try Self.call(wire, api))
            var batch = try await Self.batch(reply, api)
            batch.warnings = wire.warnings
            return .completed(batch)
        }
    }

    /// `GET /audio/voices` of vllm-omni and of Kokoro's servers; empty where there is none.
    func voices(for model: ModelID) async throws(EaselError) -> [Voice] {
        let server = try await client.server()
        guard try await client.has(.speech, at: server) else { return [] }
        let api = client.api(of: server)
        let reply = try await api.answer(to: try api.call(.get, "audio/voices"), access: .open)
        guard reply.isSuccess else { return [] }
        return try await api.decode(LocalOpenAISpeechWire.Voices.self, from: reply).voices
    }

    func preview(_ request: SpeechRequest) async throws(EaselError) -> RequestPreview {
        let api = await client.expected()
        return api.preview(try Self.call(try LocalOpenAISpeechWire.Request(request), api))
    }

    private static func call(_ wire: LocalOpenAISpeechWire.Request, _ api: APIClient) throws(EaselError) -> HTTPCall {
        var call = try api.post(LocalOpenAIRoute.speech.rawValue, body: wire, patience: .generation)
        call.headers.set("Accept", "*/*")
        return call
    }

    /// What the server declares counts, and not what was asked for: LocalAI sends WAV whatever it is asked (C6).
    private static func batch(_ reply: HTTPReply, _ api: APIClient) async throws(EaselError) -> MediaBatch {
        do {
            let declared = reply.contentType
            guard let declared, declared.rawValue.hasSuffix("json") || declared == "text/html" else {
                let bytes = try await reply.collect(limit: 256 << 20)
                guard !bytes.isEmpty else { throw EaselError(.invalidResponse, "The server sent an empty sound.") }
                return MediaBatch(items: [MediaReference(.bytes(bytes), declaredType: declared)])
            }
            let body = try await reply.collectExplanation(limit: 256 << 10)
            if (try? JSONDecoder().decode(LocalOpenAISpeechWire.Refusal.self, from: body)) != nil {
                throw api.failure(status: 0, headers: [:], body: body)
            }
            throw EaselError(.invalidResponse, "The server sent \(declared) in place of sound.")
        } catch {
            throw api.failure(error).with { if $0.kind == .invalidResponse { $0.mayHaveBeenAccepted = true } }
        }
    }
}
