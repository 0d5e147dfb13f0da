import Foundation

/// Work that goes on after its request was answered: an operation of Veo, or a background interaction. Its state is a
/// function of the time since it was submitted.
struct GoogleJob<Work: Sendable>: Sendable {
    enum State: Sendable, Equatable {
        case queued
        case running
        case done
        case cancelled
    }

    /// The full name of an operation, or the id of an interaction.
    let id: String
    let model: String
    let work: Work
    let queueTime: Duration
    let runTime: Duration
    let submitted: Date
    var origin: ContinuousClock.Instant
    var hold: FaultKind.HeldState?
    var wasCancelled = false
    /// The result, once built.
    var result: JSON?

    func state(at now: ContinuousClock.Instant) -> State {
        if wasCancelled { return .cancelled }
        let elapsed = now - origin
        if hold == .queued || elapsed < queueTime { return .queued }
        return hold == .running || elapsed < queueTime + runTime ? .running : .done
    }

    /// Lets a held job go on from where it stands.
    mutating func release(at now: ContinuousClock.Instant) {
        switch hold {
        case .queued: origin = now
        case .running: origin = now - queueTime
        case nil: break
        }
        hold = nil
    }
}
