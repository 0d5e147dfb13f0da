import EaselCore
import EaselProviderKit

/// Spoken words from fal.ai, through the queue.
struct FalSpeechService: TTSService {
    let client: FalClient

    func submit(_ request: SpeechRequest) async throws(EaselError) -> Submission {
        try await client.submit(request, customary: FalSpeechWire.customary)
    }

    func status(of job: RemoteJob) async throws(EaselError) -> RemoteJobStatus { try await client.status(of: job) }

    func cancel(_ job: RemoteJob) async throws(EaselError) -> CancelReply { try await client.cancel(job) }

    func preview(_ request: SpeechRequest) async throws(EaselError) -> RequestPreview {
        try client.preview(request, customary: FalSpeechWire.customary)
    }

    /// The closed list in the model's published schema, where it has one.
    func voices(for model: ModelID) async throws(EaselError) -> [Voice] {
        let card = try await FalCatalog(client: client).described(model, .speech)
        guard case .choice(let choices)? = card?[.voice]?.kind else { return [] }
        return choices.map { Voice(id: $0.value.plainText) }
    }
}
