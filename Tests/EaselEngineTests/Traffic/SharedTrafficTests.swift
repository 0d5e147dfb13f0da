import EaselCore
import EaselEngine
import EaselTestSupport
import Foundation
import Synchronization
import Testing

/// Limits that outlive a process, and that two of them share. Each runner stands for a process.
struct SharedTrafficTests {
    private let bench = Bench()
    private let memory: InMemoryTrafficMemory

    init() {
        let clock = bench.clock
        memory = InMemoryTrafficMemory { clock.now }
    }

    private func runner(
        _ rate: RateLimits? = nil, isSandbox: Bool = false, retries: RetryPolicy = RetryPolicy(attempts: 1),
        _ submit: @escaping @Sendable () throws(EaselError) -> Submission = { .completed(.pictures(1)) }
    ) -> JobRunner {
        let image = FakeMediaService<ImageRequest>(bench.journal, submit: { _ throws(EaselError) in try submit() })
        let card = ModelCard.fake(.image).with { $0.limits.rate = rate }
        var provider = FakeProvider(services: ServiceSet(image: image), cards: [card])
        provider.isSandbox = isSandbox
        var environment = bench.environment([provider.entry])
        environment.trafficMemory = memory
        environment.retries = retries
        return JobRunner(environment)
    }

    @Test func `commands in a row do not overrun a minute`() async throws {
        var times: [Duration] = []
        for _ in 0..<8 {
            let outcome = try await bench.run(.fake(.image), on: runner(RateLimits(requestsPerMinute: 6)))
            #expect(outcome.record.status == .succeeded)
            times.append(bench.clock.uptime)
        }
        #expect(times[5] < .seconds(1))
        #expect(times[6] >= .seconds(60) && times[7] >= .seconds(60))
    }

    @Test func `a pause that one was told holds for the other`() async throws {
        let slow = EaselError(.rateLimited, "slow down").with { $0.retryAfterSeconds = 40 }
        _ = try await bench.run(.fake(.image), on: runner { () throws(EaselError) in throw slow })
        let before = bench.clock.uptime
        let outcome = try await bench.run(.fake(.image), on: runner())
        #expect(outcome.record.status == .succeeded && outcome.names.contains("waiting"))
        #expect(bench.clock.uptime - before >= .seconds(39))
    }

    @Test func `a short pause is not worth remembering`() async throws {
        let slow = EaselError(.rateLimited, "slow down").with { $0.retryAfterSeconds = 2 }
        _ = try await bench.run(.fake(.image), on: runner { () throws(EaselError) in throw slow })
        #expect(memory.kept.isEmpty)
    }

    @Test func `a day that is used up refuses the next request at once, until it starts anew or is forgotten`()
        async throws
    {
        let reset = bench.clock.now.addingTimeInterval(20_000)
        let used = EaselError(.quota, "used up").with { $0.resetsAt = reset }
        let first = try await bench.run(
            .fake(.image), on: runner(retries: RetryPolicy()) { () throws(EaselError) in throw used })
        #expect(first.row.attempts.count == 1)
        let sent = bench.journal.count("service.submit")
        let next = runner()
        let second = try await bench.run(.fake(.image), on: next)
        #expect(second.record.error?.kind == .quota && second.record.error?.resetsAt == reset)
        #expect(second.record.error?.mayHaveBeenAccepted == false)
        #expect(bench.journal.count("service.submit") == sent)
        try await next.forgetTraffic("fake")
        #expect(try await bench.run(.fake(.image), on: next).record.status == .succeeded)
        #expect(try await bench.run(.fake(.image), on: runner()).record.status == .succeeded)
    }

    @Test func `a sandbox leaves nothing behind, and no catalog limit holds it up`() async throws {
        for _ in 0..<20 {
            _ = try await bench.run(
                .fake(.image), on: runner(RateLimits(requestsPerMinute: 1, requestsPerDay: 1), isSandbox: true))
        }
        #expect(bench.clock.uptime < .seconds(1) && memory.kept.isEmpty)
    }

