import Foundation

/// One prediction. Its state is a function of the time since it was created, so an idle sandbox costs nothing.
struct ReplicatePrediction: Sendable {
    /// How it will end if nobody stops it.
    enum Ending: Sendable {
        case success
        /// The model raises an error half-way; what was done by then may be kept.
        case failure(String, keepsOutput: Bool = false)
        /// It succeeds and the result is deleted at once, as otherwise after an hour.
        case expiry
    }

    enum State: Sendable, Equatable {
        case starting
        case processing(step: Int)
        case succeeded
        case failed
        case canceled
        case aborted

        var isFinal: Bool {
            switch self {
            case .starting, .processing: false
            case .succeeded, .failed, .canceled, .aborted: true
            }
        }

        var word: String {
            switch self {
            case .starting: "starting"
            case .processing: "processing"
            case .succeeded: "succeeded"
            case .failed: "failed"
            case .canceled: "canceled"
            case .aborted: "aborted"
            }
        }
    }

    let id: String
    let model: ReplicateModel
    /// As it was sent.
    let input: JSON
    let work: ReplicateInput?
    let ending: Ending
    /// What a language model writes, in the pieces in which it writes it.
    let pieces: [String]
    let startTime: Duration
    let steps: Int
    let runStep: Duration
    let submitted: Date
    var origin: ContinuousClock.Instant
    /// From `Cancel-After`.
    let deadline: Duration?
    let isStreamed: Bool
    var hold: FaultKind.HeldState?
    /// Since when it was cancelled, and whether it had begun.
    var stop: (at: Date, step: Int?)?
    /// The output, once built.
    var output: JSON?

    var runSeconds: Double { (runStep * steps) / .seconds(1) }

    func state(at now: ContinuousClock.Instant) -> State {
        if stop != nil { return .canceled }
        let undisturbed = course(at: now)
        guard let deadline, now - origin >= deadline, !undisturbed.isFinal else { return undisturbed }
        return undisturbed == .starting ? .aborted : .canceled
    }

    private func course(at now: ContinuousClock.Instant) -> State {
        let elapsed = now - origin
        if hold == .queued || elapsed < startTime { return .starting }
        let step = min(steps, Int((elapsed - startTime) / runStep))
        if hold == .running { return .processing(step: min(step, steps / 2)) }
        if case .failure = ending, step >= steps / 2 { return .failed }
        return step < steps ? .processing(step: step) : .succeeded
    }

    /// Lets a held prediction go on from where it stands.
    mutating func release(at now: ContinuousClock.Instant) {
        switch (hold, state(at: now)) {
        case (.queued, _): origin = now
        case (.running, .processing(let step)): origin = now - startTime - runStep * step
        default: break
        }
        hold = nil
    }

    /// Replicate deletes inputs and outputs of finished predictions after an hour (sheet B5).
    func isExpired(at now: ContinuousClock.Instant) -> Bool {
        if case .expiry = ending, state(at: now) == .succeeded { return true }
        return now - origin > .seconds(3600)
    }

    /// How many pieces of text are written.
    func written(at now: ContinuousClock.Instant) -> Int {
        switch state(at: now) {
        case .starting, .aborted: 0
        case .processing(let step): min(step, pieces.count)
        case .succeeded: pieces.count
        case .failed: pieces.count / 2
        case .canceled: min(stop?.step ?? 0, pieces.count)
        }
    }
}
