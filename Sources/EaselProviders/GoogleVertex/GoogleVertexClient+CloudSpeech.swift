import EaselCore
import EaselProviderKit

/// Speech of Cloud Text-to-Speech, which answers at once (wire sheet 5.2).
extension GoogleVertexClient {
    func synthesize(_ request: SpeechRequest) async throws(EaselError) -> Submission {
        let body = try GoogleVertexCloudSpeechWire.Request(request)
        // Asked for what it throws: this API takes a token and no key.
        let site = try site(for: request)
        let answer = try await speech.value(
            GoogleVertexCloudSpeechWire.Answer.self, from: try synthesisCall(body), limit: Self.largestAnswer)
        guard !answer.audioContent.isEmpty else {
            throw speech.failure(EaselError(.invalidResponse, "Google answered without any sound."))
        }
        let item = MediaReference(.base64(answer.audioContent), declaredType: body.type)
        return .completed(MediaBatch(items: [item], warnings: site.notices + body.warnings))
    }

    func synthesisPreview(_ request: SpeechRequest) throws(EaselError) -> RequestPreview {
        _ = try site(for: request)
        return speech.preview(try synthesisCall(try GoogleVertexCloudSpeechWire.Request(request)))
    }

    /// The voices of Chirp 3 HD in every language; older ones of the same API are left out.
    func cloudVoices() async throws(EaselError) -> [Voice] {
        let listing = try await speech.value(
            GoogleVertexCloudSpeechWire.Listing.self, from: try speech.call(.get, "v1/voices"))
        return (listing.voices?.elements ?? []).filter { $0.name.split(separator: "-").contains("Chirp3") }.map {
            Voice(
                id: $0.name, languages: $0.languageCodes?.elements ?? [],
                summary: $0.ssmlGender?.value?.lowercased() ?? "")
        }
    }

    private func synthesisCall(_ body: GoogleVertexCloudSpeechWire.Request) throws(EaselError) -> HTTPCall {
        try speech.post("v1/text:synthesize", body: body, patience: .generation)
    }
}