    @Test func `a delay beyond the deadline ends the generation and says when`() async throws {
        let slow = EaselError(.rateLimited, "slow down").with { $0.retryAfterSeconds = 3600 }
        let outcome = try await bench.run(
            .fake(.image), on: runner(retries: RetryPolicy()) { () throws(EaselError) in throw slow })
        #expect(outcome.row.attempts.count == 1)
        #expect(outcome.record.error?.kind == .rateLimited && outcome.record.error?.retryAfterSeconds == 3600)
        #expect(outcome.record.error?.remedy.contains("60 min") == true)
        let next = try await bench.run(.fake(.image), on: runner())
        #expect(next.record.error?.kind == .rateLimited && next.record.error?.retryAfterSeconds == 3600)
    }

    @Test func `what headers say is left is known to whoever looks`() async throws {
        let reset = bench.clock.now.addingTimeInterval(30)
        let next = runner { () throws(EaselError) in
            RateBoard.current?.note(RateObservation(requests: .init(limit: 10, remaining: 0, resetsAt: reset)))
            return .completed(.pictures(1))
        }
        _ = try await bench.run(.fake(.image), on: next)
        let meter = try #require(await next.trafficReport().meters.first { $0.key.name.isEmpty })
        #expect(meter.requests?.remaining == 0 && meter.requests?.limit == 10)
        #expect(meter.forecast?.reason == .limit)
        _ = try await bench.run(.fake(.image), on: next)
        #expect(bench.clock.now >= reset)
    }

    @Test func `what an earlier process left is told after it was recalled`() async throws {
        let key = TrafficKey(provider: "fake", account: "", name: "")
        let until = bench.clock.now.addingTimeInterval(500)
        try await memory.restrict(key, pausedUntil: until, closedUntil: nil)
        try await memory.restrict(
            TrafficKey(provider: "fake", account: "another", name: "x"), pausedUntil: until, closedUntil: nil)
        let runner = runner()
        await runner.recallTraffic()
        let report = await runner.trafficReport()
        #expect(report.meters.map(\.key) == [key])
        let forecast = report.forecast("fake", .image, nil, classes: [], at: bench.clock.now)
        #expect(forecast?.reason == .pause && abs(forecast?.until.timeIntervalSince(until) ?? 9) < 0.01)
    }

    @Test func `changes ring`() async throws {
        let runner = runner()
        var bell = runner.trafficChanges().makeAsyncIterator()
        #expect(await bell.next() != nil)
        try await runner.start(.fake(.image))
        #expect(await bell.next() != nil)
        await runner.shutdown()
        while await bell.next() != nil {}
    }

    @Test func `tokens are estimated from bytes and the longest answer`() {
        var request = TextRequest(model: "m", prompt: String(repeating: "ä", count: 200))
        #expect(TokenEstimate.of(request, nil) == 100 + TokenEstimate.usualAnswer)
        let card = ModelCard.fake(.text).with { $0.limits.outputTokens = 10 }
        #expect(TokenEstimate.of(request, card) == 110)
        request.parameters = RequestParameters(values: [.maxOutputTokens: 50], specs: [])
        #expect(TokenEstimate.of(request, card) == 150)
        #expect(TokenEstimate.taken(Usage(inputTokens: 3, outputTokens: 4)) == 7)
        #expect(TokenEstimate.taken(Usage()) == nil)
    }

    @Test func `what a text took makes room for the next`() async throws {
        let text = FakeTextService(
            bench.journal, pieces: ["x"],
            completion: TextCompletion(finish: .stop, usage: Usage(inputTokens: 5, outputTokens: 5)))
        let card = ModelCard.fake(.text).with { $0.limits.rate = RateLimits(tokensPerMinute: 1500) }
        let runner = JobRunner(
            bench.environment([FakeProvider(services: ServiceSet(text: text), cards: [card]).entry]))
        for _ in 0..<20 { _ = try await bench.run(.fake(.text), on: runner) }
        #expect(bench.clock.uptime < .seconds(1))
        let meter = try #require(await runner.trafficReport().meters.first { $0.limits.tokensPerMinute != nil })
        #expect(meter.tokensLastMinute == 200)
    }
}
