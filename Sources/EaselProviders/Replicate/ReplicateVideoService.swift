import EaselCore
import EaselProviderKit

/// Video from Replicate, as predictions.
struct ReplicateVideoService: VideoModelService {
    let client: ReplicateClient

    func submit(_ request: VideoRequest) async throws(EaselError) -> Submission {
        try await client.submit(try ReplicateVideoWire.order(request), .video)
    }

    func status(of job: RemoteJob) async throws(EaselError) -> RemoteJobStatus { try await client.status(of: job) }

    func cancel(_ job: RemoteJob) async throws(EaselError) -> CancelReply { try await client.cancel(job) }

    func preview(_ request: VideoRequest) async throws(EaselError) -> RequestPreview {
        try client.preview(try ReplicateVideoWire.order(request))
    }
}
