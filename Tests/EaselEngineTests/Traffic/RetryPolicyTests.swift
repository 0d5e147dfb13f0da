import EaselCore
import EaselEngine
import EaselTestSupport
import Testing

/// Which failures are worth another try, and when.
struct RetryPolicyTests {
    private let policy = RetryPolicy()

    private func wait(_ error: EaselError, attempt: Int = 1, elapsed: Duration = .zero, random: Double = 0.5)
        -> Duration?
    {
        policy.wait(after: error, attempt: attempt, elapsed: elapsed, random: random)
    }

    @Test(arguments: EaselError.Kind.allCases) func `only what may pass by itself is tried again`(
        _ kind: EaselError.Kind
    ) {
        let isTransient = [.rateLimited, .timeout, .unavailable].contains(kind)
        #expect((wait(EaselError(kind, "x")) != nil) == isTransient)
    }

    @Test func `what may have been accepted is never sent again`() {
        #expect(wait(EaselError(.unavailable, "x").with { $0.mayHaveBeenAccepted = true }) == nil)
        #expect(wait(EaselError(.timeout, "x").with { $0.mayHaveBeenAccepted = true }) == nil)
    }

    @Test func `waits double up to a limit, and chance spreads each over its whole length`() {
        let error = EaselError(.unavailable, "x")
        #expect(
            (1...4).map { wait(error, attempt: $0, random: 1) } == [.seconds(1), .seconds(2), .seconds(4), .seconds(8)])
        #expect(wait(error, attempt: 3, random: 0) == .zero)
        #expect(wait(error, attempt: 5) == nil)
        let patient = RetryPolicy(attempts: 1000, deadline: .seconds(1_000_000))
        #expect(patient.wait(after: error, attempt: 900, elapsed: .zero, random: 1) == .seconds(60))
    }

    @Test func `the provider's delay wins, and is never cut short`() throws {
        let error = EaselError(.rateLimited, "x").with { $0.retryAfterSeconds = 90 }
        let waits = [0, 0.5, 0.999].compactMap { wait(error, random: $0) }
        #expect(waits.count == 3 && waits.allSatisfy { $0 >= .seconds(90) && $0 < .seconds(91) })
    }

    @Test func `a wait beyond the deadline is not begun`() {
        let error = EaselError(.rateLimited, "x").with { $0.retryAfterSeconds = 100 }
        #expect(wait(error, elapsed: .seconds(150)) != nil)
        #expect(wait(error, elapsed: .seconds(250)) == nil)
        // Until tomorrow: a daily quota told as a rate limit.
        #expect(wait(EaselError(.rateLimited, "x").with { $0.retryAfterSeconds = 40_000 }) == nil)
    }

    @Test(arguments: [-5, .infinity, .nan, 1e300]) func `a delay that makes no sense does no harm`(_ seconds: Double) {
        let error = EaselError(.rateLimited, "x").with { $0.retryAfterSeconds = seconds }
        let wait = wait(error)
        #expect(wait == nil || (wait ?? .zero) <= .seconds(60))
    }

    /// Whatever comes in whatever order: an outage gets a tenth of what succeeded, and ten.
    @Test(arguments: 1...20) func `retries stay within a tenth of what succeeded, and ten`(_ seed: UInt64) {
        var random = SeededGenerator(state: seed)
        var budget = RetryBudget()
        var (successes, retries) = (0, 0)
        for _ in 0..<5000 {
            if Double.random(in: 0..<1, using: &random) < 0.3 {
                budget.noteSuccess()
                successes += 1
            } else if budget.take() {
                retries += 1
            }
            #expect(Double(retries) <= 10 + Double(successes) / 10 + 1e-6, "seed \(seed)")
        }
        #expect(retries > successes / 20, "seed \(seed)")
    }
}
