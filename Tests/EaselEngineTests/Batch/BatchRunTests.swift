import EaselCore
import EaselTestSupport
import Foundation
import Synchronization
import Testing

@testable import EaselEngine

/// The lines of a file, the results that were handed out, and the requests that were sent.
final class BatchBench: Sendable {
    let bench = Bench()
    let ledger = InMemoryBatchLedger()
    let results = Mutex<[BatchResult]>([])
    let prompts = Mutex<[String]>([])
    let peak = Mutex((now: 0, most: 0))

    /// A text model that repeats its prompt; a prompt that begins with `bad` is refused, one that begins with `lost` is cut off.
    var provider: FakeProvider {
        bench.provider(
            text: FakeTextService(bench.journal) { [self] (request, onEvent) async throws(EaselError) in
                prompts.withLock { $0.append(request.prompt) }
                peak.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
                await Task.yield()
                peak.withLock { $0.now -= 1 }
                if request.prompt.hasPrefix("bad") { throw EaselError(.contentPolicy, "No.") }
                if request.prompt.hasPrefix("lost") {
                    throw EaselError(.unavailable, "Lost.").with { $0.mayHaveBeenAccepted = true }
                }
                await onEvent(.delta(request.prompt))
                return TextCompletion(finish: .stop, usage: Usage(costUSD: 0.25, costIsEstimate: false))
            })
    }

    func run(
        _ texts: [String], cap: BatchBudget = BatchBudget(limit: nil), stopAfter most: Int = .max,
        _ change: (inout BatchPlan) -> Void = { _ in }
    ) async throws -> BatchTally {
        var plan = BatchPlan(name: "/batch.jsonl", concurrency: 3)
        change(&plan)
        let runner = bench.runner(provider)
        let batch = BatchRun(
            plan, on: runner, ledger: ledger, cap: cap, route: { _ in (ModelReference(provider: "fake"), .none) }
        ) { [self] result in
            results.withLock { results in
                results.append(result)
                return results.count < most
            }
        }
        let inputs = texts.enumerated().map { BatchInput(number: $0 + 1, text: Array($1.utf8)) }
        let (lines, continuation) = AsyncStream<BatchInput>.makeStream()
        for input in inputs { continuation.yield(input) }
        continuation.finish()
        let tally = try await batch.run(lines)
        await runner.shutdown()
        return tally
    }

    static func line(_ id: String, _ prompt: String) -> String {
        #"{"id":"\#(id)","modality":"text","prompt":"\#(prompt)"}"#
    }

    var answers: [String: String] {
        results.withLock { results in
            Dictionary(results.map { ($0.line.id, $0.record.text ?? "") }, uniquingKeysWith: { $0 + $1 })
        }
    }
}

@Suite struct BatchRunTests {
    private let batch = BatchBench()
    private func lines(_ count: Int) -> [String] { (0..<count).map { BatchBench.line("r\($0)", "prompt \($0)") } }

    @Test func `every line is answered under its id, a few at a time`() async throws {
        let tally = try await batch.run(lines(50))
        #expect(tally.succeeded == 50 && tally.failed == 0 && tally.running == 0)
        #expect(batch.answers == Dictionary(uniqueKeysWithValues: (0..<50).map { ("r\($0)", "prompt \($0)") }))
        #expect(batch.peak.withLock { $0.most } <= 3)
    }

    @Test func `a line that is no request, and an id used twice, fail alone`() async throws {
        let tally = try await batch.run([
            BatchBench.line("a", "one"), "{", BatchBench.line("a", "two"), BatchBench.line("b", "bad"),
        ])
        #expect(tally.succeeded == 1 && tally.failed == 3)
        #expect(batch.prompts.withLock { $0.sorted() } == ["bad", "one"])
        #expect(batch.results.withLock { Set($0.map(\.line.id)) } == ["a", "b", "line-2"])
    }

