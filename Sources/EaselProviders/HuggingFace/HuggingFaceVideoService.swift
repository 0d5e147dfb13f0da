import EaselCore
import EaselProviderKit

/// Clips from the inference providers behind Hugging Face.
struct HuggingFaceVideoService: VideoModelService {
    let client: HuggingFaceClient

    func submit(_ request: VideoRequest) async throws(EaselError) -> Submission {
        try await client.submit(try HuggingFaceVideoWire.order(request), of: request.model, .video)
    }

    func status(of job: RemoteJob) async throws(EaselError) -> RemoteJobStatus { try await client.status(of: job) }

    func preview(_ request: VideoRequest) async throws(EaselError) -> RequestPreview {
        try await client.preview(try HuggingFaceVideoWire.order(request))
    }
}
