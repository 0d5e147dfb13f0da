import EaselCore
import EaselProviderKit

/// Pictures from the inference providers behind Hugging Face.
struct HuggingFaceImageService: ImageModelService {
    let client: HuggingFaceClient

    func submit(_ request: ImageRequest) async throws(EaselError) -> Submission {
        try await client.submit(try HuggingFaceImageWire.order(request), of: request.model, .image)
    }

    func status(of job: RemoteJob) async throws(EaselError) -> RemoteJobStatus { try await client.status(of: job) }

    func preview(_ request: ImageRequest) async throws(EaselError) -> RequestPreview {
        try await client.preview(try HuggingFaceImageWire.order(request))
    }
}
