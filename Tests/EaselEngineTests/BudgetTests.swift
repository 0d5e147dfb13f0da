import EaselCore
import EaselEngine
import EaselTestSupport
import Foundation
import Testing

/// Money: what a budget lets through, what it asks about, what it refuses.
@Suite struct BudgetTests {
    let bench = Bench()

    private func provider(price: Double?) -> FakeProvider {
        let service = FakeMediaService<ImageRequest>(
            bench.journal, submit: { _ in .completed(.pictures(1)) })
        let card = ModelCard.fake(.image, parameters: [.count]).with { $0.price = price.map { Price([.image: $0]) } }
        return FakeProvider(services: ServiceSet(image: service), cards: [card])
    }

    private func runner(_ limits: BudgetLimits, price: Double? = 0.1) -> JobRunner {
        var environment = bench.environment([provider(price: price).entry])
        environment.budget = Budget(limits)
        return JobRunner(environment)
    }

    private func order(_ count: Int = 1, confirmed: Bool = false) -> GenerationOrder {
        var order = GenerationOrder.fake(.image, parameters: [.count: .integer(Int64(count))])
        order.isConfirmed = confirmed
        return order
    }

    @Test func `without limits nothing is asked`() async throws {
        let runner = runner(.none)
        #expect(try await runner.question(about: order()) == nil)
        #expect(try await bench.run(order(), on: runner).row.status == .succeeded)
        #expect(runner.sessionSpending == Spending(knownUSD: 0.1))
    }

    @Test func `a hard limit refuses before anything is sent or written`() async throws {
        let runner = runner(BudgetLimits(dailyUSD: 0.25))
        for _ in 1...2 { _ = try await bench.run(order(), on: runner) }
        let late = order()
        let error = await failure { try await runner.start(late) }
        #expect(error?.kind == .quota && error?.remedy.contains("budget.dailyUSD") == true)
        #expect(bench.history.peek(late.id) == nil)
        #expect(await failure { try await runner.question(about: late) }?.kind == .quota)
        #expect(bench.journal.count("service.submit") == 2)
    }

    @Test func `what yesterday cost is forgotten at midnight, not by the month`() async throws {
        var limits = BudgetLimits(dailyUSD: 0.1)
        _ = try await bench.run(order(), on: runner(limits))
        #expect(await failure { try await runner(limits).start(order()) }?.kind == .quota)
        let start = bench.clock.now
        bench.clock.advance(by: .seconds(86_400))
        guard Calendar.current.isDate(start, equalTo: bench.clock.now, toGranularity: .month) else { return }
        _ = try await bench.run(order(), on: runner(limits))
        limits = BudgetLimits(monthlyUSD: 0.2)
        #expect(await failure { try await runner(limits).start(order()) }?.kind == .quota)
    }

    @Test func `a soft limit asks, and a yes is enough`() async throws {
        let runner = runner(BudgetLimits(softDailyUSD: 0.15))
        _ = try await bench.run(order(), on: runner)
        let question = try #require(try await runner.question(about: order()))
        #expect(question.reason.contains("$0.10") && question.reason.contains("$0.15"))
        let error = await failure { try await runner.start(order()) }
        #expect(error?.kind == .quota && error?.remedy.contains("--yes") == true)
        #expect(try await bench.run(order(confirmed: true), on: runner).row.status == .succeeded)
    }

    @Test func `one request may be too dear by itself, and a yes does not help`() async throws {
        let runner = runner(BudgetLimits(perRequestUSD: 0.25))
        #expect(try await bench.run(order(2), on: runner).row.status == .succeeded)
        #expect(await failure { try await runner.start(order(3, confirmed: true)) }?.kind == .quota)
    }

    @Test func `an unknown cost is let through and told, asked about, or refused`() async throws {
        let told = try await bench.run(order(), on: runner(BudgetLimits(dailyUSD: 1), price: nil)).row
        #expect(told.warnings.contains { $0.message.contains("not known beforehand") })
        let asking = runner(BudgetLimits(unknown: .ask), price: nil)
        #expect(try await asking.question(about: order()) != nil)
        #expect(await failure { try await asking.start(order()) }?.kind == .quota)
        #expect(try await bench.run(order(confirmed: true), on: asking).row.status == .succeeded)
        let refusing = runner(BudgetLimits(unknown: .refuse), price: nil)
        #expect(await failure { try await refusing.start(order(confirmed: true)) }?.kind == .quota)
        #expect(asking.sessionSpending == Spending(knownUSD: 0, unknownCount: 1))
    }

    @Test func `what is used up lets nothing through, not even an unknown cost`() async throws {
        let limits = BudgetLimits(dailyUSD: 0.1)
        _ = try await bench.run(order(), on: runner(limits))
        #expect(await failure { try await runner(limits, price: nil).start(order()) }?.kind == .quota)
    }

    @Test func `a hundred at once do not overrun the limit together`() async throws {
        let runner = runner(BudgetLimits(dailyUSD: 1.05))
        let started = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<100 { group.addTask { (try? await runner.start(order())) != nil } }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(started == 10)
        await runner.shutdown()
    }

    @Test func `a fallback is checked too, and one that is too dear is told and left out`() async throws {
        let down = FakeMediaService<ImageRequest>(
            bench.journal, submit: { _ throws(EaselError) in throw EaselError(.unavailable, "down") })
        let first = FakeProvider(services: ServiceSet(image: down), cards: [priced("fake", 0.1)])
        let works = FakeMediaService<ImageRequest>(bench.journal, submit: { _ in .completed(.pictures(1)) })
        let dear = FakeProvider("dear", services: ServiceSet(image: works), cards: [priced("dear", 5)])
        let cheap = FakeProvider("cheap", services: ServiceSet(image: works), cards: [priced("cheap", 0.2)])
        var environment = bench.environment([first.entry, dear.entry, cheap.entry])
        environment.budget = Budget(BudgetLimits(dailyUSD: 1))
        let runner = JobRunner(environment)
        var order = order()
        order.fallback = FallbackPlan(targets: [ModelReference(provider: "dear"), ModelReference(provider: "cheap")])
        let row = try await bench.run(order, on: runner).row
        #expect(row.provider == "cheap" && row.status == .succeeded && row.usage.costUSD == 0.2)
        #expect(row.warnings.contains { $0.message.contains("dear") && $0.message.contains("budget.dailyUSD") })
        #expect(runner.sessionSpending == Spending(knownUSD: 0.2))
    }

    private func priced(_ provider: ProviderID, _ dollars: Double) -> ModelCard {
        .fake(.image).with {
            $0.provider = provider
            $0.price = Price([.image: dollars])
        }
    }

    /// Reservations come and go in any order; what is committed never passes the limit.
    @Test(arguments: 0..<20) func `no schedule overruns a hard limit`(_ round: Int) async throws {
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededGenerator(state: seed)
        let limit = Double(Int.random(in: 1...30, using: &random)) / 10
        let runners = (0..<2).map { _ in runner(BudgetLimits(dailyUSD: limit)) }
        for _ in 0..<40 {
            let runner = runners[Int.random(in: 0..<2, using: &random)]
            let order = order(Int.random(in: 1...4, using: &random))
            if (try? await runner.start(order)) != nil, Bool.random(using: &random) {
                _ = try? await runner.cancel(order.id)
            }
            let spent = try await bench.history.spending(since: .distantPast).knownUSD
            #expect(spent <= limit + 1e-6, "seed \(seed)")
        }
        for runner in runners { await runner.shutdown() }
    }
}
