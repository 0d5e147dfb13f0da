import EaselCore
import EaselProviderKit

/// Spoken words from Replicate, as predictions.
struct ReplicateSpeechService: TTSService {
    let client: ReplicateClient

    func submit(_ request: SpeechRequest) async throws(EaselError) -> Submission {
        try await client.submit(try ReplicateSpeechWire.order(request), .speech)
    }

    func status(of job: RemoteJob) async throws(EaselError) -> RemoteJobStatus { try await client.status(of: job) }

    func cancel(_ job: RemoteJob) async throws(EaselError) -> CancelReply { try await client.cancel(job) }

    func preview(_ request: SpeechRequest) async throws(EaselError) -> RequestPreview {
        try client.preview(try ReplicateSpeechWire.order(request))
    }
}
