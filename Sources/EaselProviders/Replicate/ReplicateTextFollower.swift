import EaselCore
import EaselProviderKit

/// Follows one text prediction to its end (wire sheet B6).
///
/// The stream closes after 30 seconds whether the model is done or not, some models have none, and it may break. The
/// prediction itself goes on, so its record has the last word: what was not streamed is read from there. No other seam
/// hands a text job to the engine, so this is the one adapter that waits between two questions.
struct ReplicateTextFollower {
    let client: ReplicateClient
    /// The newest state of the prediction.
    private var prediction: ReplicateClient.Prediction
    /// What was handed on so far.
    private var told = ""

    /// The interval of Replicate's own SDKs (B4), and a longer one for predictions that take their time.
    private static let pauses = (first: Duration.milliseconds(500), longest: Duration.seconds(4))
    /// A prediction runs for about 30 minutes at most (B3).
    private static let longestWait = Duration.seconds(2100)
    /// So many failed questions in a row are forgiven.
    private static let forgiven = 3

    init(client: ReplicateClient, created: ReplicateClient.Prediction) {
        self.client = client
        prediction = created
    }

    /// Hands on the output as it comes; returns when the prediction has succeeded.
    mutating func follow(_ onEvent: @Sendable (TextEvent) async -> Void) async throws(EaselError) -> TextCompletion {
        var isDone = false
        if !prediction.state.isFinal, let url = client.resolve(prediction.urls?.value?.stream?.value) {
            do {
                isDone = try await listen(to: try await client.events(at: url).body, onEvent)
            } catch  where error.kind != .cancelled {
                // The record tells what really happened.
            }
        }
        do {
            try await settle(onEvent)
        } catch  where isDone && error.kind != .cancelled && error.kind != .contentPolicy && !prediction.state.isFinal {
            return TextCompletion(finish: .stop)
        }
        return TextCompletion(finish: .stop, usage: prediction.usage)
    }

    /// Reads the stream; true when it said that the model is done.
    private mutating func listen(
        to body: some AsyncSequence<[UInt8], any Error> & Sendable, _ onEvent: @Sendable (TextEvent) async -> Void
    ) async throws(EaselError) -> Bool {
        do {
            for try await event in ServerSentEvents(body) {
                switch event.name {
                case "output" where !event.data.isEmpty:
                    told += event.data
                    await onEvent(.delta(event.data))
                case "done": return !event.data.contains("\"reason\"")
                case "error": return false
                default: break
                }
            }
        } catch {
            throw client.api.failure(error)
        }
        if Task.isCancelled { throw .cancelled }
        return false
    }

    /// Asks until the prediction has ended, handing on what the stream did not.
    private mutating func settle(_ onEvent: @Sendable (TextEvent) async -> Void) async throws(EaselError) {
        var pause = Self.pauses.first
        var waited = Duration.zero
        var failures = 0
        while true {
            await tellRest(onEvent)
            if prediction.state == .succeeded { return }
            if prediction.state.isFinal { throw client.failure(of: prediction, hasDeadline: true) }
            if waited > .zero || told.isEmpty {
                try await client.api.context.pause(pause)
                waited += pause
                pause = min(pause * 3 / 2, Self.pauses.longest)
            }
            guard waited < Self.longestWait else {
                throw EaselError(.timeout, "The prediction did not end in time.", provider: ReplicateProvider.id)
            }
            do {
                let url = client.resolve(prediction.urls?.value?.get?.value)
                prediction = try await client.prediction(prediction.id, at: url)
                failures = 0
                if waited == .zero, !prediction.state.isFinal { waited = .nanoseconds(1) }
            } catch {
                failures += 1
                waited = max(waited, .nanoseconds(1))
                // The prediction goes on whether it can be asked about or not: another one would be paid, too.
                guard error.kind.isTransient, failures <= Self.forgiven else {
                    throw error.with { $0.mayHaveBeenAccepted = $0.kind != .cancelled }
                }
            }
        }
    }

    /// What the record holds beyond what was handed on. A record that says something else is left alone: the stream was
    /// shown already.
    private mutating func tellRest(_ onEvent: @Sendable (TextEvent) async -> Void) async {
        let whole = ReplicateClient.text(of: prediction.output)
        guard whole.utf8.count > told.utf8.count, whole.hasPrefix(told) else { return }
        let rest = String(decoding: whole.utf8.dropFirst(told.utf8.count), as: UTF8.self)
        told = whole
        await onEvent(.delta(rest))
    }
}
