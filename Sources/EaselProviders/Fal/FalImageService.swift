import EaselCore
import EaselProviderKit

/// Pictures from fal.ai, through the queue.
struct FalImageService: ImageModelService {
    let client: FalClient

    func submit(_ request: ImageRequest) async throws(EaselError) -> Submission {
        try await client.submit(request, customary: FalImageWire.customary)
    }

    func status(of job: RemoteJob) async throws(EaselError) -> RemoteJobStatus { try await client.status(of: job) }

    func cancel(_ job: RemoteJob) async throws(EaselError) -> CancelReply { try await client.cancel(job) }

    func preview(_ request: ImageRequest) async throws(EaselError) -> RequestPreview {
        try client.preview(request, customary: FalImageWire.customary)
    }
}
