import EaselCore
import EaselEngine
import EaselTestSupport
import Foundation
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
        window.noteAnswer()
        #expect(window.admit(at: .seconds(25)) == .wait(until: .seconds(30)))
        var rounds: [Int] = []
        for _ in 0..<8 {
            var sent = 0
            while sent < 200, window.admit(at: .seconds(31)) == .go { sent += 1 }
            rounds.append(sent)
            for _ in 0..<sent { window.noteSuccess() }
        }
        #expect(rounds == [1, 2, 4, 8, 16, 32, 200, 200])
    }

    @Test func `jobs that go on at the provider do not hold the ramp up`() {
        var window = RateWindow(RateLimits())
        for _ in 0..<5 {
            #expect(window.admit(at: .zero) == .go)
            window.noteSuccess()
        }
        window.pause(until: .seconds(9))
        #expect(window.admit(at: .seconds(9)) == .go)
        #expect(window.running == 6)
    }

    @Test func `an allowance that is used up waits for its reset`() {
        var window = RateWindow(RateLimits())
        window.note(requests: .init(remaining: 2, resetsAt: .seconds(50)), tokens: nil)
        #expect(window.admit(at: .zero) == .go)
        #expect(window.admit(at: .zero) == .go)
        #expect(window.admit(at: .zero) == .wait(until: .seconds(50)))
        #expect(window.admit(at: .seconds(50)) == .go)
    }

    @Test func `nobody waits for longer than patience lasts`() {
        var window = RateWindow(RateLimits(), patience: .seconds(300))
        window.pause(until: .seconds(301))
        #expect(window.admit(at: .zero) == .refuse(.pause(until: .seconds(301))))
        #expect(window.admit(at: .seconds(1)) == .wait(until: .seconds(301)))
        var told = RateWindow(RateLimits(), patience: .seconds(300))
        told.note(requests: .init(remaining: 0, resetsAt: .seconds(3600)), tokens: nil)
        #expect(told.admit(at: .zero) == .refuse(.pause(until: .seconds(3600))))
    }

    @Test func `a day that is used up refuses until the next one begins`() {
        // 22:00 UTC.
        let epoch = Date(timeIntervalSince1970: 1_750_024_800)
        var window = RateWindow(RateLimits(requestsPerDay: 2, day: .utc), epoch: epoch)
        #expect(window.admit(at: .zero) == .go)
        #expect(window.admit(at: .seconds(3600)) == .go)
        #expect(window.admit(at: .seconds(3601)) == .refuse(.quota(until: .seconds(7200))))
        #expect(window.admit(at: .seconds(7200)) == .go)
        #expect(window.today == 1)
    }

    @Test func `a day that the provider says is used up refuses until it says`() {
        var window = RateWindow(RateLimits())
        window.close(until: .seconds(9000))
        #expect(window.admit(at: .seconds(8999)) == .refuse(.quota(until: .seconds(9000))))
        #expect(window.admit(at: .seconds(9000)) == .go)
    }

    @Test func `tokens are reserved, and what they really were makes room`() {
        var window = RateWindow(RateLimits(tokensPerMinute: 1000))
        #expect(window.admit(at: .zero, tokens: 700, ticket: 1) == .go)
        #expect(window.admit(at: .seconds(1), tokens: 400, ticket: 2) == .wait(until: .seconds(60)))
        window.correct(1, tokens: 500)
        #expect(window.admit(at: .seconds(2), tokens: 400, ticket: 2) == .go)
        #expect(window.admit(at: .seconds(3), tokens: 200, ticket: 3) == .wait(until: .seconds(60)))
        #expect(window.admit(at: .seconds(60), tokens: 200, ticket: 3) == .go)
    }

    @Test func `a request that is larger than the limit goes alone`() {
        var window = RateWindow(RateLimits(tokensPerMinute: 1000))
        #expect(window.admit(at: .zero, tokens: 10, ticket: 1) == .go)
        #expect(window.admit(at: .seconds(1), tokens: 5000, ticket: 2) == .wait(until: .seconds(60)))
        #expect(window.admit(at: .seconds(60), tokens: 5000, ticket: 2) == .go)
        #expect(window.admit(at: .seconds(61), tokens: 1, ticket: 3) == .wait(until: .seconds(120)))
    }

    @Test func `tokens that headers say are left are kept to`() {
        var window = RateWindow(RateLimits())
        window.note(requests: nil, tokens: .init(limit: 1000, remaining: 300, resetsAt: .seconds(40)))
        #expect(window.admit(at: .zero, tokens: 200, ticket: 1) == .go)
        #expect(window.admit(at: .zero, tokens: 200, ticket: 2) == .wait(until: .seconds(40)))
        window.correct(1, tokens: 50)
        #expect(window.admit(at: .zero, tokens: 200, ticket: 2) == .go)
    }

    @Test func `what another process sent and was told counts here`() {
        let epoch = Date(timeIntervalSince1970: 1_750_000_000)
        var window = RateWindow(RateLimits(requestsPerMinute: 3), epoch: epoch)
        #expect(window.admit(at: .seconds(10), ticket: 1) == .go)
        var note = TrafficNote()
        note.sent = [5, 10, 12].map { epoch.addingTimeInterval($0) }
        window.learn(note)
        // Its own request is among them, and is counted once.
        #expect(window.admit(at: .seconds(13)) == .wait(until: .seconds(65)))
        note.pausedUntil = epoch.addingTimeInterval(100)
        window.learn(note)
        #expect(window.admit(at: .seconds(70)) == .wait(until: .seconds(100)))
        note.closedUntil = epoch.addingTimeInterval(5000)
        window.learn(note)
        #expect(window.admit(at: .seconds(200)) == .refuse(.quota(until: .seconds(5000))))
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
            case .waitForRoom, .refuse: #expect(Bool(false), "seed \(seed)")
            }
        }
        for (index, time) in sent.enumerated() {
            let within = sent[index...].prefix { $0 < time + .seconds(60) }.count
            #expect(within <= limit, "seed \(seed): \(within) from \(time)")
        }
    }
}
