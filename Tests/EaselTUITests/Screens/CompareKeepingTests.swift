import EaselCore
import EaselEngine
import Foundation
import TerminalUI
import Testing

@testable import EaselTUI

/// What is done with a comparison that is there: judged, exported, named, gone on with; and files that go along.
@Suite struct CompareKeepingTests {
    private func compared(_ effects: [Effect]) -> [CompareEffect] {
        effects.compactMap { if case .compare(let effect) = $0 { effect } else { nil } }
    }

    @Test func `a judge is chosen, asked the questions of the form, and told apart from votes`() throws {
        var state = CompareScenes.answered(2)
        state.press("J")
        #expect(state.picture.contains("Who judges?"))
        state.press("gpt-4o", "enter")
        #expect(state.picture.contains("Questions for openrouter:openai/gpt-4o"))
        #expect(state.picture.contains("Is it correct, as far as you can tell?"))
        state.press("alt-enter", "Is it polite?")
        let effect = try #require(compared(state.press("enter")).first)
        guard case .judge(let order) = effect else { throw EaselError(.invalidRequest, "\(effect)") }
        #expect(order.rubric?.count == 4 && order.rubric?.last == "Is it polite?" && !order.isConfirmed)
        let id = try #require(state.compare.sheet?.comparison.id)
        let generation = JobID(rawValue: "judge")
        _ = App.update(&state, .compare(.judge(.began(generation, id, order.judge))))
        #expect(state.picture.contains("judges…"))
        #expect(state.press("ctrl-c") == [.cancel(generation)])
        // The judge's own generation is no answer of the studio, and no end to be told.
        var record = Scene.record(1)
        record.id = generation
        (record.draft.modality, record.status) = (.text, .succeeded)
        _ = App.update(&state, .jobEvents([JobEvent(id: generation, event: .finished(record))], at: Scene.now))
        #expect(state.session.toasts.isEmpty)
        let judged = SweepScenes.judged(2).compare.sheet?.judgements ?? []
        _ = App.update(&state, .compare(.judge(.judged(judged, id))))
        #expect(state.compare.judging == nil && state.compare.sheet?.votes.isEmpty == true)
        #expect(state.picture.contains("judge openrouter:openai/gpt-4o: the best, yes no"))
        #expect(state.picture.contains("judge local:smollm2: equally good, yes yes"))
        // Asked again, the questions are as they were left.
        state.press("J", "gpt-4o", "enter")
        #expect(state.picture.contains("Is it polite?"))
    }

    @Test func `what judges said is read question by question, without names while it is blind`() {
        var state = SweepScenes.judged(3, blind: true)
        state.press("R")
        #expect(state.picture.contains("What judges said") && state.picture.contains("Is it short?"))
        #expect(state.picture.contains("No votes: judgements are kept apart"))
        #expect(!state.picture.contains("qwen3") && !state.picture.contains("gpt-4o-mini"))
    }

    @Test func `nobody is asked to judge one answer, or twice at once`() {
        var state = CompareScenes.sent(2)
        CompareScenes.finish("one", slot: 0, &state)
        state.press("J")
        #expect(state.session.overlays.isEmpty && state.picture.contains("two results at least"))
        CompareScenes.finish("two", slot: 1, &state)
        let id = state.compare.sheet?.comparison.id ?? ComparisonID(rawValue: "")
        _ = App.update(
            &state, .compare(.judge(.began(JobID(rawValue: "j"), id, ModelReference(provider: "local")))))
        state.press("J")
        #expect(state.session.overlays.isEmpty)
        _ = App.update(&state, .compare(.judge(.refused(EaselError(.quota, "No credit."), id))))
        #expect(state.picture.contains("No credit.") && state.compare.judging == nil)
        state.session.toasts = []
        #expect(state.picture.contains("No credit."), "it stays to be read")
    }

    @Test func `a rubric without questions is told in the form`() {
        var state = CompareScenes.answered(2)
        state.press("J", "gpt-4o", "enter")
        for _ in 0..<6 { state.press("ctrl-u", "backspace") }
        #expect(compared(state.press("enter")).isEmpty)
        #expect(state.picture.contains("1 to 20 questions"))
    }