    @Test func `a second run sends nothing that ended and tells nothing twice`() async throws {
        _ = try await batch.run(lines(10) + [BatchBench.line("x", "bad")])
        let again = try await batch.run(lines(12) + [BatchBench.line("x", "bad")]) { $0.resumes = true }
        #expect(again.succeeded == 2 && again.skipped == 11 && again.failed == 0)
        #expect(batch.prompts.withLock { $0.count } == 13)
        #expect(batch.results.withLock { $0.count } == 13)
    }

    @Test func `what failed is sent again only when that is wanted`() async throws {
        _ = try await batch.run([BatchBench.line("x", "bad")])
        _ = try await batch.run([BatchBench.line("x", "bad")]) {
            $0.resumes = true; $0.retriesFailed = true
        }
        #expect(batch.prompts.withLock { $0 } == ["bad", "bad"])
    }

    @Test func `text whose answer was cut off is sent again`() async throws {
        _ = try await batch.run([BatchBench.line("x", "lost")])
        _ = try await batch.run([BatchBench.line("x", "lost")]) { $0.resumes = true }
        #expect(batch.prompts.withLock { $0 } == ["lost", "lost"])
    }

    @Test func `a changed line under an old id is not sent`() async throws {
        _ = try await batch.run([BatchBench.line("x", "one")])
        let again = try await batch.run([BatchBench.line("x", "two")]) { $0.resumes = true }
        #expect(again.failed == 1 && batch.prompts.withLock { $0 } == ["one"])
        #expect(again.firstError?.message.contains("\"x\"") == true)
    }

    @Test func `a result that was not handed out is handed out by the next run, and not sent again`() async throws {
        let id = JobID.new()
        let line = BatchLine(batch: "/batch.jsonl", id: "x")
        try await batch.ledger.assign(id, to: line)
        var record = GenerationRecord(
            id: id, createdAt: batch.bench.clock.now, draft: GenerationDraft(modality: .text, prompt: "one"),
            provider: "fake", model: "fake-text", isSandbox: false)
        record.status = .succeeded
        record.text = "kept"
        batch.bench.history.put(record)
        let tally = try await batch.run([BatchBench.line("x", "one")]) { $0.resumes = true }
        #expect(tally.succeeded == 1 && batch.answers == ["x": "kept"] && batch.prompts.withLock { $0.isEmpty })
    }

    @Test func `an id that was given and never sent is sent`() async throws {
        try await batch.ledger.assign(.new(), to: BatchLine(batch: "/batch.jsonl", id: "x"))
        let tally = try await batch.run([BatchBench.line("x", "one")]) { $0.resumes = true }
        #expect(tally.succeeded == 1)
    }

    @Test func `the budget ends the run between two lines`() async throws {
        let cap = BatchBudget(limit: 1)
        let tally = try await batch.run(lines(50), cap: cap) { $0.concurrency = 1 }
        #expect(tally.stop == .budget && tally.succeeded == 4 && cap.spent == 1)
        #expect(tally.firstError == nil)
    }

    @Test func `nobody reading ends the run`() async throws {
        let tally = try await batch.run(lines(50), stopAfter: 2)
        #expect(tally.stop == .unread && tally.succeeded < 10)
    }

    @Test func `shards divide the lines`() async throws {
        for index in 0..<3 {
            let shard = try BatchShard(index: "\(index)", count: "3")
            _ = try await batch.run(lines(20)) { $0.shard = shard }
        }
        #expect(batch.prompts.withLock { $0.count } == 20)
        #expect(batch.answers.count == 20)
    }

    @Test func `a history that cannot be written ends the run`() async throws {
        batch.bench.history.before { (operation, _) async throws(EaselError) in
            if operation == .open { throw EaselError(.storage, "Full.") }
        }
        let tally = try await batch.run(lines(50))
        #expect(tally.stop == .failure(EaselError(.storage, "Full.")))
        #expect(tally.failed < 10 && batch.prompts.withLock { $0.isEmpty })
    }
}
