import Foundation

/// One queued request. Its state is a function of the time since it was submitted, so an idle queue costs nothing.
struct FalJob: Sendable {
    enum State: Sendable, Equatable {
        case queued(position: Int)
        case running(step: Int)
        case completed
        case cancelled
    }

    let id: String
    let app: String
    let endpoint: String
    /// As it was sent.
    let input: JSON
    let outcome: FalRunner.Outcome
    /// Positions still before this request when it was submitted.
    let firstPosition: Int
    let steps: Int
    let queueStep: Duration
    let runStep: Duration
    let submitted: Date
    var origin: ContinuousClock.Instant
    var hold: FaultKind.HeldState?
    var wasCancelled = false
    /// The output, once built.
    var output: JSON?

    private var queueTime: Duration { queueStep * (firstPosition + 1) }

    var queueSeconds: Double { queueTime / .seconds(1) }

    func hasStarted(at now: ContinuousClock.Instant) -> Bool {
        switch state(at: now) {
        case .running, .completed: true
        case .queued: false
        case .cancelled: now - origin >= queueTime
        }
    }

    var inferenceSeconds: Double { (runStep * steps) / .seconds(1) }

    func state(at now: ContinuousClock.Instant) -> State {
        if wasCancelled { return .cancelled }
        let elapsed = now - origin
        if hold == .queued || elapsed < queueTime {
            let passed = hold == .queued ? 0 : Int(elapsed / queueStep)
            return .queued(position: max(0, firstPosition - passed))
        }
        let step = min(steps, Int((elapsed - queueTime) / runStep))
        if hold == .running { return .running(step: min(step, max(steps / 2, 0))) }
        return step < steps ? .running(step: step) : .completed
    }

    /// Lets a held job go on from where it stands.
    mutating func release(at now: ContinuousClock.Instant) {
        switch (hold, state(at: now)) {
        case (.queued, _): origin = now
        case (.running, .running(let step)): origin = now - queueTime - runStep * step
        default: break
        }
        hold = nil
    }

    /// The last few lines a runner has written: a window that moves, not a list that grows (sheet A5).
    func logs(at now: ContinuousClock.Instant) -> [FalLogLine] {
        let done: Int
        switch state(at: now) {
        case .queued, .cancelled: return []
        case .running(let step): done = step
        case .completed: done = steps
        }
        guard case .success = outcome else { return [] }
        return (max(0, done - 3)...done).map { step in
            let seconds = (queueTime + runStep * step) / .seconds(1)
            return FalLogLine(
                message: progressLine(step), timestamp: WireTime.text(submitted.addingTimeInterval(seconds)))
        }
    }

    private func progressLine(_ step: Int) -> String {
        let percent = step * 100 / max(steps, 1)
        let bar = String(repeating: "█", count: percent / 10).padding(toLength: 10, withPad: " ", startingAt: 0)
        let rate = 1 / max(runStep / .seconds(1), 0.001)
        let number = String(percent)
        let padded = String(repeating: " ", count: 3 - number.count) + number
        return
            "\(padded)%|\(bar)| \(step)/\(steps) [\(clock(step))<\(clock(steps - step)), \((rate * 100).rounded() / 100)it/s]"
    }

    private func clock(_ steps: Int) -> String {
        let seconds = Int((runStep * steps) / .seconds(1))
        return "\(seconds / 60 < 10 ? "0" : "")\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)"
    }
}
