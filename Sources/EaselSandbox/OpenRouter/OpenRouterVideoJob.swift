import Foundation

/// One video job. Its state is a function of the time since it was submitted.
struct OpenRouterVideoJob: Sendable {
    enum State: String, Sendable {
        case pending
        case working = "in_progress"
        case completed, failed, expired
    }

    let id: String
    let generation: String
    let request: OpenRouterVideoRequest
    let waiting: Duration
    let working: Duration
    /// How it ends, known from the start.
    let ending: State
    let complaint: String?
    var origin: ContinuousClock.Instant
    var hold: FaultKind.HeldState?
    /// Unlocks the signed address; drawn for every job.
    let signature: String

    func state(at now: ContinuousClock.Instant) -> State {
        let elapsed = now - origin
        if hold == .queued || elapsed < waiting { return .pending }
        if hold == .running || elapsed < waiting + working { return .working }
        return ending
    }

    /// Lets a held job go on from where it stands.
    mutating func release(at now: ContinuousClock.Instant) {
        switch hold {
        case .queued: origin = now
        case .running: origin = min(origin, now - waiting)
        case nil: break
        }
        hold = nil
    }

    func clip(side: Int) -> ClipRecipe {
        ClipRecipe(
            prompt: ([request.prompt] + request.inputs).joined(separator: "\u{0}"), seed: request.seed,
            size: request.size.fitting(side), framesPerSecond: 8, seconds: Double(request.seconds))
    }
}
