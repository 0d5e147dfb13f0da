import EaselEngine
import Testing

/// When a provider is left alone.
struct CircuitBreakerTests {
    private func tripped(at now: Duration) -> CircuitBreaker {
        var breaker = CircuitBreaker()
        for _ in 0..<CircuitBreaker.threshold { breaker.noteFailure(at: now) }
        return breaker
    }

    @Test func `a few failures change nothing, and a success forgets them`() {
        var breaker = CircuitBreaker()
        for _ in 0..<20 {
            for _ in 1..<CircuitBreaker.threshold { breaker.noteFailure(at: .zero) }
            #expect(breaker.admit(at: .zero) == nil)
            breaker.noteSuccess()
        }
    }

    @Test func `an open circuit lets one probe out when its time is over`() {
        var breaker = tripped(at: .seconds(100))
        #expect(breaker.admit(at: .seconds(100)) == .seconds(15))
        #expect(breaker.admit(at: .seconds(110)) == .seconds(5))
        #expect(breaker.admit(at: .seconds(115)) == nil)
        #expect(breaker.state == .probing)
        #expect(breaker.admit(at: .seconds(115)) != nil)
        breaker.noteSuccess()
        #expect(breaker.admit(at: .seconds(115)) == nil)
        #expect(breaker.state == .closed)
    }

    @Test func `each failed probe waits twice as long, up to four minutes`() {
        var breaker = tripped(at: .zero)
        var now = Duration.zero
        var pauses: [Duration] = []
        for _ in 0..<8 {
            guard case .open(let until) = breaker.state else { return #expect(Bool(false), "not open") }
            pauses.append(until - now)
            now = until
            #expect(breaker.admit(at: now) == nil)
            breaker.noteFailure(at: now)
        }
        #expect(pauses == [15, 30, 60, 120, 240, 240, 240, 240].map { .seconds($0) })
    }

    @Test func `a probe that was cancelled is given to the next`() {
        var breaker = tripped(at: .zero)
        #expect(breaker.admit(at: .seconds(15)) == nil)
        breaker.noteNothing(at: .seconds(16))
        #expect(breaker.admit(at: .seconds(16)) == nil)
    }

    @Test func `requests that were out when it opened do not open it further`() {
        var breaker = tripped(at: .zero)
        for second in 1...20 { breaker.noteFailure(at: .seconds(second)) }
        #expect(breaker.state == .open(until: .seconds(15)))
    }
}
