import EaselCore
import EaselEngine
import EaselTestSupport
import Foundation
import Synchronization
import Testing

/// Tries, waits and fallbacks of whole generations.
struct RetryRunTests {
    private func bench() -> Bench {
        var bench = Bench()
        bench.retries = RetryPolicy()
        return bench
    }

    /// A picture service that answers its submits in this order.
    private func service(_ bench: Bench, _ answers: [Result<Submission, EaselError>]) -> FakeMediaService<ImageRequest>
    {
        let asked = Mutex(0)
        return FakeMediaService(
            bench.journal,
            submit: { _ throws(EaselError) in
                let index = asked.withLock { count in
                    defer { count += 1 }
                    return count
                }
                return try answers[min(index, answers.count - 1)].get()
            })
    }

    private let limited = EaselError(.rateLimited, "slow down").with { $0.retryAfterSeconds = 7 }
    private let down = EaselError(.unavailable, "down")

    @Test func `a limit is waited out to the second, and every try is recorded`() async throws {
        let bench = bench()
        let runner = bench.runner(
            bench.provider(image: service(bench, [.failure(limited), .success(.completed(.pictures(1)))])))
        let outcome = try await bench.run(.fake(.image), on: runner)
        #expect(outcome.record.status == .succeeded)
        #expect(outcome.row.attempts.map(\.errorKind) == [.rateLimited, nil])
        #expect(bench.clock.sleeps.contains { $0 >= .seconds(7) && $0 < .seconds(8) })
        #expect(outcome.names.contains("retrying"))
    }

    @Test func `an ambiguous failure is not repeated`() async throws {
        let bench = bench()
        let cut = down.with { $0.mayHaveBeenAccepted = true }
        let runner = bench.runner(
            bench.provider(image: service(bench, [.failure(cut), .success(.completed(.pictures(1)))])))
        let outcome = try await bench.run(.fake(.image), on: runner)
        #expect(outcome.record.status == .failed)
        #expect(outcome.row.attempts.count == 1)
    }

    @Test func `an outage ends after five tries, and opens the circuit for whoever comes next`() async throws {
        let bench = bench()
        let runner = bench.runner(bench.provider(image: service(bench, [.failure(down)])))
        let first = try await bench.run(.fake(.image), on: runner)
        #expect(first.row.attempts.count == 5)
        #expect(first.record.error?.message == "down")
        let second = try await bench.run(.fake(.image), on: runner)
        #expect(second.record.error?.kind == .unavailable)
        #expect(second.record.error?.message.contains("times in a row") == true)
        let lanes = await runner.lanes()
        #expect(lanes.first?.brokenUntil != nil)
        #expect(lanes.first?.running == 0 && lanes.first?.waiting == 0)
    }

    @Test func `text that was seen is not taken back`() async throws {
        let bench = bench()
        let tries = Mutex(0)
        let text = FakeTextService(bench.journal) { _, say throws(EaselError) in
            let attempt = tries.withLock { count in
                count += 1
                return count
            }
            if attempt == 1 { throw EaselError(.unavailable, "before the first word") }
            await say(.delta("Once"))
            throw EaselError(.unavailable, "in the middle")
        }
        let outcome = try await bench.run(.fake(.text), on: bench.runner(bench.provider(text: text)))
        #expect(outcome.record.status == .failed)
        #expect(outcome.row.text == "Once")
        #expect(outcome.row.attempts.count == 2)
    }

    @Test func `a fallback takes over, announced and recorded, with what it cannot do told`() async throws {
        let bench = bench()
        let first = bench.provider(image: service(bench, [.failure(EaselError(.quota, "no money"))]))
        let card = ModelCard(provider: "other", model: "other", modality: .image, name: "Other")
        let second = FakeProvider(
            "other", services: ServiceSet(image: service(bench, [.success(.completed(.pictures(1)))])), cards: [card])
        let runner = JobRunner(bench.environment([first.entry, second.entry]))
        var order = GenerationOrder.fake(.image, parameters: [.count: 2])
        order.fallback = FallbackPlan(targets: [ModelReference(provider: "other", model: "other")])
        let outcome = try await bench.run(order, on: runner)
        #expect(outcome.record.status == .succeeded)
        #expect(outcome.row.provider == "other")
        #expect(outcome.row.attempts.map(\.provider) == ["fake", "other"])
        #expect(outcome.row.attempts.map(\.errorKind) == [.quota, nil])
        #expect(outcome.names.contains("switched"))
        #expect(outcome.row.warnings.contains { $0.kind == .unsupported && $0.parameter == "count" })
    }

