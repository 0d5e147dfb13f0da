import EaselCore
import EaselEngine
import EaselTestSupport
import Foundation
import Testing

/// Who goes when, in simulated hours: random schedules whose seeds are printed.
struct TrafficBookTests {
    /// A provider on which requests of random length arrive, wait, are given up, and end.
    private struct Simulation {
        var book = TrafficBook(epoch: Date(timeIntervalSince1970: 1_750_000_000), patience: .seconds(300))
        var now = Duration.zero
        /// What happens by itself, and the ends of what was sent.
        var script: [(time: Duration, what: Event)] = []
        var ends: [(time: Duration, ticket: Int)] = []
        var waiting: Set<Int> = []
        var sent: [(ticket: Int, time: Duration)] = []
        var refused: [Int: EaselError] = [:]
        var out: Set<Int> = []
        var mostOut = 0
        var holds = 0

        enum Event {
            case arrive(Int, LanePlan)
            case giveUp(Int)
        }

        mutating func at(_ time: Duration, _ event: Event) { script.append((time, event)) }

        /// Runs until nothing is left to happen. What is sent is answered by `answer`: how long it takes, and how it fails.
        mutating func run(
            limit: Duration = .seconds(100_000),
            answer: (Int, Duration) -> (Duration, EaselError?) = { _, _ in (.zero, nil) }
        ) {
            var failures: [Int: EaselError] = [:]
            var rest = script.sorted { $0.time < $1.time }[...]
            while now < limit {
                for step in book.advance(at: now) {
                    switch step {
                    case .go(let ticket):
                        waiting.remove(ticket)
                        sent.append((ticket, now))
                        out.insert(ticket)
                        mostOut = max(mostOut, out.count)
                        let (length, error) = answer(ticket, now)
                        failures[ticket] = error
                        ends.append((now + length, ticket))
                    case .refuse(let ticket, let error):
                        waiting.remove(ticket)
                        refused[ticket] = error
                    case .hold: holds += 1
                    }
                }
                let times = [rest.first?.time, ends.map(\.time).min(), book.wakesAt].compactMap(\.self)
                guard let next = times.min() else { return }
                now = max(now, next)
                while let first = rest.first, first.time <= now { take(rest.removeFirst().what) }
                let due = ends.filter { $0.time <= now }
                ends.removeAll { $0.time <= now }
                for end in due { finish(end.ticket, failures[end.ticket]) }
            }
        }

        private mutating func take(_ event: Event) {
            switch event {
            case .arrive(let ticket, let plan):
                waiting.insert(ticket)
                book.enqueue(ticket, plan, tokens: 100)
            case .giveUp(let ticket): if book.withdraw(ticket) { waiting.remove(ticket) }
            }
        }

        private mutating func finish(_ ticket: Int, _ error: EaselError?) {
            out.remove(ticket)
            if let error { book.note(error, of: ticket, at: now) } else { book.noteSuccess(ticket) }
            book.leave(ticket)
        }
    }

    private func plan(
        account limits: RateLimits = RateLimits(), model: RateLimits? = nil, _ name: ModelID = "m",
        _ change: (inout ProviderDescriptor) -> Void = { _ in }
    ) -> LanePlan {
        var provider = FakeProvider().provider
        provider.descriptor.rate = limits
        change(&provider.descriptor)
        let card = ModelCard(provider: "fake", model: name, modality: .image, name: "M").with { $0.limits.rate = model }
        return LanePlan(provider, .image, card)
    }

    private func expectWindows(_ sent: [Duration], within limit: Int, _ seed: UInt64) {
        for (index, time) in sent.enumerated() where index + limit < sent.count {
            #expect(sent[index + limit] >= time + .seconds(60), "seed \(seed): more than \(limit) from \(time)")
        }
    }

    @Test(arguments: 1...20)
    func `five hundred leave in order, and no minute and no moment holds too many`(_ seed: UInt64) {
        var random = SeededGenerator(state: seed)
        let perMinute = Int.random(in: 1...100, using: &random)
        let atOnce = Int.random(in: 1...20, using: &random)
        let plan = plan(account: RateLimits(requestsPerMinute: perMinute, concurrent: atOnce))
        var simulation = Simulation()
        for ticket in 1...500 { simulation.at(.milliseconds(ticket), .arrive(ticket, plan)) }
        simulation.run { _, _ in (.milliseconds(Int.random(in: 1...9000, using: &random)), nil) }
        #expect(simulation.sent.map(\.ticket) == Array(1...500), "seed \(seed)")
        #expect(simulation.mostOut <= atOnce, "seed \(seed)")
        expectWindows(simulation.sent.map(\.time), within: perMinute, seed)
    }

