import EaselCore
import EaselTestSupport
import Foundation
import Synchronization
import Testing

@testable import EaselEngine

@Suite(.timeLimit(.minutes(1))) struct ComparisonRunTests {
    @Test func `every target is asked, and its answer is bound to its seat`() async throws {
        let bench = ComparisonBench("a")
        let engine = bench.engine([bench.text("a"), bench.text("b"), bench.text("c")])
        let comparison = try await engine.start(bench.order(.text, "a", "b", "c", repeats: 2))
        #expect(comparison.members.count == 6 && comparison.targets.map(\.reference.model) == ["m", "m", "m"])
        // The first target is the last to answer.
        for slot in 1...2 {
            for turn in 0..<2 {
                let member = try #require(comparison.member(ComparisonSeat(slot: slot, turn: turn)))
                _ = await engine.runner.result(of: member.generation)
            }
        }
        let early = try await engine.board(of: comparison.id)
        #expect(early.answered == [1, 2] && !early.isFinished)
        bench.open("a")
        let board = try await engine.results(of: comparison.id)
        #expect(board.isFinished && board.answered == [0, 1, 2])
        for pane in board.all {
            #expect(pane.record?.provider == comparison.targets[pane.seat.slot].reference.provider)
            #expect(pane.text == "\(["a", "b", "c"][pane.seat.slot]) says a fox")
        }
        #expect(Set(board.all.map(\.generation)).count == 6)
    }

    @Test func `one that fails and one that is refused disturb nobody`() async throws {
        let bench = ComparisonBench()
        bench.failures.withLock { $0["a"] = EaselError(.contentPolicy, "No.") }
        let engine = bench.engine([bench.text("a"), bench.text("b")])
        let comparison = try await engine.start(bench.order(.text, "a", "b", "nobody"))
        let board = try await engine.results(of: comparison.id)
        #expect(board.all.map(\.phase) == [.finished(.failed), .finished(.succeeded), .refused])
        #expect(board.all.map { $0.error?.kind } == [.contentPolicy, nil, comparison.members[2].refusal?.kind])
        #expect(comparison.members[2].refusal != nil && board.answered == [1])
    }

    @Test func `nothing is kept when nobody can be asked`() async throws {
        let bench = ComparisonBench()
        let engine = bench.engine([bench.text("a")])
        let error = await failure { try await engine.start(bench.order(.text, "x", "y")) }
        #expect(error != nil)
        #expect(try await bench.store.page(ComparisonQuery()).comparisons.isEmpty)
    }

    @Test(arguments: [1, 7]) func `so many targets are no comparison`(count: Int) async throws {
        let bench = ComparisonBench()
        let engine = bench.engine([bench.text("a")])
        var order = bench.order(.text, "a")
        order.targets = Array(repeating: order.targets[0], count: count)
        #expect(await failure { try await engine.start(order) }?.kind == .invalidRequest)
        #expect(bench.asked.withLock { $0.isEmpty })
    }

    @Test func `one is cancelled and tried again while the other goes on`() async throws {
        let bench = ComparisonBench("a", "b")
        let engine = bench.engine([bench.pictures("a"), bench.pictures("b")])
        let comparison = try await engine.start(bench.order(.image, "a", "b"))
        let first = ComparisonSeat(slot: 0)
        #expect(await failure { try await engine.retry(first, of: comparison.id) }?.kind == .invalidRequest)
        let stopped = try await engine.cancel(first, of: comparison.id)
        #expect(
            stopped.status == .cancelled && bench.cancelled.withLock { $0.count } == (stopped.remoteJob == nil ? 0 : 1))
        #expect(try await engine.board(of: comparison.id)[ComparisonSeat(slot: 1)]?.isFinished == false)
        bench.open("a")
        let again = try await engine.retry(first, of: comparison.id)
        #expect(again.member(first)?.attempt == 1 && again.member(first)?.generation != stopped.id)
        bench.open("b")
        let board = try await engine.results(of: comparison.id)
        #expect(board.answered == [0, 1])
        #expect(bench.bench.history.peek(stopped.id)?.status == .cancelled, "what was before stays in history")
        #expect(try await bench.store.comparison(of: stopped.id)?.id == comparison.id)
    }

    @Test func `overrides are for one target alone`() async throws {
        let bench = ComparisonBench()
        let spec = ParameterSpec(.temperature, "Temperature", kind: .number(minimum: 0, maximum: 2, unit: nil))
        let engine = bench.engine([bench.text("a", parameters: [spec]), bench.text("b", parameters: [spec])])
        var order = bench.order(.text, "a", "b")
        order.draft.parameters = [.temperature: 1]
        order.targets[1].overrides = [.temperature: 0]
        let board = try await engine.results(of: engine.start(order).id)
        #expect(board.all.map { $0.record?.draft.parameters[.temperature] } == [1, 0])
        let fairness = Fairness(board)
        #expect(fairness.notes.map(\.kind) == [.overridden] && fairness.parameters == ["temperature"])
    }

    @Test func `what a process left is taken up again and nothing is sent twice`() async throws {
        let bench = ComparisonBench("a")
        let providers = [bench.pictures("a"), bench.pictures("b")]
        let dead = bench.engine(providers, owner: "dead")
        let comparison = try await dead.start(bench.order(.image, "a", "b"))
        let job = try #require(comparison.member(ComparisonSeat(slot: 1)))
        _ = await dead.runner.result(of: job.generation)
        while bench.bench.history.peek(comparison.members[0].generation)?.remoteJob == nil { await Task.yield() }
        await dead.runner.shutdown()
        #expect(try await bench.store.unfinishedComparisons().map(\.id) == [comparison.id])
        // A third seat was assigned, and its process died before the row was open.
        bench.open("a")
        let engine = bench.engine(providers, owner: "us", alive: false)
        let resumed = try await engine.resume(comparison.id)
        #expect(resumed.members == comparison.members)
        let board = try await engine.results(of: comparison.id)
        #expect(board.answered == [0, 1])
        #expect(bench.asked.withLock { $0.sorted { $0.rawValue < $1.rawValue } } == ["a", "b"])
    }

    @Test func `a seat whose request never left is sent when the comparison goes on`() async throws {
        let bench = ComparisonBench()
        let engine = bench.engine([bench.text("a"), bench.text("b")])
        var comparison = Comparison(bench.order(.text, "a", "b"), at: bench.bench.clock.now)
        comparison.members = comparison.seats.map { ComparisonMember($0, .new()) }
        try await bench.store.keep(comparison)
        #expect(try await engine.board(of: comparison.id).all.map(\.phase) == [.unsent, .unsent])
        let resumed = try await engine.resume(comparison.id)
        #expect(resumed.members.map(\.generation) == comparison.members.map(\.generation))
        #expect(try await engine.results(of: comparison.id).answered == [0, 1])
        #expect(bench.asked.withLock { $0.count } == 2)
    }

    @Test func `a row that was closed before anything was sent is sent when the comparison goes on`() async throws {
        let bench = ComparisonBench()
        let engine = bench.engine([bench.text("a"), bench.text("b")])
        let comparison = try await engine.start(bench.order(.text, "a", "b"))
        _ = try await engine.results(of: comparison.id)
        let lost = try #require(comparison.member(ComparisonSeat(slot: 1))?.generation)
        // As it looks after another process found that its process had ended.
        var record = try #require(bench.bench.history.peek(lost))
        (record.status, record.text, record.attempts, record.sentAt) = (.failed, nil, [], nil)
        record.error = .neverSent(lost)
        bench.bench.history.put(record)
        #expect(try await engine.unsentSeats(of: comparison.id) == [ComparisonSeat(slot: 1)])
        let resumed = try await engine.resume(comparison.id)
        #expect(resumed.member(ComparisonSeat(slot: 1))?.attempt == 1)
        #expect(try await engine.results(of: comparison.id).answered == [0, 1])
        // A failure of the provider is none of that.
        (record.attempts, record.error) = (
            [Attempt(provider: "b", model: "m", status: .failed, errorKind: .unavailable, milliseconds: 1)],
            EaselError(.unavailable, "Down.")
        )
        record.id = try #require(resumed.member(ComparisonSeat(slot: 1))?.generation)
        bench.bench.history.put(record)
        #expect(try await engine.unsentSeats(of: comparison.id).isEmpty)
    }

    @Test func `the cost of all is known before, and unknown stays unknown`() async throws {
        let bench = ComparisonBench()
        let priced = Price([.image: 0.04])
        let engine = bench.engine([
            bench.pictures("a", price: priced), bench.pictures("b"), bench.pictures("c", price: priced),
        ])
        let known = try await engine.outlook(of: bench.order(.image, "a", "c", repeats: 3))
        #expect(abs(known.cost.knownUSD - 0.24) < 1e-9 && known.cost.unknownCount == 0)
        #expect(known.costWords == "about $0.24")
        var order = bench.order(.image, "a", "b", repeats: 2)
        let mixed = try await engine.outlook(of: order)
        #expect(mixed.cost.unknownCount == 2 && mixed.costWords == "about $0.08 and 2 of unknown cost")
        order.capUSD = 1
        #expect(await failure { try await engine.start(order) }?.kind == .quota, "a cap cannot hold the unknown")
        var dear = bench.order(.image, "a", "c", repeats: 3)
        dear.capUSD = 0.2
        #expect(await failure { try await engine.start(dear) }?.kind == .quota)
        #expect(bench.asked.withLock { $0.isEmpty })
    }

    @Test func `what a target cannot honour is known before and after`() async throws {
        let bench = ComparisonBench()
        let spec = ParameterSpec(.temperature, "Temperature", kind: .number(minimum: 0, maximum: 2, unit: nil))
        let engine = bench.engine([bench.text("a", parameters: [spec]), bench.text("b")])
        var order = bench.order(.text, "a", "b")
        order.draft.parameters = [.temperature: 1]
        let before = try await engine.outlook(of: order).fairness
        #expect(before.notes(of: 0).isEmpty && before.note("temperature", of: 1)?.kind == .unsupported)
        let after = Fairness(try await engine.results(of: engine.start(order).id))
        #expect(after.note("temperature", of: 1)?.phase == .after && after.notes(of: 0).isEmpty && !after.isFair)
    }
}
