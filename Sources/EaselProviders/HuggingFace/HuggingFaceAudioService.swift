import EaselCore
import EaselProviderKit

/// Music and sound effects from the inference providers behind Hugging Face.
struct HuggingFaceAudioService: AudioModelService {
    let client: HuggingFaceClient

    func submit(_ request: AudioRequest) async throws(EaselError) -> Submission {
        try await client.submit(try HuggingFaceAudioWire.order(request), of: request.model, .audio)
    }

    func status(of job: RemoteJob) async throws(EaselError) -> RemoteJobStatus { try await client.status(of: job) }

    func preview(_ request: AudioRequest) async throws(EaselError) -> RequestPreview {
        try await client.preview(try HuggingFaceAudioWire.order(request))
    }
}
