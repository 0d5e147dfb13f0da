import EaselCore
import EaselProviderKit

/// Music and sound effects from Replicate, as predictions.
struct ReplicateAudioService: AudioModelService {
    let client: ReplicateClient

    func submit(_ request: AudioRequest) async throws(EaselError) -> Submission {
        try await client.submit(try ReplicateAudioWire.order(request), .audio)
    }

    func status(of job: RemoteJob) async throws(EaselError) -> RemoteJobStatus { try await client.status(of: job) }

    func cancel(_ job: RemoteJob) async throws(EaselError) -> CancelReply { try await client.cancel(job) }

    func preview(_ request: AudioRequest) async throws(EaselError) -> RequestPreview {
        try client.preview(try ReplicateAudioWire.order(request))
    }
}
