import EaselCore
import EaselEngine
import EaselTestSupport
import Foundation
import Testing

@Suite(.timeLimit(.minutes(2))) struct ResumeTests {
    private let bench = Bench()

    @Test func `an abandoned job is followed to its end and never submitted again`() async throws {
        let record = bench.leftBehind(owner: nil)
        let service = bench.queue(.success(.running(progress: 0.5, log: [])), .success(.completed(.pictures(2))))
        let runner = bench.runner(bench.provider(image: service))
        let events = runner.events()
        #expect(try await runner.resumeAll() == [record.id])
        let outcome = try await bench.outcome(of: record.id, from: events)
        #expect(outcome.names == ["opened", "progress", "saved", "saved", "finished"])
        #expect(outcome.row.status == .succeeded && outcome.row.assets.count == 2)
        #expect(bench.journal.count("service.submit") == 0 && bench.journal.count("service.status") == 2)
        #expect(outcome.row.timing.totalMilliseconds.map { $0 >= 3_600_000 } == true, "it took since it was sent")
        #expect(outcome.row.attempts.count == 1)
        #expect(bench.history.holder(record.id) == nil)
    }

    @Test func `a row that a living process holds is left alone`() async throws {
        let record = bench.leftBehind(owner: "other")
        let runner = bench.runner(bench.provider(image: bench.queue()))
        #expect(try await runner.resumeAll().isEmpty)
        #expect(try await runner.resume(record) == false)
        #expect(bench.history.holder(record.id) == "other" && bench.history.peek(record.id) == record)
    }

    @Test func `a row is taken from a process that died, before its lease runs out`() async throws {
        let record = bench.leftBehind(owner: "dead")
        let service = bench.queue(.success(.completed(.pictures(1))))
        let runner = bench.runner(bench.provider(image: service), alive: { $0 != "dead" })
        let events = runner.events()
        #expect(try await runner.resumeAll() == [record.id])
        #expect(try await bench.outcome(of: record.id, from: events).row.status == .succeeded)
    }

    @Test func `a lease that ran out is free even if its owner seems to live`() async throws {
        let record = bench.leftBehind(owner: "other")
        bench.clock.advance(by: .seconds(61))
        let service = bench.queue(.success(.completed(.pictures(1))))
        let runner = bench.runner(bench.provider(image: service))
        #expect(try await runner.resumeAll() == [record.id])
        #expect(await runner.result(of: record.id)?.status == .succeeded)
    }

    @Test(arguments: [Modality.image, .text])
    func `a request that was cut off before its answer is closed as of unknown fate`(modality: Modality) async throws {
        let record = bench.leftBehind(modality, job: nil) { $0.text = "So far" }
        let runner = bench.runner(bench.provider(image: bench.queue()), alive: { _ in false })
        let events = runner.events()
        #expect(try await runner.resumeAll().isEmpty)
        let outcome = try await bench.outcome(of: record.id, from: events)
        #expect(
            outcome.row.status == .failed && outcome.row.error?.mayHaveBeenAccepted == true
                && outcome.row.text == "So far")
        #expect(outcome.record == outcome.row)
        #expect(bench.journal.count("service.submit") == 0)
    }

    @Test func `a row that another process has just opened is not taken for abandoned`() async throws {
        let record = bench.leftBehind(job: nil, owner: nil, age: 1) { $0.sentAt = nil }
        let runner = bench.runner(bench.provider(image: bench.queue()))
        #expect(try await runner.resumeAll().isEmpty)
        #expect(bench.history.peek(record.id) == record)
        bench.clock.advance(by: .seconds(60))
        _ = try await runner.resumeAll()
        #expect(bench.history.peek(record.id)?.status == .failed)
    }

    @Test func `a generation that is being started here is not taken for abandoned`() async throws {
        let claiming = Latch()
        bench.history.before { [journal = bench.journal] (operation, _) async throws(EaselError) in
            guard operation == .open, journal.count("claiming") == 0 else { return }
            journal.note("claiming")
            await claiming.wait()
        }
        let runner = bench.runner(bench.provider(text: FakeTextService(bench.journal, pieces: ["whole"])))
        let order = GenerationOrder.fake(.text)
        let events = runner.events()
        async let started = runner.start(order)
        await bench.journal.reached("claiming")
        bench.clock.advance(by: .seconds(120))
        #expect(try await runner.resumeAll().isEmpty)
        claiming.open()
        _ = try await started
        let outcome = try await bench.outcome(of: order.id, from: events)
        #expect(outcome.row.status == .succeeded && outcome.row.text == "whole")
    }

    @Test func `a job that became known after the row was read is followed, not written off`() async throws {
        let record = bench.leftBehind(job: nil, owner: nil)
        let current = bench.leftBehind(owner: nil) { $0.id = record.id }
        let service = bench.queue(.success(.completed(.pictures(1))))
        let runner = bench.runner(bench.provider(image: service))
        #expect(try await runner.resume(record))
        #expect(await runner.result(of: current.id)?.status == .succeeded)
    }

    @Test func `a row that was closed after it was read stays closed`() async throws {
        let record = bench.leftBehind(owner: nil)
        let closed = bench.leftBehind(owner: nil) { ($0.id, $0.status) = (record.id, .succeeded) }
        #expect(try await bench.runner(bench.provider(image: bench.queue())).resume(record) == false)
        #expect(bench.history.peek(record.id) == closed)
    }

    @Test func `resuming twice at once follows a job once`() async throws {
        let record = bench.leftBehind(owner: nil)
        let service = bench.queue(.success(.queued(position: 0)), .success(.completed(.pictures(1))))
        let runner = bench.runner(bench.provider(image: service))
        let events = runner.events()
        async let first = runner.resumeAll()
        async let second = runner.resumeAll()
        async let third = runner.resume(record)
        let taken = try await (first.count, second.count, third ? 1 : 0)
        #expect(taken.0 + taken.1 + taken.2 == 1)
        #expect(try await bench.outcome(of: record.id, from: events).row.assets.count == 1)
        #expect(bench.journal.count("service.status") == 2)
        #expect(try await runner.resume(record) == false)
    }

    @Test func `two processes on one history never follow the same job`() async throws {
        let journal = bench.journal
        let ids = (0..<40).map { index in
            bench.leftBehind(job: .fake(.image, id: "remote-\(index)"), owner: index.isMultiple(of: 2) ? "dead" : nil)
                .id
        }
        let runners = ["one", "two", "three"].map { owner in
            let service = FakeMediaService<ImageRequest>(
                journal,
                status: { (job, count) async throws(EaselError) in
                    if count == 0 { journal.note("followed \(job.id)") }
                    await Task.yield()
                    return count < 3 ? .queued(position: 3 - count) : .completed(.pictures(1))
                })
            return bench.runner(bench.provider(image: service), owner: owner, alive: { $0 != "dead" })
        }
        let taken = try await withThrowingTaskGroup(of: [JobID].self) { group in
            for runner in runners {
                group.addTask {
                    let ids = try await runner.resumeAll()
                    for id in ids { _ = await runner.result(of: id) }
                    return ids
                }
            }
            return try await group.reduce(into: [JobID]()) { $0 += $1 }
        }
        #expect(taken.count == ids.count && Set(taken) == Set(ids))
        for (index, id) in ids.enumerated() {
            #expect(journal.count("followed remote-\(index)") == 1)
            #expect(bench.history.peek(id)?.status == .succeeded && bench.history.peek(id)?.assets.count == 1)
        }
    }

    @Test func `a job of the sandbox is not asked for at the real provider, and stays`() async throws {
        let record = bench.leftBehind(owner: nil, isSandbox: true)
        let runner = bench.runner(bench.provider(image: bench.queue()))
        #expect(try await runner.resumeAll().isEmpty)
        #expect(bench.history.peek(record.id) == record && bench.history.holder(record.id) == nil)
    }

    @Test func `a job whose provider cannot be called stays, and does not hold up the others`() async throws {
        let blocked = bench.leftBehind(owner: nil) { $0.provider = "off" }
        let record = bench.leftBehind(owner: nil)
        let provider = bench.provider(image: bench.queue(.success(.completed(.pictures(1)))))
        let runner = JobRunner(
            bench.environment([
                FakeProvider("off").entry(.missingCredential(EaselError(.authentication, "No key."))), provider.entry,
            ]))
        #expect(try await runner.resumeAll() == [record.id])
        _ = await runner.result(of: record.id)
        #expect(bench.history.peek(blocked.id) == blocked && bench.history.holder(blocked.id) == nil)
        let error = await failure { try await runner.resume(blocked) }
        #expect(error?.kind == .authentication, "asked for by name, the obstacle is told")
    }
}
