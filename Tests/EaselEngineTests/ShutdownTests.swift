import EaselCore
import EaselEngine
import EaselTestSupport
import Foundation
import Testing

@Suite(.timeLimit(.minutes(2))) struct ShutdownTests {
    private let bench = Bench(skipping: { _ in false })

    @Test func `remote jobs stay ours and are given back`() async throws {
        let service = bench.queue(.success(.queued(position: 3)))
        let runner = bench.runner(bench.provider(image: service))
        let events = runner.events()
        let order = GenerationOrder.fake(.image)
        try await runner.start(order)
        await bench.clock.sleeper(for: .milliseconds(500))
        #expect(bench.history.holder(order.id) == "us")
        await runner.shutdown()
        let outcome = try await bench.outcome(of: order.id, from: events)
        #expect(outcome.record.status == .accepted && outcome.record.error == nil && outcome.row.status == .accepted)
        #expect(bench.history.holder(order.id) == nil)
        #expect(bench.journal.count("service.cancel") == 0)
        #expect(await runner.activeJobs.isEmpty)
    }

    @Test func `the lease is not taken again once it was given back`() async throws {
        for _ in 0..<50 {
            let bench = Bench(skipping: { _ in false })
            let service = FakeMediaService<ImageRequest>(
                bench.journal, submit: { _ in .accepted(.fake(.image)) },
                status: { (_, _) async throws(EaselError) in .queued(position: 3) })
            let runner = bench.runner(bench.provider(image: service))
            let order = GenerationOrder.fake(.image)
            try await runner.start(order)
            await bench.clock.sleepers { $0.contains(.seconds(20)) && $0.contains(.milliseconds(500)) }
            async let over: Void = runner.shutdown()
            bench.clock.advance(by: .seconds(20))
            await over
            #expect(bench.history.holder(order.id) == nil)
        }
    }

    @Test func `a stream ends where it is`() async throws {
        let service = FakeTextService(bench.journal) { [journal = bench.journal] (_, emit) async throws(EaselError) in
            await emit(.delta("So far"))
            journal.note("hanging")
            throw await hang()
        }
        let runner = bench.runner(bench.provider(text: service))
        let order = GenerationOrder.fake(.text)
        try await runner.start(order)
        await bench.journal.reached("hanging")
        await runner.shutdown()
        #expect(bench.history.peek(order.id)?.status == .cancelled && bench.history.peek(order.id)?.text == "So far")
    }

    @Test func `a submit under way gets its moment, and its job is kept`() async throws {
        let answering = Latch()
        let service = FakeMediaService<ImageRequest>(
            bench.journal,
            submit: { _ in
                await answering.wait()
                return .accepted(.fake(.image))
            })
        let runner = bench.runner(bench.provider(image: service))
        let order = GenerationOrder.fake(.image)
        try await runner.start(order)
        await bench.journal.reached("service.submit")
        async let over: Void = runner.shutdown()
        await bench.clock.sleeper(for: .seconds(3))
        answering.open()
        await over
        let row = try #require(bench.history.peek(order.id))
        #expect(row.status == .accepted && row.remoteJob == .fake(.image))
        #expect(bench.journal.count("service.status") == 0)
    }

    @Test func `a submit that does not end in time is closed as of unknown fate, not as cancelled`() async throws {
        let service = FakeMediaService<ImageRequest>(
            bench.journal, submit: { _ async throws(EaselError) in throw await hang() })
        let runner = bench.runner(bench.provider(image: service))
        let order = GenerationOrder.fake(.image)
        try await runner.start(order)
        await bench.journal.reached("service.submit")
        async let over: Void = runner.shutdown()
        await bench.clock.sleeper(for: .seconds(3))
        bench.clock.advance(by: .seconds(3))
        await over
        let row = try #require(bench.history.peek(order.id))
        #expect(row.status == .failed && row.error?.mayHaveBeenAccepted == true)
    }

    @Test func `results of a remote job that are being saved are fetched on the next start`() async throws {
        let service = bench.queue(.success(.completed(.pictures(2))))
        bench.media.beforeSave { [journal = bench.journal] (_, place) async throws(EaselError) in
            guard place.index == 1 else { return }
            journal.note("saving")
            throw await hang()
        }
        let runner = bench.runner(bench.provider(image: service))
        let order = GenerationOrder.fake(.image)
        try await runner.start(order)
        await bench.journal.reached("saving")
        await runner.shutdown()
        #expect(bench.history.peek(order.id)?.status == .accepted && bench.history.peek(order.id)?.assets.count == 1)
        #expect(bench.history.holder(order.id) == nil)
    }

    @Test func `results that exist nowhere else are saved first`() async throws {
        let saving = Latch()
        let service = FakeMediaService<ImageRequest>(bench.journal, submit: { _ in .completed(.pictures(2)) })
        bench.media.beforeSave { [journal = bench.journal] (_, place) async throws(EaselError) in
            journal.note("saving")
            if place.index == 0 { await saving.wait() }
            if Task.isCancelled { throw .cancelled }
        }
        let runner = bench.runner(bench.provider(image: service))
        let order = GenerationOrder.fake(.image)
        try await runner.start(order)
        await bench.journal.reached("saving")
        async let over: Void = runner.shutdown()
        // New orders are turned away from the moment in which the runs are told.
        while await !runner.isShutDownNow { await Task.yield() }
        saving.open()
        await over
        #expect(bench.history.peek(order.id)?.status == .succeeded && bench.history.peek(order.id)?.assets.count == 2)
    }

    @Test func `nothing starts afterwards, and listeners end`() async throws {
        let runner = bench.runner(bench.provider(text: FakeTextService(bench.journal, pieces: ["x"])))
        let early = runner.events()
        await runner.shutdown()
        let error = await failure { try await runner.start(.fake(.text)) }
        #expect(error?.kind == .cancelled)
        let record = bench.leftBehind(owner: nil)
        #expect(try await runner.resumeAll().isEmpty)
        #expect(bench.history.peek(record.id) == record)
        for await _ in early { Issue.record("No event was due.") }
        for await _ in runner.events() { Issue.record("No event was due.") }
        await runner.shutdown()
    }
}

extension JobRunner {
    /// Whether new orders are turned away.
    fileprivate var isShutDownNow: Bool {
        get async {
            do {
                try await start(
                    GenerationOrder(
                        draft: GenerationDraft(modality: .speech, prompt: "probe"),
                        target: ModelReference(provider: "none")))
                return false
            } catch {
                return error.kind == .cancelled
            }
        }
    }
}
