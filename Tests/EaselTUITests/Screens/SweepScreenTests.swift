import EaselCore
import EaselEngine
import Foundation
import TerminalUI
import Testing

@testable import EaselTUI

/// A sweep from the form to its contact sheet, message by message.
@Suite struct SweepScreenTests {
    private func swept(_ effects: [Effect]) -> [CompareSweepEffect] {
        effects.compactMap { if case .compare(.sweep(let effect)) = $0 { effect } else { nil } }
    }

    @Test func `the form makes a plan of the targets of the screen`() throws {
        var state = SweepScenes.form()
        #expect(state.picture.contains("openrouter:openai/gpt-4o-mini"))
        let effect = try #require(swept(state.press("enter")).first)
        guard case .foresee(let order) = effect else { throw EaselError(.invalidRequest, "\(effect)") }
        #expect(order.plan.prompts == ["a fox at dawn", "an owl, at night"])
        #expect(order.plan.targets.map(\.description) == Array(CompareScenes.targets.prefix(2)))
        #expect(order.plan.count == 24 && order.plan.capUSD == 2.5 && !order.isConfirmed)
    }

    @Test func `what is wrong in the form is told in it`() {
        for (keys, words) in [
            (["ctrl-u"], "Write a prompt"), (["tab", "one"], "Seeds are written"),
            (["tab", "tab", "steps"], "Values are written"), (["shift-tab", "free"], "sum of dollars"),
        ] {
            var state = CompareScenes.setUp(2, .image)
            state.press("a fox", "alt-m")
            for key in keys { state.press(key) }
            #expect(swept(state.press("enter")).isEmpty)
            #expect(state.picture.contains(words), "\(words)")
        }
    }

    @Test func `number and cost are shown and agreed to before anything is sent`() throws {
        var state = CompareScenes.setUp(2, .image)
        let order = SweepOrder(plan: SweepScenes.kept.plan, kept: SweepScenes.kept)
        _ = App.update(&state, .compare(.sweep(.foreseen(order, SweepScenes.forecast()))))
        #expect(state.picture.contains("12 requests cost about $0.30") && state.picture.contains("$2.50 is spent"))
        #expect(state.picture.contains("It makes no pictures."))
        var declined = state
        #expect(declined.press("enter") == [] && declined.compare.sweep == nil)
        let effect = try #require(swept(state.press("left", "enter")).first)
        guard case .run(let agreed) = effect else { throw EaselError(.invalidRequest, "\(effect)") }
        #expect(agreed.isConfirmed && !agreed.resumes)
        #expect(state.compare.look == .sweep)
    }

