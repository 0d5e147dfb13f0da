public import EaselCore

/// Whether and when a request that failed is sent again. A value; somebody else waits.
///
/// Only what certainly was not accepted is repeated: a provider may charge for the rest. Waits grow exponentially with full
/// jitter; the provider's own delay wins.
public struct RetryPolicy: Sendable, Hashable {
    /// Tries in all, the first included.
    public var attempts: Int
    /// The ceiling of the first wait; it doubles from wait to wait.
    public var base: Duration
    /// No wait of ours is longer.
    public var longest: Duration
    /// From the first try on; a wait that would end later is not begun.
    public var deadline: Duration

    public init(
        attempts: Int = 5, base: Duration = .seconds(1), longest: Duration = .seconds(60),
        deadline: Duration = .seconds(300)
    ) {
        self.attempts = attempts
        self.base = base
        self.longest = longest
        self.deadline = deadline
    }

    /// The wait before the next try, nil when there is none.
    ///
    /// - Parameters:
    ///   - attempt: the try that failed, from 1.
    ///   - elapsed: time since the first try began.
    ///   - random: from 0 up to 1.
    public func wait(after error: EaselError, attempt: Int, elapsed: Duration, random: Double) -> Duration? {
        guard error.kind.isTransient, !error.mayHaveBeenAccepted, attempt < attempts else { return nil }
        let wait = Self.asked(by: error, random) ?? ceiling(attempt) * random
        return elapsed + wait <= deadline ? wait : nil
    }

    /// A provider's delay is kept to the letter and a little beyond, so that those who were told the same do not come at once.
    private static func asked(by error: EaselError, _ random: Double) -> Duration? {
        guard let seconds = error.retryAfterSeconds, seconds.isFinite, seconds >= 0 else { return nil }
        return .seconds(min(seconds, 1e6)) + .milliseconds(250) * random
    }

    private func ceiling(_ attempt: Int) -> Duration { min(base * Double(1 << min(max(attempt - 1, 0), 20)), longest) }
}
