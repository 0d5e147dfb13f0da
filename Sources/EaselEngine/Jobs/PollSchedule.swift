public import EaselCore

/// When to ask a provider next: soon at first, then less often; longer after failures. A value; somebody else waits.
///
/// fal's own client asks every 0.5 s and states no server-side minimum (fal sheet A5: "suggest 0.5 s rising to 2–5 s").
public struct PollSchedule: Sendable, Hashable {
    private var interval: Duration = .milliseconds(500)
    private var failures = 0
    private let slowest: Duration

    /// How many failures in a row end the polling: about ten minutes of trying.
    private static let patience = 25
    /// How many answers in a row may make no sense: a page of some gateway in between goes away, a changed protocol stays.
    private static let bewilderment = 3

    public init(for modality: Modality) {
        self.slowest = modality == .video ? .seconds(5) : .seconds(2)
    }

    /// The wait after an answer that was not the last.
    public mutating func afterAnswer() -> Duration {
        failures = 0
        defer { interval = min(interval * 1.3, slowest) }
        return interval
    }

    /// The wait after a failure to ask, nil when it is time to give up for now. The provider's own delay wins.
    ///
    /// - Parameter random: from 0 up to 1, spreads clients over the wait.
    public mutating func afterFailure(_ error: EaselError, random: Double) -> Duration? {
        guard error.kind.isTransient || error.kind == .invalidResponse else { return nil }
        failures += 1
        guard failures <= (error.kind.isTransient ? Self.patience : Self.bewilderment) else { return nil }
        if let wanted = error.retryAfterSeconds { return .seconds(max(0.5, min(wanted, 300))) }
        let ceiling = min(0.5 * Double(1 << min(failures, 6)), 30)
        return .seconds(0.25 + ceiling * random)
    }
}