    @Test(arguments: [("contact", "html"), ("json", "json"), ("markdown", "md")])
    func `it is exported to a path that was typed`(words: String, ending: String) throws {
        var state = CompareScenes.answered(2)
        state.session.home = "/home/ada"
        state.press("alt-o", words, "enter")
        #expect(state.picture.contains(".\(ending)") && state.picture.contains("one that is there is replaced"))
        state.press("ctrl-u", "~/out.\(ending)")
        let effect = try #require(compared(state.press("enter")).first)
        guard case .export(let order) = effect else { throw EaselError(.invalidRequest, "\(effect)") }
        #expect(order.path == "/home/ada/out.\(ending)" && order.id == state.compare.sheet?.comparison.id)
        _ = App.update(&state, .compare(.keep(.exported(order.path))))
        #expect(state.picture.contains("Saved /home/ada/out.\(ending)"))
    }

    @Test func `it gets a name, which is shown`() throws {
        var state = CompareScenes.answered(2)
        let id = try #require(state.compare.sheet?.comparison.id)
        state.press("alt-t")
        #expect(compared(state.press(" Sky  ", "enter")) == [.rename(id, "Sky")])
        _ = App.update(&state, .compare(.keep(.renamed(id, "Sky"))))
        #expect(state.picture.contains("Prompt · \"Sky\""))
        #expect(state.compare.pane(at: 0)?.text == CompareScenes.answers[0], "the answers stay")
        state.press("alt-t", "ctrl-u")
        #expect(compared(state.press("enter")) == [.rename(id, nil)])
    }

    @Test func `a file goes to all targets, with the field of the studio`() throws {
        var state = CompareScenes.setUp(2, .image)
        #expect(state.press("ctrl-o").contains(.listPaths("")))
        state.press("/home/ada/storm.png", "enter")
        #expect(state.compare.attachments.map(\.file.path) == ["/home/ada/storm.png"])
        #expect(state.studio.desk.attachments.isEmpty)
        #expect(state.picture.contains("Prompt · storm.png"))
        state.press("ctrl-o", "down")
        #expect(state.press("ctrl-r").contains(.loadEarlierFiles))
        _ = App.update(&state, .studio(.prompt(.filesLoaded([Scene.asset("sea")]))))
        state.press("enter")
        #expect(state.compare.attachments.count == 2)
        let order = state.compare.order(id: ComparisonID(rawValue: "x"), seed: 1)
        #expect(order.draft.attachments.count == 2)
        state.press("ctrl-x")
        #expect(state.compare.attachments.count == 1)
    }

    @Test func `what was never sent is told, and sent when somebody says so`() throws {
        var state = SweepScenes.cutOff()
        let id = try #require(state.compare.sheet?.comparison.id)
        #expect(state.picture.contains("was never sent: r sends it") && state.picture.contains("Alt-C sends"))
        #expect(state.animationInterval == nil, "nothing moves")
        #expect(compared(state.press("alt-c")) == [.goOn(id)])
        #expect(compared(state.press("right", "r")) == [.retry(ComparisonSeat(slot: 1), id)])
        let question = BudgetQuestion("It may be dear.")
        _ = App.update(&state, .compare(.agreementAsked(.goOn(id, isConfirmed: true), [question])))
        #expect(state.picture.contains("It may be dear."))
        #expect(compared(state.press("left", "enter")) == [.goOn(id, isConfirmed: true)])
    }

    @Test func `an unfinished comparison is laid out where nothing else is`() throws {
        let past = CompareScenes.sent(2)
        let board = try #require(past.compare.sheet?.board)
        var state = Scene.state()
        _ = App.update(&state, .compare(.foundUnfinished(board, [], [])))
        state.press("f3")
        #expect(state.picture.contains("Why is the sky blue?") && state.picture.contains("never sent"))
        var busy = CompareScenes.setUp(2)
        busy.press("Mine")
        _ = App.update(&busy, .compare(.foundUnfinished(board, [], [])))
        #expect(busy.compare.sheet == nil && busy.compare.prompt.buffer.text == "Mine")
    }

    @Test func `every action of the screen is in the palette, wherever the focus is`() {
        var state = CompareScenes.answered(2)
        state.press("escape", "ctrl-p")
        guard case .picker(let picker)? = state.session.overlays.last else { return #expect(Bool(false)) }
        let titles = picker.items.map(\.title)
        for words in [
            "Have a text model judge", "Export the comparison", "Give the comparison a name", "Attach a file",
            "Sweep: many prompts", "Go on with a comparison", "This one is the best",
        ] { #expect(titles.contains { $0.hasPrefix(words) }, "\(words)") }
    }
}
