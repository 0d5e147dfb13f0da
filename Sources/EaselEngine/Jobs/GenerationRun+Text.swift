import EaselCore
import Synchronization

extension GenerationRun {
    /// Streams an answer, keeping what has arrived as it goes.
    func writeText(_ request: TextRequest, _ record: inout GenerationRecord) async -> RunEnd {
        guard let service = provider.services.text else { return .failed(CheckedRequest.noService) }
        let transcript = Transcript(since: environment.uptime())
        let id = record.id
        let outcome: Result<TextCompletion, EaselError>
        do {
            outcome = .success(
                try await sending(
                    &record, tokens: TokenEstimate.of(request, card), mayRepeat: { !transcript.hasOutput }
                ) { () async throws(EaselError) in
                    try await service.stream(request) { event in await take(event, into: transcript, for: id) }
                })
        } catch {
            outcome = .failure(error)
        }
        record.text = transcript.text.isEmpty ? nil : transcript.text
        record.timing.firstOutputMilliseconds = transcript.firstOutput
        switch outcome {
        case .success(let completion): return await complete(completion, transcript.media, &record)
        case .failure where Task.isCancelled: return .cancelled(nil)
        case .failure(let error): return .failed(error)
        }
    }

    private func take(_ event: TextEvent, into transcript: Transcript, for id: JobID) async {
        switch event {
        case .started: break
        case .reasoning(let text):
            transcript.noteOutput(at: elapsed)
            send(.reasoning(text))
        case .delta(let text):
            transcript.noteOutput(at: elapsed)
            if let kept = transcript.append(text, at: environment.uptime()) {
                try? await history.checkpoint(kept, for: id)
            }
            send(.text(text))
        case .media(let media): transcript.append(media)
        }
    }

    private func complete(_ completion: TextCompletion, _ media: [MediaReference], _ record: inout GenerationRecord)
        async -> RunEnd
    {
        await settle(completion.usage)
        note(completion.warnings, in: &record)
        charge(completion.usage, &record)
        switch completion.finish {
        case .length:
            note(
                [GenerationWarning(.other, parameter: .maxOutputTokens, "The answer was cut at the token limit.")],
                in: &record)
        case .contentFilter where record.text == nil:
            return .failed(
                EaselError(.contentPolicy, "The model's safety system withheld the answer.", provider: provider.id))
        case .contentFilter:
            note([GenerationWarning(.filtered, "The model's safety system cut the answer.")], in: &record)
        case .stop, .other: break
        }
        if record.text == nil && media.isEmpty {
            note([GenerationWarning(.other, "The model answered with nothing.")], in: &record)
        }
        return await keepOnlyCopy(of: MediaBatch(items: media), &record)
    }
}

/// The answer so far. Written by the stream's task, read when it is over.
private final class Transcript: Sendable {
    private struct State {
        var text = ""
        var media: [MediaReference] = []
        var firstOutput: Int?
        var lastCheckpoint: Duration
    }

    private let state: Mutex<State>

    init(since start: Duration) { state = Mutex(State(lastCheckpoint: start)) }

    var text: String { state.withLock { $0.text } }
    var media: [MediaReference] { state.withLock { $0.media } }
    /// Something of an answer was shown.
    var hasOutput: Bool { state.withLock { $0.firstOutput != nil || !$0.media.isEmpty } }
    var firstOutput: Int? { state.withLock { $0.firstOutput } }

    func noteOutput(at milliseconds: Int) { state.withLock { $0.firstOutput = $0.firstOutput ?? milliseconds } }

    func append(_ reference: MediaReference) { state.withLock { $0.media.append(reference) } }

    /// Adds a piece; returns the whole text when it is time to keep it, every two seconds.
    func append(_ piece: String, at now: Duration) -> String? {
        state.withLock { state in
            state.text += piece
            guard now - state.lastCheckpoint >= .seconds(2) else { return nil }
            state.lastCheckpoint = now
            return state.text
        }
    }
}
