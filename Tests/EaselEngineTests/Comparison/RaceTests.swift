import EaselCore
import EaselTestSupport
import Foundation
import Synchronization
import Testing

@testable import EaselEngine

@Suite(.timeLimit(.minutes(1))) struct RaceTests {
    private let priced = Price([.image: 0.04])

    @Test func `the first result ends the others at their providers, and their cost is told`() async throws {
        let bench = ComparisonBench("a", "c")
        let engine = bench.engine([
            bench.pictures("a", price: priced), bench.pictures("b", price: priced), bench.pictures("c", price: priced),
        ])
        // The quick one answers once the others have their jobs.
        bench.held.withLock { _ = $0.insert("b") }
        async let result = engine.race(bench.order(.image, "a", "b", "c"))
        while bench.asked.withLock({ $0.count }) < 3 { try await Task.sleep(for: .milliseconds(1)) }
        bench.open("b")
        let board = try await result
        #expect(board.comparison.kind == .race && board.raceWinner?.seat.slot == 1)
        #expect(board.panes(of: 0)[0].phase == .finished(.cancelled))
        #expect(board.panes(of: 2)[0].phase == .finished(.cancelled))
        #expect(bench.cancelled.withLock { Set($0.map { $0.prefix(1) }) } == ["a", "c"])
        // They were told to stop, and may be charged: their estimates stay.
        #expect(abs(board.lostSpending.knownUSD - 0.08) < 1e-9)
        #expect(try await bench.store.comparison(board.comparison.id)?.raceWinner == board.raceWinner?.generation)
    }

    @Test func `what was taken back in time costs nothing`() async throws {
        let bench = ComparisonBench("a", "b")
        let engine = bench.engine([
            bench.pictures("a", price: priced, cancel: .removed), bench.pictures("b", price: priced),
        ])
        async let result = engine.race(bench.order(.image, "a", "b"))
        while bench.asked.withLock({ $0.count }) < 2 { try await Task.sleep(for: .milliseconds(1)) }
        bench.open("b")
        let board = try await result
        #expect(board.raceWinner?.seat.slot == 1)
        #expect(board.lostSpending == Spending() || board.panes(of: 0)[0].record?.remoteJob == nil)
    }

    @Test func `a failure and a result that is not accepted do not win`() async throws {
        let bench = ComparisonBench()
        bench.failures.withLock { $0["a"] = EaselError(.contentPolicy, "No.") }
        let engine = bench.engine([bench.text("a"), bench.text("b"), bench.text("c")])
        let board = try await engine.race(bench.order(.text, "a", "b", "c")) { $0.provider == "c" }
        #expect(board.raceWinner?.record?.provider == "c")
        let none = try await engine.race(bench.order(.text, "a", "b")) { _ in false }
        #expect(none.raceWinner == nil && none.isFinished && none.comparison.raceWinner == nil)
    }

    @Test func `a race is not begun beyond its cap`() async throws {
        let bench = ComparisonBench()
        let engine = bench.engine([bench.pictures("a", price: priced), bench.pictures("b", price: priced)])
        var order = bench.order(.image, "a", "b")
        order.capUSD = 0.07
        #expect(await failure { try await engine.race(order) }?.kind == .quota)
        #expect(bench.asked.withLock { $0.isEmpty })
    }

    @Test func `a race whose process died is decided by what was there`() async throws {
        let bench = ComparisonBench("b")
        let providers = [bench.pictures("a"), bench.pictures("b")]
        let dead = bench.engine(providers, owner: "dead")
        var order = bench.order(.image, "a", "b")
        order.kind = .race
        let comparison = try await dead.start(order)
        _ = await dead.runner.result(of: comparison.members[0].generation)
        while bench.bench.history.peek(comparison.members[1].generation)?.remoteJob == nil { await Task.yield() }
        await dead.runner.shutdown()
        let board = try await bench.engine(providers, alive: false).resumeRace(comparison.id)
        #expect(board.raceWinner?.seat.slot == 0 && board.panes(of: 1)[0].phase == .finished(.cancelled))
    }

    @Test func `a race that has a result sends to nobody else when it goes on`() async throws {
        let bench = ComparisonBench()
        let providers = [bench.pictures("a"), bench.pictures("b")]
        let engine = bench.engine(providers)
        var order = bench.order(.image, "a", "b")
        order.kind = .race
        // The process died after the first was done, before the second was sent and before anybody decided.
        var race = Comparison(order, at: bench.bench.clock.now)
        race.members = race.seats.map { ComparisonMember($0, .new()) }
        try await bench.store.keep(race)
        try await engine.runner.start(order.generation(race.members[0].generation, at: 0))
        _ = await engine.runner.result(of: race.members[0].generation)
        #expect(try await engine.openRaces().map(\.id) == [race.id])
        let board = try await engine.resumeRace(race.id)
        #expect(board.raceWinner?.seat.slot == 0)
        #expect(bench.asked.withLock { $0 } == ["a"])
        #expect(try await engine.openRaces().isEmpty)
    }

    @Test func `a race of which nothing was sent is left alone until somebody says so`() async throws {
        let bench = ComparisonBench()
        let engine = bench.engine([bench.pictures("a"), bench.pictures("b")])
        var order = bench.order(.image, "a", "b")
        order.kind = .race
        var race = Comparison(order, at: bench.bench.clock.now)
        race.members = race.seats.map { ComparisonMember($0, .new()) }
        try await bench.store.keep(race)
        #expect(try await engine.openRaces().isEmpty)
        let left = try await engine.resumeRace(race.id, sendsUnsent: false)
        #expect(left.raceWinner == nil && bench.asked.withLock { $0.isEmpty })
        #expect(try await engine.unsentSeats(of: race.id).count == 2)
        let board = try await engine.resumeRace(race.id)
        #expect(board.raceWinner != nil)
    }
}
