import EaselCore
import EaselProviderKit

/// Music and sound effects from fal.ai, through the queue.
struct FalAudioService: AudioModelService {
    let client: FalClient

    func submit(_ request: AudioRequest) async throws(EaselError) -> Submission {
        try await client.submit(request, customary: FalAudioWire.customary)
    }

    func status(of job: RemoteJob) async throws(EaselError) -> RemoteJobStatus { try await client.status(of: job) }

    func cancel(_ job: RemoteJob) async throws(EaselError) -> CancelReply { try await client.cancel(job) }

    func preview(_ request: AudioRequest) async throws(EaselError) -> RequestPreview {
        try client.preview(request, customary: FalAudioWire.customary)
    }
}
