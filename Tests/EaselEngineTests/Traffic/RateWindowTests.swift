import EaselCore
import EaselEngine
import Testing

/// What may go out, in simulated hours.
struct RateWindowTests {
    @Test func `without limits everything goes`() {
        var window = RateWindow(RateLimits())
        for _ in 0..<1000 { #expect(window.admit(at: .zero) == .go) }
        #expect(window.running == 1000)
    }

    @Test func `so many a minute, and the next when the first is a minute old`() {
        var window = RateWindow(RateLimits(requestsPerMinute: 3))
        for second in [0, 10, 20] { #expect(window.admit(at: .seconds(second)) == .go) }
        #expect(window.admit(at: .seconds(30)) == .wait(until: .seconds(60)))
        #expect(window.admit(at: .seconds(60)) == .go)
        #expect(window.admit(at: .seconds(61)) == .wait(until: .seconds(70)))
    }

    @Test func `so many at work at once`() {
        var window = RateWindow(RateLimits(concurrent: 2))
        #expect(window.admit(at: .zero) == .go)
        window.adopt()
        #expect(window.admit(at: .zero) == .waitForRoom)
        window.finish()
        #expect(window.admit(at: .zero) == .go)
    }

    @Test func `a pause holds, and after it they go one by one, then more with every success`() {
        var window = RateWindow(RateLimits())
        #expect(window.admit(at: .zero) == .go)
        window.pause(until: .seconds(30))
        window.pause(until: .seconds(20))
        window.finish()
        #expect(window.admit(at: .seconds(25)) == .wait(until: .seconds(30)))
        #expect(window.admit(at: .seconds(30)) == .go)
        #expect(window.admit(at: .seconds(30)) == .waitForRoom)
        var atOnce: [Int] = []
        for _ in 0..<7 {
            window.noteSuccess()
            while window.running < 200, window.admit(at: .seconds(31)) == .go {}
            atOnce.append(window.running)
        }
        #expect(atOnce == [2, 4, 8, 16, 32, 200, 200])
    }

    @Test func `an allowance that is used up waits for its reset`() {
        var window = RateWindow(RateLimits())
        window.note(.init(remaining: 2, resetsAt: .seconds(50)))
        #expect(window.admit(at: .zero) == .go)
        #expect(window.admit(at: .zero) == .go)
        #expect(window.admit(at: .zero) == .wait(until: .seconds(50)))
        #expect(window.admit(at: .seconds(50)) == .go)
    }

    /// Whatever the order of requests, no minute ever holds more than the limit, and nobody waits longer than needed.
    @Test(arguments: 1...40) func `no minute holds more than the limit`(_ seed: UInt64) {
        var random = SeededGenerator(state: seed)
        let limit = Int.random(in: 1...20, using: &random)
        var window = RateWindow(RateLimits(requestsPerMinute: limit))
        var now = Duration.zero
        var sent: [Duration] = []
        for _ in 0..<400 {
            now += .milliseconds(Int.random(in: 0...9000, using: &random))
            switch window.admit(at: now) {
            case .go: sent.append(now)
            case .wait(let until):
                #expect(until > now && until <= now + .seconds(60), "seed \(seed)")
                now = until
                #expect(window.admit(at: now) == .go, "seed \(seed)")
                sent.append(now)
            case .waitForRoom: #expect(Bool(false), "seed \(seed)")
            }
        }
        for (index, time) in sent.enumerated() {
            let within = sent[index...].prefix { $0 < time + .seconds(60) }.count
            #expect(within <= limit, "seed \(seed): \(within) from \(time)")
        }
    }
}
