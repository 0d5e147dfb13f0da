import EaselCore
import EaselEngine
import EaselTestSupport
import Foundation
import Testing

@Suite(.timeLimit(.minutes(2))) struct HistoryFailureTests {
    private let bench = Bench()

    private func fail(_ operations: InMemoryHistoryStore.Operation...) {
        bench.history.before { (operation, _) async throws(EaselError) in
            if operations.contains(operation) { throw EaselError(.storage, "Disk full.") }
        }
    }

    @Test func `nothing is sent when the row cannot be opened`() async throws {
        fail(.open)
        let runner = bench.runner(bench.provider(image: bench.queue()))
        let error = await failure { try await runner.start(.fake(.image)) }
        #expect(error?.kind == .storage)
        #expect(bench.journal.entries.isEmpty)
        #expect(await runner.activeJobs.isEmpty)
    }

    @Test func `the same id is not started twice`() async throws {
        let service = FakeTextService(bench.journal, pieces: ["x"])
        let runner = bench.runner(bench.provider(text: service))
        let order = GenerationOrder.fake(.text)
        async let first = failure { try await runner.start(order) }
        async let second = failure { try await runner.start(order) }
        let errors = await [first, second].compactMap(\.self)
        #expect(errors.count == 1)
        _ = await runner.result(of: order.id)
        #expect(bench.journal.count("service.stream") == 1)
    }

    @Test func `a job that history cannot keep is followed all the same, with a warning`() async throws {
        fail(.accept)
        let service = bench.queue(.success(.completed(.pictures(1))))
        let outcome = try await bench.run(.fake(.image), on: bench.runner(bench.provider(image: service)))
        #expect(outcome.names == ["opened", "warning", "accepted", "saved", "finished"])
        #expect(outcome.row.status == .succeeded && outcome.row.warnings.first?.message.contains("Disk full.") == true)
    }

    @Test func `a job that history could not keep is kept when we leave it`() async throws {
        let failing = Latch()
        bench.history.before { [journal = bench.journal] (operation, _) async throws(EaselError) in
            guard operation == .accept, journal.count("refused") == 0 else { return }
            journal.note("refused")
            throw EaselError(.storage, "Busy.")
        }
        failing.open()
        let service = bench.queue(.failure(EaselError(.authentication, "Key withdrawn.")))
        let outcome = try await bench.run(.fake(.image), on: bench.runner(bench.provider(image: service)))
        #expect(outcome.row.status == .accepted && outcome.row.remoteJob == .fake(.image))
    }

    @Test func `a file that history cannot be told of is fetched again with its job`() async throws {
        fail(.add)
        let service = bench.queue(.success(.completed(.pictures(1))))
        let outcome = try await bench.run(.fake(.image), on: bench.runner(bench.provider(image: service)))
        #expect(outcome.row.status == .accepted && outcome.record.error?.kind == .storage)
        #expect(!outcome.names.contains("saved"))
    }

    @Test func `a file that history cannot be told of is shown where there is no job to ask again`() async throws {
        fail(.add)
        let service = FakeMediaService<ImageRequest>(bench.journal, submit: { _ in .completed(.pictures(2)) })
        let outcome = try await bench.run(.fake(.image), on: bench.runner(bench.provider(image: service)))
        #expect(outcome.record.status == .failed && outcome.record.error?.kind == .storage)
        #expect(outcome.record.assets.count == 2, "the files are there")
    }

    @Test(arguments: [InMemoryHistoryStore.Operation.close, .release])
    func `an end that history cannot keep is told all the same`(operation: InMemoryHistoryStore.Operation) async throws
    {
        fail(operation)
        let runner = bench.runner(bench.provider(text: FakeTextService(bench.journal, pieces: ["whole"])))
        let outcome = try await bench.run(.fake(.text), on: runner)
        #expect(outcome.record.status == .succeeded && outcome.record.text == "whole")
        #expect(outcome.record.warnings.map(\.message).contains { $0.contains("Disk full.") })
        #expect(await runner.result(of: outcome.record.id)?.status != .failed)
    }

    @Test func `a renewal that history does not answer does not stop the work`() async throws {
        bench.history.before { [journal = bench.journal] (operation, _) async throws(EaselError) in
            if operation == .claim && journal.count("history.claim") > 0 { throw EaselError(.storage, "Busy.") }
        }
        let service = FakeMediaService<ImageRequest>(
            bench.journal, submit: { _ in .accepted(.fake(.image)) },
            status: { (_, count) async throws(EaselError) in
                count < 60 ? .queued(position: count) : .completed(.pictures(1))
            })
        let outcome = try await bench.run(.fake(.image), on: bench.runner(bench.provider(image: service)))
        #expect(outcome.row.status == .succeeded)
    }

    @Test(arguments: [
        (InMemoryHistoryStore.Operation.accept, "accepted"), (.add, "saved"), (.close, "finished"),
    ])
    func `an event that says something is kept comes after it is durable`(
        operation: InMemoryHistoryStore.Operation, name: String
    ) async throws {
        let writing = Latch()
        let order = GenerationOrder.fake(.image)
        bench.history.before { [journal = bench.journal] (current, id) async throws(EaselError) in
            guard current == operation, id == order.id else { return }
            journal.note("writing")
            await writing.wait()
        }
        var provider = bench.provider(image: bench.queue(.success(.completed(.pictures(1)))))
        provider.services.text = FakeTextService(bench.journal, pieces: ["x"])
        provider.cards.append(.fake(.text))
        provider.defaults[.text] = "fake-text"
        let runner = bench.runner(provider)
        let events = runner.events()
        try await runner.start(order)
        await bench.journal.reached("writing")
        // Events have one order for all generations: what was sent before the marker's end comes before it.
        let marker = GenerationOrder.fake(.text)
        try await runner.start(marker)
        var before: [GenerationEvent] = []
        for await event in events {
            if event.id == order.id { before.append(event.event) }
            if event.id == marker.id, case .finished = event.event { break }
        }
        #expect(
            !Outcome(
                events: before, record: try #require(bench.history.peek(order.id)),
                row: try #require(bench.history.peek(order.id))
            ).names.contains(name))
        writing.open()
        #expect(await runner.result(of: order.id)?.status == .succeeded)
    }
}
