import EaselCore
import EaselProviderKit

/// Speech: Gemini's own voices through `generateContent`, Chirp through Cloud Text-to-Speech (wire sheet 5). Both answer
/// at once.
struct GoogleVertexSpeechService: TTSService {
    let client: GoogleVertexClient

    func submit(_ request: SpeechRequest) async throws(EaselError) -> Submission {
        let request = Self.routed(request)
        if GoogleVertexRoute(request.facts) == .cloudSpeech { return try await client.synthesize(request) }
        let site = try client.site(for: request)
        let (body, warnings) = try GoogleVertexSpeechWire.body(request, at: site)
        let answer = try await client.generate(body, request.model, at: site)
        var batch: MediaBatch
        do {
            batch = try GoogleVertexSpeechWire.batch(answer)
        } catch {
            throw try client.api(site).failure(error).with { $0.mayHaveBeenAccepted = true }
        }
        guard !batch.items.isEmpty else { throw try client.empty(answer, text: batch.text, at: site) }
        batch.warnings = warnings
        return .completed(batch)
    }

    func preview(_ request: SpeechRequest) async throws(EaselError) -> RequestPreview {
        let request = Self.routed(request)
        if GoogleVertexRoute(request.facts) == .cloudSpeech { return try client.synthesisPreview(request) }
        let site = try client.site(for: request)
        let body = try GoogleVertexSpeechWire.body(request, at: site).body
        return try client.api(site).preview(try client.generation(body, request.model, at: site))
    }

    func voices(for model: ModelID) async throws(EaselError) -> [Voice] {
        Self.isChirp(model) ? try await client.cloudVoices() : []
    }

    /// A voice model of Cloud Text-to-Speech that nobody described goes the way of its family.
    private static func routed(_ request: SpeechRequest) -> SpeechRequest {
        guard request.facts.route == nil, isChirp(request.model) else { return request }
        var request = request
        request.facts.route = GoogleVertexRoute.cloudSpeech.rawValue
        return request
    }

    private static func isChirp(_ model: ModelID) -> Bool { model.rawValue.hasPrefix("chirp") }
}