    @Test(arguments: 1...20) func `who gives up leaves no hole, and nobody is stuck`(_ seed: UInt64) {
        var random = SeededGenerator(state: seed)
        let plans = [
            plan(
                account: RateLimits(requestsPerMinute: 30, concurrent: 3), model: RateLimits(requestsPerMinute: 10), "a"
            ),
            plan(account: RateLimits(requestsPerMinute: 30, concurrent: 3), model: RateLimits(concurrent: 1), "b"),
            plan(account: RateLimits(requestsPerMinute: 30, concurrent: 3), "c"),
        ]
        var simulation = Simulation()
        var arrivals: [Lane: [(ticket: Int, time: Duration)]] = [:]
        for ticket in 1...300 {
            let plan = plans[Int.random(in: 0...2, using: &random)]
            let time = Duration.milliseconds(Int.random(in: 0...600_000, using: &random))
            arrivals[plan.lane, default: []].append((ticket, time))
            simulation.at(time, .arrive(ticket, plan))
            if Bool.random(using: &random) {
                simulation.at(time + .milliseconds(Int.random(in: 0...90_000, using: &random)), .giveUp(ticket))
            }
        }
        simulation.run { _, _ in (.milliseconds(Int.random(in: 1...20_000, using: &random)), nil) }
        #expect(simulation.waiting.isEmpty && simulation.out.isEmpty, "seed \(seed)")
        #expect(simulation.mostOut <= 3, "seed \(seed)")
        expectWindows(simulation.sent.map(\.time), within: 30, seed)
        for (_, arrived) in arrivals {
            let order = arrived.sorted { ($0.time, $0.ticket) < ($1.time, $1.ticket) }.map(\.ticket)
            let sent = simulation.sent.map(\.ticket).filter(Set(order).contains)
            #expect(sent == order.filter(Set(sent).contains), "seed \(seed)")
        }
        let report = TrafficReport(simulation.book, at: simulation.now)
        #expect(report.meters.allSatisfy { $0.running == 0 } && report.lanes.allSatisfy { $0.waiting == 0 })
    }

    @Test(arguments: 1...20) func `after a pause there is no stampede`(_ seed: UInt64) {
        var random = SeededGenerator(state: seed)
        let plan = plan()
        let pause = Double(Int.random(in: 5...200, using: &random))
        var simulation = Simulation()
        simulation.at(.zero, .arrive(1, plan))
        for ticket in 2...500 { simulation.at(.seconds(2), .arrive(ticket, plan)) }
        var limited = EaselError(.rateLimited, "slow down")
        limited.retryAfterSeconds = pause
        simulation.run { ticket, _ in (.seconds(1), ticket == 1 ? limited : nil) }
        let open = Duration.seconds(1 + pause)
        let rounds = Dictionary(grouping: simulation.sent.dropFirst(), by: \.time).sorted { $0.key < $1.key }
        #expect(simulation.sent.dropFirst().allSatisfy { $0.time >= open }, "seed \(seed)")
        #expect(rounds.prefix(6).map(\.value.count) == [1, 2, 4, 8, 16, 32], "seed \(seed)")
        #expect(simulation.sent.map(\.ticket) == Array(1...500), "seed \(seed)")
    }

    @Test(arguments: 1...20) func `in an outage one probe goes at a time, and it ends with the outage`(_ seed: UInt64) {
        var random = SeededGenerator(state: seed)
        let plan = plan()
        let end = Duration.seconds(Int.random(in: 30...1000, using: &random))
        var simulation = Simulation()
        for ticket in 1...1500 { simulation.at(.seconds(ticket), .arrive(ticket, plan)) }
        simulation.run { _, now in
            (.milliseconds(Int.random(in: 1...900, using: &random)), now < end ? EaselError(.unavailable, "down") : nil)
        }
        let down = simulation.sent.filter { $0.time < end }
        #expect(down.count <= CircuitBreaker.threshold + 5 + Int(end / .seconds(240)) + 1, "seed \(seed)")
        // Four minutes is the longest that a circuit stays open.
        let served = simulation.sent.count - down.count
        #expect(served >= 1500 - Int(end / .seconds(1)) - 260, "seed \(seed)")
        #expect(simulation.refused.values.allSatisfy { $0.kind == .unavailable }, "seed \(seed)")
    }