    @Test(arguments: [EaselError.Kind.contentPolicy, .invalidRequest, .authentication])
    func `a fallback does not help against`(_ kind: EaselError.Kind) async throws {
        let bench = bench()
        let runner = bench.runner(bench.provider(image: service(bench, [.failure(EaselError(kind, "no"))])))
        var order = GenerationOrder.fake(.image)
        order.fallback = FallbackPlan(targets: [ModelReference(provider: "fake")])
        let outcome = try await bench.run(order, on: runner)
        #expect(outcome.record.error?.kind == kind)
        #expect(outcome.row.attempts.count == 1)
    }

    @Test func `a request that may have been accepted is not sent elsewhere`() async throws {
        let bench = bench()
        let cut = down.with { $0.mayHaveBeenAccepted = true }
        let runner = bench.runner(bench.provider(image: service(bench, [.failure(cut)])))
        var order = GenerationOrder.fake(.image)
        order.fallback = FallbackPlan(targets: [ModelReference(provider: "fake")])
        #expect(try await bench.run(order, on: runner).row.attempts.count == 1)
    }

    @Test func `five hundred go out in the order in which they came, never more at once than allowed`() async throws {
        let bench = Bench()
        let seen = Mutex<(order: [String], running: Int, most: Int)>(([], 0, 0))
        let image = FakeMediaService<ImageRequest>(
            bench.journal,
            submit: { request throws(EaselError) in
                seen.withLock {
                    $0.order.append(request.prompt)
                    $0.running += 1
                    $0.most = max($0.most, $0.running)
                }
                await Task.yield()
                seen.withLock { $0.running -= 1 }
                return .completed(.pictures(1))
            })
        let card = ModelCard.fake(.image).with { $0.limits.rate = RateLimits(concurrent: 4) }
        let runner = JobRunner(
            bench.environment([FakeProvider(services: ServiceSet(image: image), cards: [card]).entry]))
        var ids: [JobID] = []
        for number in 0..<500 { ids.append(try await runner.start(.fake(.image, "\(number)")).id) }
        for id in ids { #expect(await runner.result(of: id)?.status == .succeeded) }
        let (order, most) = seen.withLock { ($0.order, $0.most) }
        #expect(order.count == 500 && Set(order).count == 500)
        #expect(most <= 4)
    }

    @Test func `cancelling one that waits its turn sends nothing and keeps the others going`() async throws {
        let bench = Bench()
        let latch = Latch()
        let asked = Mutex<[String]>([])
        let image = FakeMediaService<ImageRequest>(
            bench.journal,
            submit: { request throws(EaselError) in
                asked.withLock { $0.append(request.prompt) }
                if request.prompt == "first" { await latch.wait() }
                return .completed(.pictures(1))
            })
        let card = ModelCard.fake(.image).with { $0.limits.rate = RateLimits(concurrent: 1) }
        let runner = JobRunner(
            bench.environment([FakeProvider(services: ServiceSet(image: image), cards: [card]).entry]))
        let first = try await runner.start(.fake(.image, "first")).id
        while asked.withLock({ $0.isEmpty }) { await Task.yield() }
        let second = try await runner.start(.fake(.image, "second")).id
        let third = try await runner.start(.fake(.image, "third")).id
        let cancelled = try await runner.cancel(second)
        #expect(cancelled.status == .cancelled)
        #expect(cancelled.error?.mayHaveBeenAccepted == false)
        latch.open()
        #expect(await runner.result(of: first)?.status == .succeeded)
        #expect(await runner.result(of: third)?.status == .succeeded)
        #expect(asked.withLock { $0 } == ["first", "third"])
    }
}
