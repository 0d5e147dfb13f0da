import EaselCore
import EaselEngine
import EaselTestSupport
import Foundation
import Synchronization
import TerminalUI
import Testing

@testable import EaselTUI

/// A comparison from key to vote, on a terminal in memory, with the engine and its stores.
@MainActor
@Suite(.timeLimit(.minutes(5)))
struct CompareLoopTests {
    private func provider(_ id: ProviderID, _ name: String, _ words: String, failure: EaselError? = nil)
        -> ScriptedProvider
    {
        ScriptedProvider(id, name).with {
            $0.cards = [
                ModelCard(
                    provider: id, model: ModelID(rawValue: "model-of-\(id)"), modality: .text, name: "Model of \(name)")
            ]
            $0.text = ScriptedTextService(events: [.delta(words)], failure: failure)
        }
    }

    @Test func `one send fills two panes, and a vote makes a rating`() async throws {
        let rig = StudioRig([provider("one", "One", "The first answer."), provider("two", "Two", "Another answer.")])
        rig.start()
        await rig.see("What shall it be")
        rig.backend.press("f3")
        await rig.see("2 targets")
        rig.backend.press("Why?", "enter")
        await rig.see("The first answer.")
        await rig.see("Another answer.")
        #expect(rig.screen.contains("one:model-of-one"))
        await rig.see("b says that the selected one is the best")
        rig.backend.press("right", "b")
        await rig.see("two:model-of-two is the best")
        rig.backend.press("alt-w")
        await rig.see("1 votes count")
        rig.backend.press("escape", "alt-e")
        await rig.see("Earlier comparisons of text")
        rig.backend.press("escape", "ctrl-q")
        #expect(await rig.end() == .quit)
        let kept = try await rig.comparisons.page(ComparisonQuery()).comparisons
        #expect(kept.count == 1)
        #expect(try await rig.comparisons.votes(of: kept[0].id).map(\.verdict) == [.winner(1)])
        #expect(rig.history.records.count == 2)
    }

    @Test func `a failure stands in its own pane, and is tried again alone`() async throws {
        let failing = EaselError(.quota, "Insufficient credits.", remedy: "Add credit.", provider: "two")
        let rig = StudioRig([
            provider("one", "One", "The first answer."), provider("two", "Two", "Half an ", failure: failing),
        ])
        rig.start()
        await rig.see("What shall it be")
        rig.backend.press("f3")
        await rig.see("2 targets")
        rig.backend.press("Why?", "enter")
        await rig.see("The first answer.")
        await rig.see("failed")
        rig.backend.press("right", "r")
        while rig.history.records.count < 3 { await Task.yield() }
        // The third one may still run: who insists leaves.
        rig.backend.press("ctrl-q", "ctrl-q")
        #expect(await rig.end() == .quit)
        let comparison = try #require(try await rig.comparisons.page(ComparisonQuery()).comparisons.first)
        #expect(comparison.members.map(\.attempt) == [0, 1])
    }

    @Test func `a blind comparison tells no name before the vote, on any screen`() async throws {
        let rig = StudioRig(
            [provider("one", "One", "The first answer."), provider("two", "Two", "Another answer.")],
            size: Size(width: 160, height: 50))
        rig.start()
        await rig.see("What shall it be")
        rig.backend.press("f3")
        await rig.see("2 targets")
        rig.backend.press("alt-v", "Why?", "enter")
        await rig.see("Names are hidden until the vote")
        #expect(!rig.screen.contains("model-of"))
        rig.backend.press("f5")
        await rig.see("hidden:A")
        #expect(!rig.screen.contains("model-of"))
        rig.backend.press("f4")
        await rig.see("Why?")
        await rig.see("hidden")
        #expect(!rig.screen.contains("model-of"))
        rig.backend.press("f3", "b")
        await rig.see("Voted: A ")
        #expect(rig.screen.contains("A one:model-of-one") || rig.screen.contains("A two:model-of-two"))
        rig.backend.press("f5")
        await rig.see("one:model-of-one")
        rig.backend.press("ctrl-q")
        #expect(await rig.end() == .quit)
    }

    @Test func `a retry asks what the budget wants asked, as the send did`() async throws {
        let rig = StudioRig([provider("one", "One", "The first answer."), provider("two", "Two", "Another answer.")]) {
            var environment = EngineEnvironment(
                registry: $0.registry, history: $0.history, media: PicturedMediaStore(), owner: "test",
                isOwnerAlive: { $0 == "test" })
            environment.budget = Budget(BudgetLimits(unknown: .ask))
            $0.runner = JobRunner(environment)
        }
        rig.start()
        await rig.see("What shall it be")
        rig.backend.press("f3")
        await rig.see("2 targets")
        rig.backend.press("Why?", "enter")
        await rig.see("Send it all the same?")
        rig.backend.press("left", "enter")
        await rig.see("Another answer.")
        await rig.see("b says that the selected one is the best")
        rig.backend.press("r")
        await rig.see("Send it all the same?")
        rig.backend.press("enter")
        await rig.lose("Send it all the same?")
        #expect(rig.history.records.count == 2, "nothing was sent")
        rig.backend.press("r")
        await rig.see("Send it all the same?")
        rig.backend.press("left", "enter")
        while rig.history.records.count < 3 { await Task.yield() }
        rig.backend.press("ctrl-q", "ctrl-q")
        #expect(await rig.end() == .quit)
    }

