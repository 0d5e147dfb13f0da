import EaselCore
import EaselTestSupport
import Foundation
import Synchronization
import Testing

@testable import EaselEngine

@Suite(.timeLimit(.minutes(1))) struct SweepTests {
    private func plan(_ prompts: [String] = ["a fox", "an owl"]) -> SweepPlan {
        SweepPlan(
            modality: .text, prompts: prompts,
            targets: ["a", "b"].map { ModelReference(provider: $0) }, axes: [.init(.seed, [1, 2, 3])])
    }

    private func run(
        _ plans: [SweepPlan], _ bench: ComparisonBench, ledger: InMemoryBatchLedger, cap: BatchBudget,
        resumes: Bool = false
    ) async throws -> (BatchTally, [BatchResult]) {
        let engine = bench.engine([bench.text("a"), bench.text("b")])
        var batch = BatchPlan(name: "sweep", concurrency: 2)
        batch.resumes = resumes
        let results = Mutex<[BatchResult]>([])
        let run = BatchRun(batch, on: engine.runner, ledger: ledger, cap: cap) { (request) throws(EaselError) in
            guard let target = request.target else { throw EaselError(.invalidRequest, "No target.") }
            return (target, .none)
        } report: { result in
            results.withLock { $0.append(result) }
            return true
        }
        let tally = try await run.run(Sweep(plans))
        return (tally, results.withLock { $0 })
    }

    @Test func `every combination is sent once`() async throws {
        let bench = ComparisonBench()
        let (tally, results) = try await run(
            [plan(), plan(["an owl"])], bench, ledger: InMemoryBatchLedger(), cap: BatchBudget(limit: nil))
        #expect(tally.succeeded == 12 && tally.failed == 0)
        let sent = Set(
            results.map {
                "\($0.record.draft.prompt) \($0.record.provider) \($0.record.draft.parameters[.seed]?.plainText ?? "")"
            })
        #expect(sent.count == 12 && sent.contains("an owl b 3"))
        #expect(Set(results.map(\.line.id)) == Set(Sweep([plan()]).cells.map(\.id)))
    }

    @Test func `a sweep that grew goes on with what it has`() async throws {
        let bench = ComparisonBench()
        let ledger = InMemoryBatchLedger()
        _ = try await run([plan(["an owl"])], bench, ledger: ledger, cap: BatchBudget(limit: nil))
        let (tally, results) = try await run(
            [plan()], bench, ledger: ledger, cap: BatchBudget(limit: nil), resumes: true)
        #expect(tally.skipped == 6 && tally.succeeded == 6)
        #expect(results.allSatisfy { $0.record.draft.prompt == "a fox" })
        #expect(bench.asked.withLock { $0.count } == 12)
    }

    @Test func `the cap ends it`() async throws {
        let bench = ComparisonBench()
        let (tally, _) = try await run([plan()], bench, ledger: InMemoryBatchLedger(), cap: BatchBudget(limit: 1))
        #expect(tally.stop == .budget && (1..<12).contains(tally.succeeded))
    }

    @Test func `its cost is known before`() async throws {
        let bench = ComparisonBench()
        let engine = bench.engine([bench.pictures("a", price: Price([.image: 0.04])), bench.pictures("b")])
        var plan = plan()
        plan.modality = .image
        plan.targets.append(ModelReference(provider: "nobody"))
        let outlook = await SweepOutlook(Sweep([plan]), on: engine.runner)
        #expect(outlook.requests == 18 && abs(outlook.cost.knownUSD - 0.24) < 1e-9 && outlook.cost.unknownCount == 6)
        #expect(outlook.refusals.keys.map(\.provider) == ["nobody"])
    }

    @Test func `a plan is read with what the command line adds`() throws {
        var defaults = SweepDefaults()
        defaults.targets = [ModelReference(provider: "x")]
        defaults.axes = [.init(.seed, [9]), .init(.steps, [1])]
        defaults.parameters = [.size: "1K", .quality: "low"]
        let value = try #require(
            JSONText.decode(
                #"{"modality":"image","prompt":"p","prompts":["q"],"seeds":[1,2],"set":{"size":"2K"},"vary":{"style":["a","b"]}}"#
            ))
        let plan = try SweepPlan(value, defaults: defaults)
        #expect(plan.prompts == ["p", "q"] && plan.targets == defaults.targets && plan.count == 8)
        #expect(plan.axes.map(\.key) == [.seed, .style, .steps] && plan.axes[0].values == [1, 2])
        #expect(plan.parameters == [.size: "2K", .quality: "low"])
    }

    @Test(arguments: [
        ("[]", "table"), ("{}", "modality"), (#"{"modality":"smell"}"#, "modality"),
        (#"{"modality":"text","prompts":[]}"#, "prompts"), (#"{"modality":"text","prompt":"x"}"#, "targets"),
        (#"{"modality":"text","prompt":"x","on":["a b"]}"#, "PROVIDER"),
        (#"{"modality":"text","prompt":"x","on":"a","seeds":["x"]}"#, "seeds"),
        (#"{"modality":"text","prompt":"x","on":"a","vary":{"steps":[]}}"#, "steps"),
        (#"{"modality":"text","prompt":"x","on":"a","vary":{"steps":1}}"#, "steps"),
        (#"{"modality":"text","prompt":"x","on":"a","set":{"seed":1},"seeds":[1]}"#, "seed"),
        (#"{"modality":"text","prompt":"x","on":"a","promts":1}"#, "promts"),
    ])
    func `what is wrong is named`(text: String, name: String) throws {
        let value = try #require(JSONText.decode(text))
        #expect {
            _ = try SweepPlan(value)
        } throws: {
            ($0 as? EaselError)?.kind == .invalidRequest && ($0 as? EaselError)?.message.contains(name) == true
        }
    }

    @Test func `a sweep that nobody could pay is refused`() {
        let plan = SweepPlan(
            modality: .text, prompts: ["x"], targets: [ModelReference(provider: "a")],
            axes: (0..<12).map {
                SweepPlan.Axis(ParameterKey(rawValue: "k\($0)"), Array(repeating: 1, count: 1_000_000))
            })
        #expect(plan.count == nil)
        #expect(throws: EaselError.self) { try plan.check() }
    }

    @Test func `a plan that was kept is read as it was`() throws {
        let plan = SweepPlan(
            modality: .image, prompts: ["a fox", "an owl"], targets: [ModelReference("fal:x")!],
            parameters: ["aspectRatio": "16:9"],
            axes: [SweepPlan.Axis(seeds: "1-3")!, SweepPlan.Axis("steps=20,40")!], attachments: ["mask=/tmp/m.png"],
            capUSD: 2.5)
        let text = try JSONText.encode(plan.value)
        let read = try SweepPlan(try #require(JSONText.decode(text)))
        #expect(read == plan && read.name == plan.name)
        var other = plan
        other.capUSD = 5
        #expect(other.name == plan.name, "another cap is the same run")
        other.prompts.append("a cat")
        #expect(other.name != plan.name)
    }

    @Test(arguments: ["", "x", "1-", "3-1", "-1", "1,,2", "1-20001"]) func `these are no seeds`(text: String) {
        #expect(SweepPlan.Axis(seeds: text) == nil)
    }

    @Test(arguments: ["", "steps", "steps=", "=1"]) func `this varies nothing`(text: String) {
        #expect(SweepPlan.Axis(text) == nil)
    }

    @Test func `seeds and values may have blanks between them`() {
        #expect(SweepPlan.Axis(seeds: "1, 3-4")?.values == [1, 3, 4])
        #expect(SweepPlan.Axis("steps = 20, 40 ") == SweepPlan.Axis("steps", ["20", "40"]))
    }
}
