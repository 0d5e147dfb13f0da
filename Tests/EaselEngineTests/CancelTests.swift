import EaselCore
import EaselEngine
import EaselTestSupport
import Foundation
import Testing

@Suite(.timeLimit(.minutes(2))) struct CancelTests {
    private let bench = Bench(skipping: { _ in false })

    /// Starts a job that waits in the queue, cancels it there and returns what is left.
    private func cancelInQueue(_ service: FakeMediaService<ImageRequest>) async throws -> Outcome {
        var provider = bench.provider(image: service)
        provider.cards[0].price = Price([.image: 0.5])
        let runner = bench.runner(provider)
        let events = runner.events()
        let order = GenerationOrder.fake(.image)
        try await runner.start(order)
        await bench.clock.sleeper(for: .milliseconds(500))
        let record = try await runner.cancel(order.id)
        let outcome = try await bench.outcome(of: order.id, from: events)
        #expect(record == outcome.record)
        #expect(bench.history.holder(order.id) == nil)
        return outcome
    }

    @Test(arguments: [(CancelReply.removed, Double?.none), (.requested, 0.5), (.unsupported, 0.5)])
    func `a cancelled job is closed with the provider's reply`(reply: CancelReply, cost: Double?) async throws {
        let outcome = try await cancelInQueue(bench.queue(.success(.queued(position: 3)), cancel: { _ in reply }))
        #expect(
            outcome.row.status == .cancelled && outcome.row.cancelReply == reply
                && outcome.row.error?.kind == .cancelled)
        #expect(outcome.row.usage.costUSD == cost, "only what was taken back in time is free for sure")
        #expect(outcome.row.attempts.map(\.status) == [.cancelled])
        #expect(bench.journal.count("service.cancel") == 1 && bench.journal.count("service.status") == 1)
    }

    @Test func `a job that was done before the cancel arrived keeps its result`() async throws {
        let service = bench.queue(
            .success(.running(progress: 0.9, log: [])), .success(.completed(.pictures(2))),
            cancel: { _ in .alreadyFinished })
        let outcome = try await cancelInQueue(service)
        #expect(
            outcome.row.status == .succeeded && outcome.row.assets.count == 2
                && outcome.row.cancelReply == .alreadyFinished)
        #expect(outcome.row.warnings.count == 1 && outcome.names.suffix(2) == ["saved", "finished"])
    }

    @Test func `a job that had failed before the cancel arrived is a failure`() async throws {
        let service = bench.queue(
            .success(.queued(position: 0)), .success(.failed(EaselError(.contentPolicy, "Refused."))),
            cancel: { _ in .alreadyFinished })
        let outcome = try await cancelInQueue(service)
        #expect(outcome.row.status == .failed && outcome.row.error?.kind == .contentPolicy)
    }

    @Test func `a cancel that the provider does not answer closes the row with a warning`() async throws {
        let service = bench.queue(
            .success(.queued(position: 3)),
            cancel: { _ async throws(EaselError) in
                throw EaselError(.unavailable, "Nobody answers.")
            })
        let outcome = try await cancelInQueue(service)
        #expect(outcome.row.status == .cancelled && outcome.row.cancelReply == nil)
        #expect(outcome.row.warnings.contains { $0.message.contains("Nobody answers.") })
    }

    @Test func `a finished job whose result cannot be fetched after a cancel is not thrown away`() async throws {
        let service = bench.queue(
            .success(.queued(position: 0)), .failure(EaselError(.unavailable, "Down.")),
            cancel: { _ in .alreadyFinished })
        let runner = bench.runner(bench.provider(image: service))
        let order = GenerationOrder.fake(.image)
        try await runner.start(order)
        await bench.clock.sleeper(for: .milliseconds(500))
        let error = await failure { try await runner.cancel(order.id) }
        #expect(error?.kind == .invalidRequest && error?.remedy.contains("jobs resume") == true)
        #expect(bench.history.peek(order.id)?.status == .accepted)
    }

    @Test func `cancelling twice at once asks the provider once and tells both the same`() async throws {
        let answering = Latch()
        let service = bench.queue(
            .success(.queued(position: 3)),
            cancel: { [journal = bench.journal] _ in
                journal.note("cancelling")
                await answering.wait()
                return .removed
            })
        let runner = bench.runner(bench.provider(image: service))
        let order = GenerationOrder.fake(.image)
        try await runner.start(order)
        await bench.clock.sleeper(for: .milliseconds(500))
        async let first = runner.cancel(order.id)
        await bench.journal.reached("cancelling")
        let second = Task { try await runner.cancel(order.id) }
        answering.open()
        let record = try await first
        #expect(record.status == .cancelled)
        switch await second.result {
        case .success(let same): #expect(same == record)
        case .failure(let late): #expect((late as? EaselError)?.kind == .invalidRequest, "it came when all was over")
        }
        #expect(bench.journal.count("service.cancel") == 1)
        let third = await failure { try await runner.cancel(order.id) }
        #expect(third?.kind == .invalidRequest, "what is over cannot be cancelled")
    }

    @Test func `a cancel during the submit waits for the job's id and cancels it at the provider`() async throws {
        let answering = Latch()
        let service = FakeMediaService<ImageRequest>(
            bench.journal,
            submit: { _ in
                await answering.wait()
                return .accepted(.fake(.image))
            }, cancel: { _ in .removed })
        let runner = bench.runner(bench.provider(image: service))
        let events = runner.events()
        let order = GenerationOrder.fake(.image)
        try await runner.start(order)
        await bench.journal.reached("service.submit")
        async let cancelled = runner.cancel(order.id)
        await bench.clock.sleeper(for: .seconds(3))
        answering.open()
        let record = try await cancelled
        let outcome = try await bench.outcome(of: order.id, from: events)
        #expect(record.status == .cancelled && record.cancelReply == .removed && record.remoteJob == .fake(.image))
        #expect(outcome.row == record && outcome.names == ["opened", "accepted", "finished"])
        #expect(bench.journal.count("service.status") == 0)
    }

    @Test func `a submit that goes on for too long after a cancel is cut off, and its fate is said to be unknown`()
        async throws
    {
        let service = FakeMediaService<ImageRequest>(
            bench.journal, submit: { _ async throws(EaselError) in throw await hang() })
        var provider = bench.provider(image: service)
        provider.cards[0].price = Price([.image: 0.5])
        let runner = bench.runner(provider)
        let order = GenerationOrder.fake(.image)
        try await runner.start(order)
        await bench.journal.reached("service.submit")
        async let cancelled = runner.cancel(order.id)
        await bench.clock.sleeper(for: .seconds(3))
        bench.clock.advance(by: .seconds(3))
        let record = try await cancelled
        #expect(
            record.status == .cancelled && record.error?.kind == .cancelled && record.error?.mayHaveBeenAccepted == true
        )
        #expect(record.usage.costUSD == 0.5)
    }

    @Test func `results that arrive just after a cancel are kept`() async throws {
        let answering = Latch()
        let service = FakeMediaService<ImageRequest>(
            bench.journal,
            submit: { _ in
                await answering.wait()
                return .completed(.pictures(2))
            })
        bench.media.beforeSave { (_, _) async throws(EaselError) in if Task.isCancelled { throw .cancelled } }
        let runner = bench.runner(bench.provider(image: service))
        let order = GenerationOrder.fake(.image)
        try await runner.start(order)
        await bench.journal.reached("service.submit")
        async let cancelled = runner.cancel(order.id)
        await bench.clock.sleeper(for: .seconds(3))
        answering.open()
        let record = try await cancelled
        #expect(record.status == .succeeded && record.assets.count == 2 && record.warnings.count == 1)
    }

    @Test func `a cancel while results are being saved stops there and keeps those that are saved`() async throws {
        let service = FakeMediaService<ImageRequest>(bench.journal, submit: { _ in .completed(.pictures(3)) })
        bench.media.beforeSave { [journal = bench.journal] (_, place) async throws(EaselError) in
            guard place.index == 1 else { return }
            journal.note("saving")
            throw await hang()
        }
        let runner = bench.runner(bench.provider(image: service))
        let order = GenerationOrder.fake(.image)
        try await runner.start(order)
        await bench.journal.reached("saving")
        let record = try await runner.cancel(order.id)
        #expect(record.status == .cancelled && record.assets.count == 1)
        #expect(bench.history.peek(order.id) == record)
    }

    @Test func `a cancel while the row is being opened takes effect as soon as it is there`() async throws {
        let opening = Latch()
        bench.history.before { [journal = bench.journal] (operation, _) async throws(EaselError) in
            guard operation == .open else { return }
            journal.note("opening")
            await opening.wait()
        }
        let service = FakeTextService(bench.journal) { (_, _) async throws(EaselError) in throw await hang() }
        let runner = bench.runner(bench.provider(text: service))
        let order = GenerationOrder.fake(.text)
        async let started = runner.start(order)
        await bench.journal.reached("opening")
        async let cancelled = runner.cancel(order.id)
        opening.open()
        _ = try await started
        #expect(try await cancelled.status == .cancelled)
        #expect(bench.history.peek(order.id)?.error?.mayHaveBeenAccepted == false)
    }

    @Test(arguments: [CancelReply.removed, .requested, .unsupported])
    func `a job that is not followed here is cancelled too, and closed`(reply: CancelReply) async throws {
        let record = bench.leftBehind(owner: "other")
        let runner = bench.runner(bench.provider(image: bench.queue(cancel: { _ in reply })))
        let events = runner.events()
        let cancelled = try await runner.cancel(record.id)
        #expect(cancelled.status == .cancelled && cancelled.cancelReply == reply)
        #expect(bench.history.peek(record.id) == cancelled)
        #expect(try await bench.outcome(of: record.id, from: events).record == cancelled)
    }

    @Test func `a job that is not followed here and is done keeps its row, with the way to its result`() async throws {
        let record = bench.leftBehind(owner: nil)
        let runner = bench.runner(bench.provider(image: bench.queue(cancel: { _ in .alreadyFinished })))
        let error = await failure { try await runner.cancel(record.id) }
        #expect(error?.kind == .invalidRequest && error?.remedy.contains("jobs resume") == true)
        #expect(bench.history.peek(record.id)?.status == .accepted)
    }

    @Test func `a cancel that fails at the provider leaves the row as it is`() async throws {
        let record = bench.leftBehind(owner: nil)
        let runner = bench.runner(
            bench.provider(
                image: bench.queue(cancel: { _ async throws(EaselError) in
                    throw EaselError(.unavailable, "Down.")
                })))
        let error = await failure { try await runner.cancel(record.id) }
        #expect(error?.kind == .unavailable)
        #expect(bench.history.peek(record.id) == record)
    }

    @Test func `a job of the sandbox is never cancelled at the real provider`() async throws {
        let record = bench.leftBehind(isSandbox: true)
        let cancelled = try await bench.runner(bench.provider(image: bench.queue())).cancel(record.id)
        #expect(cancelled.status == .cancelled && cancelled.cancelReply == .unsupported)
        #expect(bench.journal.count("service.cancel") == 0)
    }

    @Test func `a submit that another living process is making cannot be cancelled from here`() async throws {
        let record = bench.leftBehind(job: nil, owner: "other")
        let error = await failure { try await bench.runner(bench.provider(image: bench.queue())).cancel(record.id) }
        #expect(error?.kind == .invalidRequest)
        #expect(bench.history.peek(record.id) == record)
        let dead = bench.runner(bench.provider(image: bench.queue()), alive: { $0 != "other" })
        let closed = try await dead.cancel(record.id)
        #expect(closed.status == .failed && closed.error?.mayHaveBeenAccepted == true)
    }

    @Test func `what does not exist or is over cannot be cancelled`() async throws {
        let runner = bench.runner(bench.provider(image: bench.queue()))
        let unknown = await failure { try await runner.cancel(.new()) }
        #expect(unknown?.kind == .invalidRequest)
        let record = bench.leftBehind { $0.status = .succeeded }
        let over = await failure { try await runner.cancel(record.id) }
        #expect(over?.kind == .invalidRequest && over?.message.contains("succeeded") == true)
    }

    @Test func `a run whose row another process closed tells what that one wrote`() async throws {
        let service = bench.queue(
            .success(.queued(position: 1)), .success(.failed(EaselError(.invalidRequest, "It was cancelled."))))
        let here = bench.runner(bench.provider(image: service))
        let events = here.events()
        let order = GenerationOrder.fake(.image)
        try await here.start(order)
        await bench.clock.sleeper(for: .milliseconds(500))
        let there = bench.runner(bench.provider(image: bench.queue(cancel: { _ in .requested })), owner: "other")
        let cancelled = try await there.cancel(order.id)
        bench.clock.advance(by: .milliseconds(500))
        let outcome = try await bench.outcome(of: order.id, from: events)
        #expect(outcome.record == cancelled && outcome.row == cancelled && cancelled.status == .cancelled)
    }

    @Test func `results of a row that another process closed are not fetched`() async throws {
        let service = bench.queue(.success(.queued(position: 1)), .success(.completed(.pictures(2))))
        let here = bench.runner(bench.provider(image: service))
        let events = here.events()
        let order = GenerationOrder.fake(.image)
        try await here.start(order)
        await bench.clock.sleeper(for: .milliseconds(500))
        let there = bench.runner(bench.provider(image: bench.queue(cancel: { _ in .requested })), owner: "other")
        _ = try await there.cancel(order.id)
        bench.clock.advance(by: .milliseconds(500))
        let outcome = try await bench.outcome(of: order.id, from: events)
        #expect(outcome.record.status == .cancelled && bench.media.placements.isEmpty)
    }
}
