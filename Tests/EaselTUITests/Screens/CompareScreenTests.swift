import EaselCore
import EaselEngine
import Foundation
import TerminalUI
import Testing

@testable import EaselTUI

/// Choosing, sending, looking and voting, message by message.
@Suite struct CompareScreenTests {
    /// What the engine would say: the first costs something, the second has no seed and no known price.
    static func outlook(_ order: ComparisonOrder) -> ComparisonOutlook {
        let targets = order.targets.enumerated().map { slot, target in
            TargetOutlook(
                slot: slot, reference: target.reference,
                estimate: slot == 0 ? CostEstimate(dollars: 0.0012, isUpperBound: true) : nil,
                warnings: slot == 1 ? [GenerationWarning(.unsupported, parameter: "seed", "It has no seed.")] : [])
        }
        return ComparisonOutlook(targets: targets, repeats: order.repeats)
    }

    private func starts(_ effects: [Effect]) -> [ComparisonOrder] {
        effects.compactMap { if case .compare(.start(let order)) = $0 { order } else { nil } }
    }

    @Test func `it begins with two providers that can make it`() {
        var state = Scene.state()
        state.press("f3")
        #expect(
            state.compare.chosen.map(\.reference.description) == [
                "openrouter:openai/gpt-4o-mini", "local",
            ])
        state.press("alt-2")
        #expect(
            state.compare.chosen.map(\.reference.description) == ["fal:fal-ai/flux/dev", "fal:fal-ai/flux/schnell"])
    }

    @Test func `the digit 3 opens it where nothing is typed`() {
        var state = Scene.state()
        state.press("f5", "3")
        #expect(state.session.route == .compare)
    }

    @Test func `a model of the studio's pane goes into the comparison`() {
        var state = Scene.state()
        state.press("Hello", "tab", "tab", "tab", "down", "+")
        #expect(
            state.compare.chosen.map(\.reference.description) == [
                "openrouter:openai/gpt-4o-mini", "openrouter:anthropic/claude-haiku",
            ])
        #expect(state.compare.prompt.buffer.text == "Hello")
        #expect(state.session.route == .studio)
    }

    @Test func `what a send costs is asked once for each change, and shown with what is unknown`() throws {
        var state = CompareScenes.setUp()
        let first = try #require(state.compare.forecast.order)
        // One question at a time: the answer of the first brings the next.
        state.press("W")
        #expect(state.compare.forecast.serial == 1)
        let effects = App.update(&state, .compare(.foretold(Self.outlook(first), nil, serial: 1)))
        #expect(
            effects.contains {
                if case .compare(.foresee(let order, 2)) = $0 { order.draft.prompt == "W" } else { false }
            })
        #expect(state.picture.contains("cost at most $0.0012 and 1 of unknown cost"))
        #expect(state.picture.contains("Not all honour seed"))
        #expect(state.picture.contains("It has no seed."))
    }

    @Test func `one send asks all, with what is set for each`() throws {
        var state = CompareScenes.setUp(3)
        state.press("tab", "right")
        _ = App.update(&state, .compare(.setUp(.valueTyped("temperature=0.5", nil, ofAll: false))))
        _ = App.update(&state, .compare(.setUp(.valueTyped("seed=7", nil, ofAll: true))))
        state.press("escape")
        let order = try #require(starts(state.press("Why?", "enter")).first)
        #expect(order.targets.map(\.overrides) == [[:], ["temperature": 0.5], [:]])
        #expect(order.draft.parameters == ["seed": 7])
        #expect(order.draft.prompt == "Why?")
        #expect(state.compare.prompt.buffer.text == "Why?")
    }

    @Test func `nothing is sent without a prompt, or to one alone`() {
        var state = CompareScenes.setUp(2)
        #expect(starts(state.press("enter")).isEmpty)
        state.press("tab", "-", "escape")
        #expect(starts(state.press("x", "enter")).isEmpty)
        #expect(state.picture.contains("+ adds one"))
    }

    @Test func `panes are added and taken out, at most six`() {
        var state = CompareScenes.setUp(5)
        state.press("tab", "+")
        state.press("enter")
        #expect(state.compare.chosen.count == 6)
        state.press("+")
        #expect(state.session.overlays.isEmpty)
        state.press("-", "-")
        #expect(state.compare.chosen.count == 4)
    }

    @Test func `answers find their pane whatever the order in which they come`() {
        var state = CompareScenes.sent(3)
        CompareScenes.finish("third", slot: 2, &state)
        CompareScenes.finish("first", slot: 0, &state)
        let picture = state.picture
        #expect(state.compare.pane(at: 0)?.text == "first")
        #expect(state.compare.pane(at: 1)?.text == "")
        #expect(state.compare.pane(at: 2)?.text == "third")
        #expect(picture.contains("first") && picture.contains("third"))
    }

    @Test func `one is cancelled and tried again alone`() {
        var state = CompareScenes.sent(2)
        for slot in 0..<2 { CompareScenes.take(.opened(CompareScenes.record(state, slot: slot)), slot: slot, &state) }
        let second = CompareScenes.member(state, slot: 1)
        #expect(state.press("right", "x") == [.cancel(second)])
        CompareScenes.finish("", slot: 1, &state) { $0.status = .cancelled }
        let id = state.compare.sheet?.comparison.id ?? ComparisonID(rawValue: "")
        #expect(state.press("r") == [.compare(.retry(ComparisonSeat(slot: 1), id))])
        #expect(state.press("left", "r").contains { if case .compare = $0 { true } else { false } } == false)
    }

    @Test func `what is told late does not bring an earlier try back`() throws {
        var state = CompareScenes.answered(2)
        let before = try #require(state.compare.sheet?.comparison)
        var after = before
        after.members[1] = ComparisonMember(after.members[1].seat, JobID(rawValue: "again"), attempt: 1)
        _ = App.update(&state, .compare(.began(after)))
        #expect(state.compare.pane(at: 1)?.text == "")
        _ = App.update(&state, .compare(.underWay(before)))
        #expect(state.compare.pane(at: 1)?.generation.rawValue == "again")
    }

    @Test func `Ctrl-C cancels all that run, and asks to quit when none does`() {
        var state = CompareScenes.sent(2)
        for slot in 0..<2 { CompareScenes.take(.opened(CompareScenes.record(state, slot: slot)), slot: slot, &state) }
        #expect(state.press("ctrl-c").count == 2)
        for slot in 0..<2 { CompareScenes.finish("x", slot: slot, &state) }
        state.press("ctrl-c")
        #expect(state.picture.contains("Quit Easel?"))
    }

    @Test func `the table is sorted by any column, worst first when turned round`() {
        var state = CompareScenes.answered(3)
        state.press("tab", "s", "s")
        #expect(state.compare.table.key == .total)
        let slots = { (state: App.State) in state.compare.sheet?.rows(state.compare.table).map(\.slot) }
        #expect(slots(state) == [0, 1, 2])
        state.press("S")
        #expect(slots(state) == [1, 0, 2])
    }

    @Test func `a tie of the marked ones, all bad, and a note with tags`() throws {
        var state = CompareScenes.answered(3)
        func verdict(_ effects: [Effect]) -> ComparisonVote? {
            effects.lazy.compactMap { if case .compare(.vote(let vote)) = $0 { vote } else { nil } }.first
        }
        #expect(verdict(state.press("="))?.verdict == .tie([0, 1]))
        #expect(verdict(state.press("!"))?.verdict == .allBad)
        // The third one failed: nobody votes for it.
        #expect(verdict(state.press("left", "b")) == nil)
        CompareScenes.vote(state.press("right", "b"), &state)
        #expect(state.picture.contains("openrouter:openai/gpt-4o-mini is the best"))
        state.press("n")
        let vote = try #require(verdict(state.press("clearer #physics #short", "enter")))
        #expect(vote.note == "clearer" && vote.tags == ["physics", "short"] && vote.verdict == .winner(0))
    }

    @Test func `blind hides every name until the vote, in panes, cards, notes, jobs and toasts`() {
        var state = CompareScenes.answered(3, blind: true)
        func expectHidden(_ where_: String) {
            for name in ["gpt-4o", "qwen3", "gemini", "openrouter", "local:", "vertex"] {
                #expect(!state.picture.contains(name), "\(name) in \(where_)")
            }
        }
        expectHidden("panes")
        state.press("tab")
        expectHidden("table")
        state.press("shift-tab", "enter")
        expectHidden("one pane")
        state.press("escape", "?")
        expectHidden("the card")
        state.press("escape", "d")
        expectHidden("the difference")
        state.press("escape", "e")
        #expect(state.session.overlays.isEmpty)
        state.press("f5")
        expectHidden("jobs")
        state.press("down", "?")
        expectHidden("the card of a job")
        state.press("escape", "f3")
        CompareScenes.vote(state.press("b"), &state)
        #expect(state.picture.contains("gpt-4o") && state.picture.contains("qwen3"))
        #expect(state.session.veils.isEmpty)
        state.press("f5")
        #expect(state.picture.contains("openrouter:openai/gpt-4o-mini"))
    }

    @Test func `what was blind at an earlier start stays so`() throws {
        let past = CompareScenes.answered(2, blind: true)
        let comparison = try #require(past.compare.sheet?.comparison)
        var state = Scene.state()
        _ = App.update(&state, .comparisonsHidden([comparison]))
        let record = CompareScenes.record(past, slot: 0)
        state.press("f4")
        _ = App.update(&state, .history(.pageLoaded(HistoryPage(records: [record], next: nil), serial: 1)))
        #expect(!state.picture.contains("gpt-4o"))
        #expect(state.history.selected?.provider == .hidden)
    }

    @Test func `pictures flicker at the same cells`() throws {
        var state = try CompareScenes.pictures()
        state.press("f")
        state = try CompareScenes.decoded(state)
        let one = state.drawn().surface
        state.press("f")
        let other = state.drawn().surface
        #expect(SurfacePicture.text(one) != SurfacePicture.text(other))
        #expect(state.compare.look == .flicker(showsOther: true))
        state.press("w", "right")
        #expect(state.compare.look == .wipe(55))
        for _ in 0..<20 { state.press("right") }
        #expect(state.compare.look == .wipe(100))
        state.press("escape")
        #expect(state.compare.look == .grid && state.compare.focus == .panes)
        state.press("escape")
        #expect(state.compare.focus == .prompt)
    }

    @Test func `a screen that is left is silent`() {
        var state = CompareScenes.sent(2, .audio, prompt: "Rain")
        CompareScenes.finish("", slot: 0, &state) { $0.assets = [Scene.asset("rain", .wav)] }
        #expect(state.press("P").count == 1 && state.session.playing != nil)
        #expect(state.press("f3").contains(.stopPlaying) == false)
        #expect(state.press("f4").contains(.stopPlaying) && state.session.playing == nil)
        #expect(state.press("f2").contains(.stopPlaying) == false)
    }

    @Test func `takes are equally loud, and switched at the same moment`() throws {
        var state = CompareScenes.sent(2, .audio, prompt: "Rain")
        for slot in 0..<2 {
            CompareScenes.finish("", slot: slot, &state) { $0.assets = [Scene.asset("rain-\(slot)", .wav)] }
        }
        #expect(state.compare.takes.count == 2)
        let paths = state.compare.takes
        // What was not measured yet waits for that, and is heard then.
        #expect(!state.press("P").contains { if case .compare = $0 { true } else { false } })
        #expect(state.session.playing == nil)
        let measured = App.update(&state, .compare(.matched([paths[0]: -6, paths[1]: 0])))
        #expect(measured == [.compare(.play(paths[0], isFilm: false, from: 0, gain: -6))])
        _ = App.update(&state, .input(.key(KeyChord(.right)), at: Scene.now.addingTimeInterval(2)))
        let chord = KeyChord(.character("P"))
        let effects = App.update(&state, .input(.key(chord), at: Scene.now.addingTimeInterval(3)))
        #expect(effects == [.compare(.play(paths[1], isFilm: false, from: 3, gain: 0))])
        // The end of the first, which was stopped, is not the end of the second.
        _ = App.update(&state, .playEnded(paths[0]))
        #expect(state.session.playing == paths[1])
        #expect(state.press("P") == [.stopPlaying])
    }

    @Test func `texts know no flicker, and pictures no words`() throws {
        var state = CompareScenes.answered(2)
        state.press("f", "w")
        #expect(state.compare.look == .grid)
        var pictures = try CompareScenes.pictures()
        pictures.press("d")
        #expect(pictures.compare.look == .difference)
    }

    @Test func `an earlier comparison is opened and sent again`() throws {
        let past = CompareScenes.answered(3)
        let board = try #require(past.compare.sheet?.board)
        var state = Scene.state(Size(width: 120, height: 40))
        state.session.random = SplitMix64(seed: 99)
        state.press("f3")
        let digest = ComparisonDigest(comparison: board.comparison, verdict: .winner(1))
        _ = App.update(&state, .compare(.listed([digest])))
        #expect(state.picture.contains("best: local:qwen3:0.6b"))
        #expect(state.press("enter") == [.compare(.load(board.comparison.id))])
        _ = App.update(&state, .compare(.recalledBoard(board, [], [])))
        #expect(state.picture.contains("The air") == false && state.picture.contains("Blue light is scattered"))
        let order = try #require(starts(state.press("alt-g")).first)
        #expect(order.targets == board.comparison.targets && order.id != board.comparison.id)
    }

    @Test func `a cost that somebody wants to be asked about is asked before anything is sent`() throws {
        var state = CompareScenes.setUp(2)
        let order = try #require(starts(state.press("Why?", "enter")).first)
        _ = App.update(&state, .compare(.questioned(order, [BudgetQuestion("It may be dear.")])))
        #expect(state.picture.contains("It may be dear."))
        let sent = starts(state.press("left", "enter"))
        #expect(sent.map(\.isConfirmed) == [true])
    }

    @Test func `saved sets of targets are taken and kept`() throws {
        var state = CompareScenes.setUp(3)
        #expect(state.press("alt-s") == [.compare(.loadSets)])
        let set = TargetSet(
            name: "cheap", modality: .text,
            targets: CompareScenes.targets.suffix(2).compactMap { ModelReference($0).map { ComparisonTarget($0) } })
        _ = App.update(&state, .compare(.setUp(.setsListed([set]))))
        state.press("enter")
        #expect(state.compare.chosen == set.targets)
        _ = App.update(&state, .compare(.setUp(.setNamed("dear"))))
        let effects = App.update(&state, .compare(.setUp(.setNamed("dear"))))
        #expect(effects == [.compare(.keepSet(TargetSet(name: "dear", modality: .text, targets: set.targets)))])
    }

    @Test func `repeats are leafed through, and measured by their median`() {
        var state = CompareScenes.sent(2, repeats: 3)
        for turn in 0..<3 {
            CompareScenes.finish("turn \(turn)", slot: 0, turn: turn, &state) {
                $0.timing.totalMilliseconds = 1000 * (turn + 1)
            }
        }
        #expect(state.picture.contains("turn 0") && state.picture.contains("p50 of 3"))
        #expect(state.picture.contains("2000 ms"))
        state.press("]")
        #expect(state.picture.contains("turn 1"))
    }

    @Test func `the winner of a race is shown`() {
        var state = CompareScenes.sent(2, kind: .race)
        CompareScenes.finish("quick", slot: 1, &state)
        CompareScenes.finish("", slot: 0, &state) { $0.status = .cancelled }
        var comparison = state.compare.sheet?.comparison
        comparison?.raceWinner = CompareScenes.member(state, slot: 1)
        if let comparison { _ = App.update(&state, .compare(.underWay(comparison))) }
        #expect(state.picture.contains("won the race"))
    }

    @Test func `the end is told once to somebody who looks elsewhere`() {
        var state = CompareScenes.sent(2)
        state.press("f4")
        CompareScenes.finish("one", slot: 0, &state)
        #expect(state.session.toasts.isEmpty)
        CompareScenes.finish("two", slot: 1, &state)
        #expect(state.session.toasts.map(\.text) == ["The comparison is done: F3 shows it."])
    }

    @Test func `the tabs shorten before the money and the badge do`() {
        for (width, expected) in [(120, "F3 Compare"), (80, "F3 Comp"), (60, "]F3 F4 ")] {
            var state = Scene.state(Size(width: width, height: 24))
            state.session.isSandbox = true
            let top = String(state.picture.split(separator: "\n")[0])
            #expect(top.contains(expected), "\(width): \(top)")
            #expect(top.contains("sandbox") && top.contains("$0.04 today"), "\(width): \(top)")
            #expect(top.contains("F7"), "\(width): \(top)")
        }
    }

    @Test func `hostile words stay words`() {
        let hostile = HostileTextTests.hostile
        var state = CompareScenes.sent(2, prompt: hostile)
        CompareScenes.finish(hostile, slot: 0, &state) { $0.warnings = [GenerationWarning(.other, hostile)] }
        CompareScenes.finish(hostile + "x", slot: 1, &state) { record in
            record.model = ModelID(rawValue: hostile)
            record.assets = [Scene.asset(hostile)]
        }
        for key in ["tab", "tab", "tab", "d", "escape", "enter", "?", "escape"] {
            state.press(key)
            HostileTextTests.expectCleanPicture(state)
        }
        let digest = state.compare.sheet.map { ComparisonDigest(comparison: $0.comparison, verdict: nil) }
        _ = App.update(&state, .compare(.listed([digest].compactMap(\.self))))
        HostileTextTests.expectCleanPicture(state)
    }
}