    @Test func `a pause of the account holds every lane of it, one of a model only its own`() {
        let a = plan(model: RateLimits(requestsPerMinute: 100), "a")
        let b = plan(model: RateLimits(requestsPerMinute: 100), "b")
        for (scope, holdsOther) in [(RateScope.account, true), (.model, false)] {
            var book = TrafficBook(epoch: .distantPast, patience: .seconds(300))
            book.enqueue(1, a)
            #expect(book.advance(at: .zero) == [.go(1)])
            let error = EaselError(.rateLimited, "no").with {
                $0.retryAfterSeconds = 9
                $0.limitScope = scope
            }
            book.note(error, of: 1, at: .zero)
            book.leave(1)
            book.enqueue(2, a)
            book.enqueue(3, b)
            let steps = book.advance(at: .zero)
            #expect(steps.contains(.hold(2, until: .seconds(9))))
            #expect(steps.contains(holdsOther ? .hold(3, until: .seconds(9)) : .go(3)))
        }
    }

    @Test func `a day that is used up refuses at once and says when it starts anew`() throws {
        let epoch = Date(timeIntervalSince1970: 1_750_024_800)  // 22:00 UTC
        let plan = plan { $0.rateClasses = [RateClass("free", limits: RateLimits())] }
        var book = TrafficBook(epoch: epoch, patience: .seconds(300))
        book.enqueue(1, plan)
        _ = book.advance(at: .zero)
        let error = EaselError(.quota, "used up").with {
            $0.resetsAt = epoch.addingTimeInterval(7200)
            $0.limitScope = .pool
        }
        let restriction = book.note(error, of: 1, at: .seconds(1))
        let kept = try #require(restriction)
        #expect(kept.key.name == "class:free" && kept.closedUntil == error.resetsAt)
        book.leave(1)
        book.enqueue(2, plan)
        guard case .refuse(2, let refusal)? = book.advance(at: .seconds(2)).first else {
            return #expect(Bool(false), "not refused")
        }
        #expect(refusal.kind == .quota && refusal.resetsAt == error.resetsAt && refusal.retryAfterSeconds == 7198)
        #expect(refusal.remedy.contains("00:00 UTC, in 120 min") || refusal.remedy.contains("00:00 UTC, in 2 h"))
        book.enqueue(3, plan)
        #expect(book.advance(at: .seconds(7200)) == [.go(3)])
    }

    @Test func `a person's own numbers stand in place of the catalog's`() {
        let own = RateLimits(requestsPerMinute: 9, concurrent: 40)
        let fal = plan {
            $0.rateClasses = [RateClass("run", limits: RateLimits(concurrent: 2))]
            $0.ownLimits = own
        }
        #expect(fal.meters.map(\.limits) == [RateLimits(requestsPerMinute: 9), RateLimits(concurrent: 40)])
        let veo = plan(model: RateLimits(requestsPerMinute: 50)) { $0.ownLimits = own }
        #expect(veo.meters.map(\.limits) == [own])
        var sandbox = FakeProvider().provider
        sandbox.isSandbox = true
        sandbox.descriptor.rate = own
        #expect(LanePlan(sandbox, .image, nil).meters.map(\.limits) == [RateLimits()])
    }

    @Test func `what a screen is told of a send that would wait or be refused`() {
        let plan = plan(account: RateLimits(requestsPerMinute: 1))
        let epoch = Date(timeIntervalSince1970: 1_750_000_000)
        var book = TrafficBook(epoch: epoch, patience: .seconds(300))
        let forecast = { (book: TrafficBook) in
            TrafficReport(book, at: .seconds(10)).forecast(
                "fake", .image, "m", classes: [], at: epoch.addingTimeInterval(10))
        }
        #expect(forecast(book) == nil)
        book.enqueue(1, plan)
        _ = book.advance(at: .seconds(5))
        #expect(forecast(book) == .init(until: epoch.addingTimeInterval(65), reason: .limit))
        book.note(EaselError(.rateLimited, "no").with { $0.retryAfterSeconds = 100 }, of: 1, at: .seconds(6))
        #expect(forecast(book) == .init(until: epoch.addingTimeInterval(106), reason: .pause))
    }
}
