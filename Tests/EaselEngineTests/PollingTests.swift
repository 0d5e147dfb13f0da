import EaselCore
import EaselEngine
import EaselTestSupport
import Foundation
import Testing

@Suite(.timeLimit(.minutes(2))) struct PollingTests {
    private let bench = Bench()
    private let down = Result<RemoteJobStatus, EaselError>.failure(EaselError(.unavailable, "Down."))

    @Test func `failures to ask are waited out`() async throws {
        let slow = EaselError(.rateLimited, "Slow down.").with { $0.retryAfterSeconds = 7 }
        let service = bench.queue(
            down, .failure(slow), .failure(EaselError(.timeout, "Late.")), .success(.completed(.pictures(1))))
        let outcome = try await bench.run(.fake(.image), on: bench.runner(bench.provider(image: service)))
        #expect(outcome.row.status == .succeeded && outcome.row.error == nil)
        #expect(bench.clock.sleeps.contains(.seconds(7)))
        #expect(bench.journal.count("service.status") == 4)
    }

    @Test func `giving up leaves the job ours`() async throws {
        let service = FakeMediaService<ImageRequest>(
            bench.journal, submit: { _ in .accepted(.fake(.image)) },
            status: { (_, _) async throws(EaselError) in throw EaselError(.unavailable, "Down.") })
        let outcome = try await bench.run(.fake(.image), on: bench.runner(bench.provider(image: service)))
        #expect(outcome.row.status == .accepted && outcome.record.status == .accepted)
        #expect(outcome.record.error?.kind == .unavailable)
        #expect(outcome.record.attempts.map(\.status) == [.accepted])
        #expect(bench.journal.count("service.status") == 26)
        #expect(bench.journal.count("history.close") == 0)
        #expect(bench.history.holder(outcome.row.id) == nil)
    }

    @Test(arguments: [EaselError.Kind.authentication, .permission, .quota, .configuration])
    func `what a person can mend leaves the job ours at once`(kind: EaselError.Kind) async throws {
        let service = bench.queue(.failure(EaselError(kind, "No.")))
        let outcome = try await bench.run(.fake(.image), on: bench.runner(bench.provider(image: service)))
        #expect(outcome.row.status == .accepted && outcome.record.error?.kind == kind)
    }

    @Test func `answers that make no sense are asked for again, three times`() async throws {
        let page = EaselError(.invalidResponse, "A page.")
        let service = FakeMediaService<ImageRequest>(
            bench.journal, submit: { _ in .accepted(.fake(.image)) },
            status: { (_, _) async throws(EaselError) in throw page })
        let outcome = try await bench.run(.fake(.image), on: bench.runner(bench.provider(image: service)))
        #expect(outcome.row.status == .accepted && outcome.record.error?.kind == .invalidResponse)
        #expect(bench.journal.count("service.status") == 4)
    }

    @Test(arguments: [EaselError.Kind.invalidRequest, .modelNotFound, .contentPolicy, .unsupported])
    func `a provider that knows no such job, or refuses its result, ends it`(kind: EaselError.Kind) async throws {
        let service = bench.queue(.failure(EaselError(kind, "No.")))
        let outcome = try await bench.run(.fake(.image), on: bench.runner(bench.provider(image: service)))
        #expect(outcome.row.status == .failed && outcome.row.error?.kind == kind)
    }

    @Test func `the lease is renewed while a job is followed`() async throws {
        let bench = Bench(skipping: { _ in false })
        let service = bench.queue(.success(.queued(position: 1)), .success(.completed(.pictures(1))))
        let runner = bench.runner(bench.provider(image: service))
        let events = runner.events()
        let order = GenerationOrder.fake(.image)
        try await runner.start(order)
        await bench.clock.sleepers { $0.contains(.milliseconds(500)) && $0.contains(.seconds(20)) }
        #expect(bench.history.holder(order.id) == "us", "the row is ours from its opening on")
        #expect(try await bench.history.claim(order.id, owner: "other", until: bench.clock.now) == false)
        bench.clock.advance(by: .seconds(20))
        let outcome = try await bench.outcome(of: order.id, from: events)
        #expect(outcome.row.status == .succeeded)
        #expect(bench.journal.count("history.claim") >= 1)
    }

    @Test func `a job that another process has taken over is followed no further`() async throws {
        let (history, clock) = (bench.history, bench.clock)
        let service = FakeMediaService<ImageRequest>(
            bench.journal, submit: { _ in .accepted(.fake(.image)) },
            status: { (_, count) async throws(EaselError) in
                // This process slept for longer than its lease, and another one has taken the row meanwhile.
                if count == 3, var row = try await history.unfinished().first {
                    row.text = "theirs"
                    history.put(row, owner: "other", until: clock.now.addingTimeInterval(1_000_000))
                }
                return .queued(position: 1)
            })
        let outcome = try await bench.run(.fake(.image), on: bench.runner(bench.provider(image: service)))
        #expect(outcome.record.status == .accepted && outcome.record.error == nil)
        #expect(history.holder(outcome.row.id) == "other")
        #expect(bench.journal.count("history.claim refused") == 1)
        #expect(bench.journal.count("history.close") == 0 && bench.journal.count("service.cancel") == 0)
    }
}
