import EaselCore
import EaselProviderKit

/// Video from fal.ai, through the queue.
struct FalVideoService: VideoModelService {
    let client: FalClient

    func submit(_ request: VideoRequest) async throws(EaselError) -> Submission {
        let wire = try FalVideoWire.Request(request)
        let call = try client.submission(wire, to: request.model)
        return try await client.submit(call, .video, of: request.model, wanted: nil, warnings: wire.warnings)
    }

    func status(of job: RemoteJob) async throws(EaselError) -> RemoteJobStatus { try await client.status(of: job) }

    func cancel(_ job: RemoteJob) async throws(EaselError) -> CancelReply { try await client.cancel(job) }

    func preview(_ request: VideoRequest) async throws(EaselError) -> RequestPreview {
        client.queue.preview(try client.submission(try FalVideoWire.Request(request), to: request.model))
    }
}
