import EaselCore
import EaselProviderKit

/// Pictures from Replicate, as predictions.
struct ReplicateImageService: ImageModelService {
    let client: ReplicateClient

    func submit(_ request: ImageRequest) async throws(EaselError) -> Submission {
        try await client.submit(try ReplicateImageWire.order(request), .image)
    }

    func status(of job: RemoteJob) async throws(EaselError) -> RemoteJobStatus { try await client.status(of: job) }

    func cancel(_ job: RemoteJob) async throws(EaselError) -> CancelReply { try await client.cancel(job) }

    func preview(_ request: ImageRequest) async throws(EaselError) -> RequestPreview {
        try client.preview(try ReplicateImageWire.order(request))
    }
}
