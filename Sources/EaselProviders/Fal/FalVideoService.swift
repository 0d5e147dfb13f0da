import EaselCore
import EaselProviderKit

/// Video from fal.ai, through the queue.
struct FalVideoService: VideoModelService {
    let client: FalClient

    func submit(_ request: VideoRequest) async throws(EaselError) -> Submission {
        try await client.submit(request, customary: FalVideoWire.customary)
    }

    func status(of job: RemoteJob) async throws(EaselError) -> RemoteJobStatus { try await client.status(of: job) }

    func cancel(_ job: RemoteJob) async throws(EaselError) -> CancelReply { try await client.cancel(job) }

    func preview(_ request: VideoRequest) async throws(EaselError) -> RequestPreview {
        try client.preview(request, customary: FalVideoWire.customary)
    }
}
