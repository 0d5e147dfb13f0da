import EaselCore
import EaselProviderKit

/// Spoken words from the inference providers behind Hugging Face.
struct HuggingFaceSpeechService: TTSService {
    let client: HuggingFaceClient

    func submit(_ request: SpeechRequest) async throws(EaselError) -> Submission {
        try await client.submit(try HuggingFaceSpeechWire.order(request), of: request.model, .speech)
    }

    func status(of job: RemoteJob) async throws(EaselError) -> RemoteJobStatus { try await client.status(of: job) }

    func preview(_ request: SpeechRequest) async throws(EaselError) -> RequestPreview {
        try await client.preview(try HuggingFaceSpeechWire.order(request))
    }
}
