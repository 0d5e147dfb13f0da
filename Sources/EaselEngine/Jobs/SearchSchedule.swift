import EaselCore

/// When to look again for a job whose acceptance was never heard of. A value; somebody else waits.
struct SearchSchedule: Sendable, Hashable {
    /// A job that is not listed so long after its request was never made.
    private let settling: Duration
    private var looks = 0
    private var failures = 0
    private var pauses = 0

    /// Answers in a row that cannot be had, after which the search is left for later.
    private static let patience = 4
    /// Looks while others wait for an answer to the same request: three minutes, longer than a submit is waited for.
    private static let longestPauses = 90

    init(settling: Duration) { self.settling = settling }

    /// The wait after a look that found nothing, nil when it was the last: at least two looks, and none once the list must
    /// hold the job.
    ///
    /// - Parameter age: since the request was sent.
    mutating func afterLook(age: Duration) -> Duration? {
        failures = 0
        looks += 1
        guard looks < 2 || age < settling else { return nil }
        return .seconds(min(Double(1 << min(looks - 1, 3)), 8))
    }

    /// The wait after a failure to ask, nil when it is left for later.
    mutating func afterFailure(_ error: EaselError) -> Duration? {
        guard error.kind.isTransient else { return nil }
        failures += 1
        guard failures <= Self.patience else { return nil }
        return .seconds(max(0.5, min(error.retryAfterSeconds ?? Double(1 << failures), 60)))
    }

    /// The wait while another request of the same content has no answer yet: it could be its job. Nil when it is left for later.
    mutating func afterRival() -> Duration? {
        pauses += 1
        return pauses <= Self.longestPauses ? .seconds(2) : nil
    }
}