    @Test func `one that was begun is gone on with, or sent anew`() throws {
        for (keys, resumes) in [(["left", "left", "enter"], true), (["left", "enter"], false)] {
            var state = CompareScenes.setUp(2, .image)
            let order = SweepOrder(plan: SweepScenes.kept.plan, kept: SweepScenes.kept)
            let before = BatchSummary(lines: 8, finished: 7, spentUSD: 0.1)
            _ = App.update(&state, .compare(.sweep(.foreseen(order, SweepScenes.forecast(before: before)))))
            #expect(state.picture.contains("7 of 12 ended"))
            var effects: [Effect] = []
            for key in keys { effects = state.press(key) }
            guard case .run(let agreed)? = swept(effects).first else { return #expect(Bool(false)) }
            #expect(agreed.resumes == resumes)
        }
    }

    @Test func `it is followed, stopped, cancelled, gone on with, and its sheet opened`() throws {
        var state = SweepScenes.running()
        let picture = state.picture
        for words in ["5/12", "4 done", "1 failed", "2 under way", "$0.10 of $2.50", "No credit at local."] {
            #expect(picture.contains(words), "\(words)")
        }
        #expect(swept(state.press("x")) == [.stop])
        var record = Scene.record(1)
        record.id = JobID(rawValue: "swept")
        record.status = .submitted
        _ = App.update(&state, .compare(.sweep(.assigned(record.id))))
        _ = App.update(&state, .jobEvents([JobEvent(id: record.id, event: .opened(record))], at: Scene.now))
        #expect(state.press("x") == [.cancel(record.id)])
        #expect(state.press("o").contains(.openFile(SweepScenes.kept.sheet)) == false)
        var tally = BatchTally()
        (tally.succeeded, tally.stop) = (6, .interrupted)
        _ = App.update(&state, .compare(.sweep(.finished(tally, sheet: SweepScenes.kept.sheet, nil))))
        #expect(state.picture.contains("Stopped: r goes on") && state.picture.contains("sweep-1.html"))
        #expect(state.press("o") == [.openFile(SweepScenes.kept.sheet)])
        #expect(state.press("y").first == .copy(SweepScenes.kept.sheet))
        guard case .foresee(let order)? = swept(state.press("r")).first else { return #expect(Bool(false)) }
        #expect(order.resumes && order.plan.capUSD == 2.5)
        state.press("escape")
        #expect(state.compare.look == .grid)
        state.press("alt-m")
        #expect(state.compare.look == .sweep)
    }

    @Test func `its results are neither told one by one nor shown in the studio`() {
        var state = SweepScenes.running()
        var record = Scene.record(1)
        record.id = JobID(rawValue: "swept")
        _ = App.update(&state, .compare(.sweep(.assigned(record.id))))
        state.session.toasts = []
        let before = state.studio.results
        for event in [GenerationEvent.opened(record), .finished(record)] {
            _ = App.update(&state, .jobEvents([JobEvent(id: record.id, event: event)], at: Scene.now))
        }
        #expect(state.session.toasts.isEmpty && state.studio.results == before)
        state.press("f4")
        _ = App.update(&state, .compare(.sweep(.finished(BatchTally(), sheet: nil, nil))))
        #expect(state.session.toasts.map(\.text) == ["The sweep ended: 0 of 12. Alt-M in F3 shows it."])
    }

    @Test func `one that reached its cap goes on with a larger one`() throws {
        var state = SweepScenes.running()
        var tally = BatchTally()
        (tally.succeeded, tally.stop) = (4, .budget)
        _ = App.update(&state, .compare(.sweep(.finished(tally, sheet: SweepScenes.kept.sheet, nil))))
        #expect(state.picture.contains("The cap is reached"))
        state.press("r")
        #expect(state.picture.contains("cap in $ 2.5"))
        guard case .foresee(let order)? = swept(state.press("shift-tab", "ctrl-u", "5", "enter")).first else {
            return #expect(Bool(false))
        }
        #expect(order.plan.capUSD == 5 && order.plan.name == SweepScenes.kept.plan.name)
    }

    @Test func `an earlier sweep fills the form`() throws {
        var state = CompareScenes.setUp(2, .text)
        #expect(swept(state.press("alt-l")) == [.list])
        _ = App.update(&state, .compare(.sweep(.earlierListed([SweepScenes.kept]))))
        #expect(state.picture.contains("Earlier sweeps") && state.picture.contains("image 12 requests"))
        state.press("enter")
        guard case .foresee(let order)? = swept(state.press("enter")).first else { return #expect(Bool(false)) }
        #expect(order.plan == SweepScenes.kept.plan)
    }

    @Test(arguments: ComparePictureTests.sizes) func `the form, the question and the sweep`(size: Size) {
        let name = { (what: String) in "sweep.\(what).\(size.width)x\(size.height)" }
        var form = SweepScenes.form(size: size)
        expectSnapshot(form.picture, name("form"))
        form.press("escape")
        let order = SweepOrder(plan: SweepScenes.kept.plan, kept: SweepScenes.kept)
        _ = App.update(&form, .compare(.sweep(.foreseen(order, SweepScenes.forecast()))))
        expectSnapshot(form.picture, name("question"))
        expectSnapshot(SweepScenes.running(size: size).picture, name("running"))
        expectSnapshot(SweepScenes.finished(size: size, lines: 60).picture, name("finished"))
    }

    @Test(arguments: ComparePictureTests.sizes) func `what judges said, and what was cut off`(size: Size) {
        let name = { (what: String) in "compare.\(what).\(size.width)x\(size.height)" }
        var judged = SweepScenes.judged(3, size: size)
        expectSnapshot(judged.picture, name("judged"))
        judged.press("R")
        expectSnapshot(judged.picture, name("judgements"))
        expectSnapshot(SweepScenes.cutOff(size: size).picture, name("cut-off"))
    }
}