    @Test func `a race that was cut off is decided at the start, and nothing is sent`() async throws {
        let store = Mutex<InMemoryComparisonStore?>(nil)
        let order = ComparisonOrder(
            draft: GenerationDraft(modality: .text, prompt: "Quick?"),
            targets: ["one", "two"].map {
                ComparisonTarget(
                    ModelReference(provider: ProviderID(rawValue: $0), model: ModelID(rawValue: "model-of-\($0)")))
            },
            kind: .race)
        var race = Comparison(order, at: Date())
        race.members = race.seats.map { ComparisonMember($0, .new()) }
        var record = GenerationRecord(
            id: race.members[1].generation, createdAt: Date(), draft: order.draft, provider: "two",
            model: "model-of-two", isSandbox: false)
        record.status = .succeeded
        record.text = "I was first."
        let cut = race
        let rig = StudioRig([provider("one", "One", "Late."), provider("two", "Two", "Late.")], history: [record]) {
            let kept = InMemoryComparisonStore($0.history, [cut])
            store.withLock { $0 = kept }
            $0.comparisons = kept
        }
        rig.start()
        await rig.see("A race of an earlier start is decided")
        rig.backend.press("f3")
        await rig.see("won the race")
        rig.backend.press("ctrl-q")
        #expect(await rig.end() == .quit)
        let decided = try await store.withLock { $0 }?.comparison(race.id)
        #expect(decided?.raceWinner == record.id)
        #expect(rig.history.records.count == 1, "nothing was sent")
    }

    @Test func `a judge is asked from the screen and its word is kept`() async throws {
        let reply = #"{"answers":{"A":["yes"],"B":["no"]},"best":["A"],"reason":"It is short."}"#
        let rig = StudioRig(
            [
                provider("one", "One", "The first answer."), provider("two", "Two", "Another answer."),
                provider("three", "Three", reply),
            ], size: Size(width: 120, height: 40))
        rig.start()
        await rig.see("What shall it be")
        rig.backend.press("f3")
        await rig.see("2 targets")
        rig.backend.press("Why?", "enter")
        await rig.see("b says that the selected one is the best")
        rig.backend.press("J")
        await rig.see("Who judges?")
        rig.backend.press("three", "enter")
        await rig.see("Questions for three")
        // Three questions stand there; one is left.
        rig.backend.press("ctrl-u", "backspace", "ctrl-u", "backspace", "enter")
        await rig.see("judge three:model-of-three")
        rig.backend.press("R")
        await rig.see("It is short.")
        // The judge may not have ended for all: then leaving asks.
        rig.backend.press("escape", "ctrl-q", "ctrl-q")
        #expect(await rig.end() == .quit)
        let kept = try #require(try await rig.comparisons.page(ComparisonQuery()).comparisons.first)
        #expect(try await rig.comparisons.judgements(of: kept.id).count == 1)
        #expect(try await rig.comparisons.votes(of: kept.id).isEmpty)
    }

    @Test func `a sweep is sent, followed and ends in its contact sheet`() async throws {
        let ledger = SweepLedger()
        let written = Mutex<[KeptSweep]>([])
        let rig = StudioRig([provider("one", "One", "The first."), provider("two", "Two", "Another.")]) {
            $0.sweeps = SweepShelf(
                ledger: ledger,
                keep: { KeptSweep($0, file: "/tmp/s.json", name: "/tmp/s.json", sheet: "/tmp/sheet.html") },
                all: { [] }, writeSheet: { kept in written.withLock { $0.append(kept) } })
        }
        rig.start()
        await rig.see("What shall it be")
        rig.backend.press("f3")
        await rig.see("2 targets")
        rig.backend.press("A fox", "alt-m")
        await rig.see("Sweep: every prompt")
        rig.backend.press("alt-enter", "An owl", "tab", "1-2", "enter")
        await rig.see("8 requests cost")
        rig.backend.press("left", "enter")
        await rig.see("8/8")
        await rig.see("/tmp/sheet.html")
        #expect(written.withLock { $0.count } == 1)
        // Gone on with, there is nothing left to send.
        rig.backend.press("r")
        await rig.see("8 of 8 ended")
        rig.backend.press("left", "left", "enter")
        await rig.see("8 of them before")
        rig.backend.press("ctrl-q", "ctrl-q")
        #expect(await rig.end() == .quit)
        #expect(rig.history.records.count == 8)
    }
}

/// Which generation was made for which request, in memory.
private actor SweepLedger: BatchLedger {
    private var entries: [BatchLine: BatchEntry] = [:]
    private var reported: Set<BatchLine> = []

    func assign(_ id: JobID, to line: BatchLine) async throws(EaselError) {
        entries[line] = BatchEntry(id: id, isReported: false)
    }

    func entry(of line: BatchLine) async throws(EaselError) -> BatchEntry? { entries[line] }

    func noteReported(_ line: BatchLine) async throws(EaselError) {
        entries[line]?.isReported = true
        reported.insert(line)
    }

    func summary(of batch: String) async throws(EaselError) -> BatchSummary {
        BatchSummary(lines: entries.count, finished: reported.count)
    }
}
