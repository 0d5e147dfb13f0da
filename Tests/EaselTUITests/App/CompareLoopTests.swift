import EaselCore
import EaselEngine
import EaselTestSupport
import Foundation
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
}
