import EaselCore
import EaselEngine
import EaselTestSupport
import Foundation
import Testing

/// A submit whose fate is unknown: the job is looked for, taken over once, and never sent again.
@Suite(.timeLimit(.minutes(2))) struct ReconcileTests {
    private let bench = Bench()
    private let lost = EaselError(.unavailable, "Cut off.").with { $0.mayHaveBeenAccepted = true }

    private func candidate(_ id: String = "remote-1", after seconds: Double = 0, sameInput: Bool = true) -> JobCandidate
    {
        JobCandidate(
            job: .fake(.image, id: id), createdAt: bench.clock.now.addingTimeInterval(seconds), hasSameInput: sameInput)
    }

    /// A picture service whose submit fails, and which completes every job that it is asked about.
    private func service(_ error: EaselError) -> FakeMediaService<ImageRequest> {
        FakeMediaService(
            bench.journal, submit: { (_) async throws(EaselError) in throw error },
            status: { (_, _) async throws(EaselError) in .completed(.pictures(1)) }, cancel: { _ in .removed })
    }

    private func provider(_ finder: FakeJobFinder?) -> FakeProvider {
        var provider = bench.provider(image: service(lost))
        provider.finder = finder
        return provider
    }

    @Test func `a job whose acceptance was never heard of is found and followed`() async throws {
        let finder = FakeJobFinder(.success([]), .success([candidate()]))
        let outcome = try await bench.run(.fake(.image), on: bench.runner(provider(finder)))
        #expect(outcome.row.status == .succeeded && outcome.row.assets.count == 1 && outcome.row.error == nil)
        #expect(outcome.row.remoteJob?.id == "remote-1")
        #expect(bench.journal.count("service.submit") == 1)
        #expect(outcome.names.contains("accepted"))
        #expect(outcome.row.warnings.contains { $0.message.contains("remote-1") })
        let search = try #require(finder.searches.first)
        #expect(search.prompt == "a red fox" && search.window.contains(search.sentAt))
    }

    @Test func `a job that is not there leaves a row of unknown fate that offers to send again`() async throws {
        let finder = FakeJobFinder(.success([]))
        let outcome = try await bench.run(.fake(.image), on: bench.runner(provider(finder)))
        #expect(outcome.row.status == .failed && outcome.row.isOfUnknownFate && outcome.row.stateWord == "unknown")
        #expect(outcome.row.error?.message.contains("No such job") == true)
        #expect(outcome.row.error?.remedy.contains("jobs resend \(outcome.row.id.short)") == true)
        #expect(finder.searches.count >= 3, "it is looked for until it must be listed")
        #expect(bench.journal.count("service.submit") == 1)
    }

    @Test func `a provider without a list ends the row at once`() async throws {
        let outcome = try await bench.run(.fake(.image), on: bench.runner(provider(nil)))
        #expect(outcome.row.isOfUnknownFate && bench.journal.count("service.submit") == 1)
    }

    @Test func `a job that another row has, or whose input is not shown, is not taken`() async throws {
        _ = bench.leftBehind(owner: nil) { $0.status = .succeeded }
        let finder = FakeJobFinder(.success([candidate("remote-1"), candidate("remote-2", sameInput: false)]))
        let outcome = try await bench.run(.fake(.image), on: bench.runner(provider(finder)))
        #expect(outcome.row.isOfUnknownFate && outcome.row.error?.message.contains("1 job") == true)
    }

    @Test func `of several jobs of the same input the one closest to the sending is taken`() async throws {
        let finder = FakeJobFinder(
            .success([candidate("late", after: 40), candidate("near", after: 1), candidate("far", after: 20)]))
        let outcome = try await bench.run(.fake(.image), on: bench.runner(provider(finder)))
        #expect(outcome.row.remoteJob?.id == "near")
    }

    @Test func `a list that cannot be had now leaves the row open, and it is looked for on the next start`()
        async throws
    {
        let down = FakeJobFinder(.failure(EaselError(.unavailable, "Down.")))
        let first = try await bench.run(.fake(.image), on: bench.runner(provider(down)))
        #expect(first.row.status == .submitted && first.record.error?.kind == .unavailable)
        #expect(bench.history.holder(first.row.id) == nil)
        let runner = bench.runner(provider(FakeJobFinder(.success([candidate()]))), owner: "next")
        #expect(try await runner.resumeAll() == [first.row.id])
        #expect(await runner.result(of: first.row.id)?.status == .succeeded)
        #expect(bench.journal.count("service.submit") == 1)
    }

    @Test func `a list that the key may not read counts as none`() async throws {
        let finder = FakeJobFinder(.failure(EaselError(.permission, "No.")))
        let outcome = try await bench.run(.fake(.image), on: bench.runner(provider(finder)))
        #expect(outcome.row.isOfUnknownFate && finder.searches.count == 1)
    }

    @Test func `a row that a crash cut off is looked for before it is closed`() async throws {
        let found = bench.leftBehind(job: nil, owner: "dead")
        let runner = bench.runner(provider(FakeJobFinder(.success([candidate()]))), alive: { $0 != "dead" })
        #expect(try await runner.resumeAll() == [found.id])
        #expect(await runner.result(of: found.id)?.status == .succeeded)
        #expect(bench.journal.count("service.submit") == 0)
    }

    @Test func `a request that never left is told apart from one of unknown fate`() async throws {
        let record = bench.leftBehind(job: nil, owner: "dead") { $0.sentAt = nil }
        let finder = FakeJobFinder(.success([candidate()]))
        let runner = bench.runner(provider(finder), alive: { $0 != "dead" })
        #expect(try await runner.resumeAll().isEmpty)
        let row = try #require(bench.history.peek(record.id))
        #expect(row.status == .failed && row.error?.mayHaveBeenAccepted == false && !row.isOfUnknownFate)
        #expect(finder.searches.isEmpty)
    }

    @Test func `while an equal request waits for its answer, no job is taken from it`() async throws {
        let mine = bench.leftBehind(job: nil, owner: "dead")
        let theirs = bench.leftBehind(job: nil, owner: "other")
        let (history, clock) = (bench.history, bench.clock)
        let finder = FakeJobFinder(.success([candidate("x"), candidate("y", after: 5)]))
        history.before { [journal = bench.journal] (operation, _) async throws(EaselError) in
            // The other request is answered while we wait for it.
            guard operation == .unfinished, journal.count("asked") < 3 else { return }
            journal.note("asked")
            guard journal.count("asked") == 3, var row = history.peek(theirs.id) else { return }
            (row.remoteJob, row.status) = (.fake(.image, id: "x"), .accepted)
            history.put(row, owner: "other", until: clock.now.addingTimeInterval(1_000))
        }
        let runner = bench.runner(provider(finder), alive: { $0 != "dead" })
        #expect(try await runner.resume(mine))
        #expect(await runner.result(of: mine.id)?.remoteJob?.id == "y")
        #expect(history.peek(theirs.id)?.remoteJob?.id == "x")
    }

    @Test func `twenty lost requests of the same prompt get twenty different jobs`() async throws {
        let ids = (0..<20).map { _ in bench.leftBehind(job: nil, owner: "dead").id }
        let finder = FakeJobFinder(.success((0..<20).map { candidate("job-\($0)", after: Double($0)) }))
        let runners = ["one", "two"].map { bench.runner(provider(finder), owner: $0, alive: { $0 != "dead" }) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for runner in runners {
                group.addTask { for id in try await runner.resumeAll() { _ = await runner.result(of: id) } }
            }
            try await group.waitForAll()
        }
        let rows = ids.compactMap { bench.history.peek($0) }
        #expect(Set(rows.compactMap(\.remoteJob?.id)).count == 20)
        #expect(rows.allSatisfy { $0.status == .succeeded && $0.assets.count == 1 })
    }

    @Test func `a closed row of unknown fate is looked for again when it is asked for`() async throws {
        let closed = bench.leftBehind(job: nil, owner: nil) { ($0.status, $0.error) = (.failed, lost) }
        let absent = bench.runner(provider(FakeJobFinder(.success([]))))
        #expect(try await absent.resume(closed) == false)
        #expect(bench.history.peek(closed.id) == closed)
        let runner = bench.runner(provider(FakeJobFinder(.success([candidate()]))))
        #expect(try await runner.resume(closed))
        #expect(await runner.result(of: closed.id)?.status == .succeeded)
        #expect(bench.history.peek(closed.id)?.error == nil)
    }

    @Test func `a cancel of a lost request reaches the job that is found`() async throws {
        let record = bench.leftBehind(job: nil, owner: "dead")
        let runner = bench.runner(provider(FakeJobFinder(.success([candidate()]))), alive: { $0 != "dead" })
        let row = try await runner.cancel(record.id)
        #expect(row.status == .cancelled && row.cancelReply == .removed && row.remoteJob?.id == "remote-1")
    }

    @Test func `files that were in place when their process died are kept`() async throws {
        let record = bench.leftBehind(job: nil, owner: "dead")
        bench.media.leave([
            Asset(path: "/kept.png", mediaType: .png, bytes: 1, sha256: String(repeating: "0", count: 64))
        ])
        let runner = bench.runner(bench.provider(image: bench.queue()), alive: { $0 != "dead" })
        #expect(try await runner.resumeAll().isEmpty)
        let row = try #require(bench.history.peek(record.id))
        #expect(row.status == .succeeded && row.assets.map(\.path) == ["/kept.png"] && row.error == nil)
    }

    @Test func `what the provider told last of a job is there for other processes`() async throws {
        let history = bench.history
        let service = FakeMediaService<ImageRequest>(
            bench.journal, submit: { _ in .accepted(.fake(.image)) },
            status: { [journal = bench.journal] (_, count) async throws(EaselError) in
                if count == 1, let row = try await history.unfinished().first, row.progress?.queuePosition == 7 {
                    journal.note("seen")
                }
                return count == 0 ? .queued(position: 7) : .completed(.pictures(1))
            })
        let outcome = try await bench.run(.fake(.image), on: bench.runner(bench.provider(image: service)))
        #expect(bench.journal.count("seen") == 1 && outcome.row.progress == nil)
    }

    @Test func `a result that is gone ends the row with a plain word`() async throws {
        bench.media.beforeSave { (_, _) async throws(EaselError) in
            throw EaselError(.invalidResponse, "HTTP 404").with { $0.httpStatus = 404 }
        }
        let service = bench.queue(.success(.completed(.pictures(1))))
        let outcome = try await bench.run(.fake(.image), on: bench.runner(bench.provider(image: service)))
        #expect(outcome.row.status == .failed && outcome.row.error?.isResultExpired == true)
        #expect(outcome.row.error?.message.contains("not fetched in time") == true)
    }

    /// The machine slept for longer than the lease lasts.
    @Test(arguments: [false, true]) func `after a long sleep a job goes on unless another process took it`(taken: Bool)
        async throws
    {
        let (history, clock) = (bench.history, bench.clock)
        let service = FakeMediaService<ImageRequest>(
            bench.journal, submit: { _ in .accepted(.fake(.image)) },
            status: { (_, count) async throws(EaselError) in
                if count == 2, let row = try await history.unfinished().first {
                    clock.advance(by: .seconds(8 * 3600))
                    if taken { history.put(row, owner: "other", until: clock.now.addingTimeInterval(60)) }
                }
                return count < 3 ? .queued(position: 1) : .completed(.pictures(1))
            })
        let outcome = try await bench.run(.fake(.image), on: bench.runner(bench.provider(image: service)))
        #expect(outcome.row.status == (taken ? .accepted : .succeeded))
        #expect(outcome.row.assets.count == (taken ? 0 : 1))
        #expect(history.holder(outcome.row.id) == (taken ? "other" : nil))
    }
}
