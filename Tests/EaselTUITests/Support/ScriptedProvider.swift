import EaselCore
import EaselEngine
import Foundation
import Synchronization

/// A provider that answers from a script.
struct ScriptedProvider: Sendable {
    var id: ProviderID
    var name: String
    var cards: [ModelCard] = []
    var listed: [ModelCard] = []
    var text: ScriptedTextService?
    var image: ScriptedMediaService<ImageRequest>?
    var video: ScriptedMediaService<VideoRequest>?
    var speech: ScriptedMediaService<SpeechRequest>?
    var obstacle: EaselError?
    /// What it says of the account; nil where it cannot be asked.
    var account: AccountStatus?

    init(_ id: ProviderID, _ name: String) {
        self.id = id
        self.name = name
    }

    func with(_ change: (inout ScriptedProvider) -> Void) -> ScriptedProvider {
        var copy = self
        change(&copy)
        return copy
    }

    var entry: ProviderEntry {
        let facts = ProviderFacts(
            authentication: "A key in the environment.", rateLimits: "Two requests at a time.",
            responseFormats: "JSON.",
            asyncStyle: "A queue.", cancellation: "While it waits.", safety: "A checker.")
        let descriptor = ProviderDescriptor(
            id: id, name: name,
            credential: CredentialSpec(variables: [["\(id.rawValue.uppercased())_KEY"]], isRequired: true),
            endpoints: [], facts: facts)
        if let obstacle {
            return ProviderEntry(descriptor: descriptor, state: .missingCredential(obstacle), curated: cards)
        }
        let provider = Provider(
            descriptor: descriptor, services: ServiceSet(text: text, image: image, video: video, speech: speech),
            models: ScriptedLister(curated: cards, listing: listed), media: NoMediaSource(), isSandbox: false,
            account: account.map(ScriptedAccount.init))
        return ProviderEntry(descriptor: descriptor, state: .ready(provider), curated: cards)
    }
}

struct ScriptedAccount: AccountReporter {
    var status: AccountStatus

    func account() async throws(EaselError) -> AccountStatus { status }
}

struct ScriptedLister: ModelLister {
    var curated: [ModelCard]
    var listing: [ModelCard]
    var defaults: [Modality: ModelID] {
        Dictionary(curated.map { ($0.modality, $0.model) }) { first, _ in first }
    }

    func listed(_ modality: Modality) async throws(EaselError) -> [ModelCard] {
        listing.filter { $0.modality == modality }
    }
}

/// Streams a script; a text that holds "…" waits there until it is cancelled.
struct ScriptedTextService: TextModelService {
    var events: [TextEvent]
    var failure: EaselError?
    /// Waits for a cancel behind the events.
    var hangs = false

    func stream(_ request: TextRequest, onEvent: @Sendable (TextEvent) async -> Void) async throws(EaselError)
        -> TextCompletion
    {
        for event in events { await onEvent(event) }
        if hangs {
            do { try await Task.sleep(for: .seconds(3600)) } catch { throw .cancelled }
        }
        if let failure { throw failure }
        return TextCompletion(
            finish: .stop, usage: Usage(inputTokens: 9, outputTokens: 12, costUSD: 0.0021, costIsEstimate: false))
    }

    func preview(_ request: TextRequest) async throws(EaselError) -> RequestPreview {
        RequestPreview(method: "POST", url: "http://127.0.0.1/", headers: [], body: nil)
    }
}

/// A queue that goes through its states, one a question; the last one stays.
final class ScriptedMediaService<Request: GenerationRequest>: Sendable {
    private let state: Mutex<(left: [RemoteJobStatus], submits: Int, cancels: Int)>
    let submission: Submission?

    /// With a submission the service answers at once; otherwise it hands out a job.
    init(_ states: [RemoteJobStatus] = [], submission: Submission? = nil) {
        state = Mutex((states, 0, 0))
        self.submission = submission
    }

    var submits: Int { state.withLock { $0.submits } }
    var cancels: Int { state.withLock { $0.cancels } }

    func submit(_ request: Request) async throws(EaselError) -> Submission {
        state.withLock { $0.submits += 1 }
        return submission
            ?? .accepted(RemoteJob(provider: "fal", modality: Request.modality, model: request.model, id: "job-1"))
    }

    func status(of job: RemoteJob) async throws(EaselError) -> RemoteJobStatus {
        state.withLock { $0.left.count > 1 ? $0.left.removeFirst() : $0.left.first ?? .queued(position: 0) }
    }

    func cancel(_ job: RemoteJob) async throws(EaselError) -> CancelReply {
        state.withLock { $0.cancels += 1 }
        return .removed
    }

    func preview(_ request: Request) async throws(EaselError) -> RequestPreview {
        RequestPreview(method: "POST", url: "http://127.0.0.1/", headers: [], body: nil)
    }
}

extension ScriptedMediaService: MediaService {}
extension ScriptedMediaService: ImageModelService where Request == ImageRequest {}
extension ScriptedMediaService: VideoModelService where Request == VideoRequest {}
extension ScriptedMediaService: TTSService where Request == SpeechRequest {}
