import EaselCore
import EaselProviderKit

/// Pictures from fal.ai, through the queue.
struct FalImageService: ImageModelService {
    let client: FalClient

    func submit(_ request: ImageRequest) async throws(EaselError) -> Submission {
        let wire = try FalImageWire.Request(request)
        let call = try client.submission(wire, to: request.model)
        return try await client.submit(call, .image, of: request.model, wanted: request.count, warnings: wire.warnings)
    }

    func status(of job: RemoteJob) async throws(EaselError) -> RemoteJobStatus { try await client.status(of: job) }

    func cancel(_ job: RemoteJob) async throws(EaselError) -> CancelReply { try await client.cancel(job) }

    func preview(_ request: ImageRequest) async throws(EaselError) -> RequestPreview {
        client.queue.preview(try client.submission(try FalImageWire.Request(request), to: request.model))
    }
}
