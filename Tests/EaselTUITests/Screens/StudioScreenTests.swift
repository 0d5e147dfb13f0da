import EaselCore
import EaselEngine
import Foundation
import TerminalUI
import Testing

@testable import EaselTUI

@Suite struct StudioScreenTests {
    @Test func `Enter sends what is on the desk and makes room for the next prompt`() throws {
        var state = Scene.state()
        state.press("alt-2", "A lighthouse")
        let effects = state.press("enter")
        let order = try #require(effects.orders.first)
        #expect(effects == [.start(order)])
        #expect(order.draft == GenerationDraft(modality: .image, prompt: "A lighthouse"))
        #expect(order.target == ModelReference(provider: "fal", model: "fal-ai/flux/dev"))
        #expect(!order.allowsUnknownModel)
        #expect(state.studio.prompt.buffer.isEmpty)
        #expect(state.studio.result.shown == order.id)
        state.press("ctrl-z")
        #expect(state.studio.prompt.buffer.text == "A lighthouse")
    }

    @Test func `an empty prompt is not sent`() {
        var state = Scene.state()
        #expect(state.press("  ", "enter").orders.isEmpty)
        #expect(state.session.toasts.last?.text.hasPrefix("The prompt is empty") == true)
    }

    @Test func `two requests run beside each other and keep their own events`() throws {
        var state = Scene.state()
        let first = try #require(state.press("one", "enter").orders.first)
        let second = try #require(state.press("two", "enter").orders.first)
        let events = [
            JobEvent(id: first.id, event: .text("ONE")), JobEvent(id: second.id, event: .text("TWO")),
            JobEvent(id: first.id, event: .text("!")),
        ]
        _ = App.update(&state, .jobEvents(events, at: Scene.now))
        #expect(state.session.generations[first.id]?.text == "ONE!")
        #expect(state.session.generations[second.id]?.text == "TWO")
        #expect(state.picture.contains("TWO"))
        state.press("tab", "[")
        #expect(state.picture.contains("ONE!"))
    }

    @Test func `choosing a provider without a key says why and changes nothing`() {
        var state = Scene.state()
        state.press("alt-2", "tab", "tab")
        let before = state.studio.desk
        state.press("down", "enter")
        #expect(state.studio.desk == before)
        #expect(state.session.toasts.last?.text.contains("export REPLICATE_API_TOKEN") == true)
        state.press("up", "up", "enter")
        #expect(state.studio.desk == before)
        #expect(state.session.toasts.last?.text == "OpenRouter makes no image; it makes text.")
    }

    @Test func `a modality that nothing can make explains itself`() {
        var state = Scene.state()
        state.press("alt-4")
        #expect(state.studio.modality == .text)
        #expect(state.session.toasts.last?.text == "No provider of this build makes audio.")
    }

    @Test func `values that another model does not take are told and kept`() {
        var state = Scene.state()
        state.press("alt-2")
        state.studio.desk.values = [.aspectRatio: "9:16", .count: 2, .seed: 5]
        state.press("tab", "tab", "tab", "down", "enter")
        #expect(state.studio.card?.model == "fal-ai/flux/schnell")
        #expect(state.session.toasts.last?.text == "Not taken by FLUX.1 schnell, kept for later: Aspect, Count, Seed.")
        let sent = state.press("escape", "x", "enter").orders.first
        #expect(sent?.draft.parameters == [:])
        state.press("tab", "tab", "tab", "up", "enter", "escape", "y")
        let again = state.press("enter").orders.first
        #expect(again?.draft.parameters == [.aspectRatio: "9:16", .count: 2, .seed: 5])
    }

    @Test func `a provider without known models is asked when it is chosen`() {
        var state = Scene.state()
        let query = CardQuery(provider: "local", modality: .text)
        let effects = state.press("tab", "tab", "end", "enter")
        #expect(effects == [.refreshCards(query)])
        #expect(state.picture.contains("asking Local"))
        let cards = [
            ModelCard(provider: "local", model: "qwen3:0.6b", modality: .text, name: "qwen3:0.6b", origin: .listed)
        ]
        _ = App.update(&state, .studio(.cardsListed(query, cards)))
        #expect(state.studio.card?.model == "qwen3:0.6b")
        #expect(state.picture.contains("qwen3:0.6b"))
    }

    @Test func `a listing that fails says so and can be asked again`() {
        var state = Scene.state()
        let query = CardQuery(provider: "local", modality: .text)
        state.press("tab", "tab", "end", "enter")
        _ = App.update(
            &state, .studio(.cardsRefused(query, EaselError(.unavailable, "Nothing answers at 127.0.0.1:11434."))))
        #expect(state.picture.contains("Nothing answers"))
        #expect(state.press("tab", "u") == [.refreshCards(query)])
    }

    @Test func `an id that is not listed can be used as typed`() throws {
        var state = Scene.state()
        state.press("alt-2", "tab", "tab", "tab", "/", "fal-ai/new/model")
        #expect(state.picture.contains("Not listed"))
        state.press("enter", "escape", "x")
        let order = try #require(state.press("enter").orders.first)
        #expect(order.target.model == "fal-ai/new/model")
        #expect(order.allowsUnknownModel)
    }

    @Test func `what the form does not show is not sent`() throws {
        var state = Scene.state()
        state.press("alt-2")
        state.studio.desk.values = [.aspectRatio: "9:16", .style: "gouache"]
        let order = try #require(state.press("x", "enter").orders.first)
        #expect(order.draft.parameters == [.aspectRatio: "9:16"])
        state.press("tab", "tab", "tab", "/", "fal-ai/unheard-of", "enter", "escape", "y")
        #expect(state.press("enter").orders.first?.draft.parameters == [:])
    }

    @Test func `searching narrows the models and Escape shows them all`() {
        var state = Scene.state()
        state.press("alt-2", "tab", "tab", "tab", "/", "schnell")
        #expect(state.studio.models.map(\.name) == ["FLUX.1 schnell"])
        state.press("escape")
        #expect(state.studio.models.count == 2)
    }

    @Test func `Ctrl-C cancels what is in sight, and offers to quit when nothing runs`() throws {
        var state = Scene.state()
        let order = try #require(state.press("one", "enter").orders.first)
        #expect(state.press("ctrl-c") == [.cancel(order.id)])
        #expect(state.picture.contains("cancelling"))
        var record = Scene.record(5, .text)
        record.id = order.id
        record.status = .cancelled
        _ = App.update(&state, .jobEvents([JobEvent(id: order.id, event: .finished(record))], at: Scene.now))
        state.press("ctrl-c")
        #expect(state.picture.contains("Quit Easel?"))
        #expect(state.press("enter") == [.quit])
    }

    @Test func `quitting tells that remote jobs go on`() throws {
        var state = Scene.state()
        let order = try #require(state.press("alt-3", "Waves", "enter").orders.first)
        let job = RemoteJob(provider: "fal", modality: .video, model: "fal-ai/kling", id: "1")
        _ = App.update(&state, .jobEvents([JobEvent(id: order.id, event: .accepted(job))], at: Scene.now))
        #expect(state.press("ctrl-q") == [])
        #expect(state.picture.contains("1 job goes on at the provider"))
        #expect(state.press("ctrl-q") == [.quit])
    }

    @Test func `a refused order shows its remedy and gives the prompt back`() throws {
        var state = Scene.state()
        let order = try #require(state.press("A prompt", "enter").orders.first)
        let error = EaselError(.invalidRequest, "The prompt is too long.", remedy: "Shorten the prompt.")
        _ = App.update(&state, .refused(order.id, error, at: Scene.now))
        #expect(state.picture.contains("Shorten the prompt."))
        #expect(state.studio.prompt.buffer.text == "A prompt")
    }

    /// OpenRouter's account as the engine reports it.
    private func report(_ change: (inout MeterReport) -> Void) -> App.Message {
        var meter = MeterReport(TrafficKey(provider: "openrouter", account: "", name: ""))
        change(&meter)
        return .trafficReported(TrafficReport(meters: [meter]))
    }

    @Test func `a provider that asked for a pause shows a countdown`() {
        var state = Scene.state()
        _ = App.update(&state, report { $0.pausedUntil = Scene.now.addingTimeInterval(8) })
        #expect(state.picture.contains("▲ 8 s"))
        #expect(state.picture.contains("OpenRouter asked for a pause: sent in 8 s; Alt-O sends to Local instead."))
        #expect(state.animationInterval == .seconds(1))
        _ = App.update(&state, .ticked(1, at: Scene.now.addingTimeInterval(5)))
        #expect(state.picture.contains("▲ 3 s"))
        _ = App.update(&state, .ticked(2, at: Scene.now.addingTimeInterval(9)))
        #expect(!state.picture.contains("▲"))
        #expect(state.animationInterval == nil)
    }

    @Test func `a send that would be refused is told before, with who takes over`() {
        var state = Scene.state(Size(width: 120, height: 40))
        _ = App.update(&state, report { $0.closedUntil = Scene.now.addingTimeInterval(18_000) })
        #expect(state.picture.contains("▲ 5:00:00"))
        #expect(
            state.picture.contains(
                "OpenRouter's allowance is used up for another 5:00:00: Alt-O sends to Local instead."))
        state.session.fallbacks[.text] = FallbackPlan(targets: [ModelReference(provider: "local")])
        #expect(state.picture.contains("local takes over."))
    }

    @Test func `a limit of one model is told only where it is chosen`() {
        var state = Scene.state()
        var meter = MeterReport(TrafficKey(provider: "openrouter", account: "", name: "model:anthropic/claude-haiku"))
        meter.opensAt = Scene.now.addingTimeInterval(20)
        _ = App.update(&state, .trafficReported(TrafficReport(meters: [meter])))
        #expect(!state.picture.contains("▲"))
        state.studio.desk.models["openrouter"] = "anthropic/claude-haiku"
        #expect(state.picture.contains("▲ 20 s"))
        #expect(state.picture.contains("OpenRouter's limit is reached: sent in 20 s; Alt-O sends to Local instead."))
    }

    @Test func `nothing ticks while nothing runs in sight`() {
        var state = Scene.state()
        #expect(state.animationInterval == nil)
        state.press("one", "enter")
        #expect(state.animationInterval == .milliseconds(100))
        state.press("f4")
        #expect(state.animationInterval == nil)
        state.press("f5")
        #expect(state.animationInterval == .milliseconds(100))
    }

    @Test func `a file is attached for a role and goes with the prompt`() throws {
        var state = Scene.state()
        state.press("alt-2")
        #expect(state.press("ctrl-o") == [.listPaths("")])
        #expect(state.press("~/storm.png").last == .listPaths("~/storm.png"))
        state.press("down", "enter")
        let attachment = Attachment(role: .mask, file: URL(fileURLWithPath: "/home/ada/storm.png"))
        #expect(state.studio.desk.attachments == [attachment])
        #expect(state.picture.contains("mask=storm.png"))
        #expect(state.press("x", "enter").orders.first?.draft.attachments == [attachment])
        state.press("ctrl-x")
        #expect(state.studio.desk.attachments.isEmpty)
    }

    @Test func `a model without inputs says so`() {
        var state = Scene.state()
        state.press("ctrl-o")
        #expect(state.session.overlays.isEmpty)
        #expect(state.session.toasts.last?.text == "GPT-4o mini takes no files with the prompt.")
    }

    @Test func `a text scrolls, stays where it was read, and follows again at the end`() throws {
        var state = Scene.state()
        let order = try #require(state.press("one", "enter").orders.first)
        func write(_ text: String) {
            _ = App.update(&state, .jobEvents([JobEvent(id: order.id, event: .text(text))], at: Scene.now))
        }
        write((0..<40).map { "line \($0)" }.joined(separator: "\n"))
        #expect(state.picture.contains("line 39"))
        state.press("tab", "home")
        #expect(state.picture.contains("line 0\n") || state.picture.contains("line 0 "))
        write("\nline 40\nline 41")
        #expect(!state.picture.contains("line 41"))
        state.press("end")
        #expect(state.picture.contains("line 41"))
        write("\nline 42")
        #expect(state.picture.contains("line 42"))
    }

    @Test func `a path that is longer than the pane can still be read whole`() {
        var record = Scene.record(1)
        let path = "/home/ada/" + (0..<12).map { "folder-number-\($0)" }.joined(separator: "/") + "/picture.png"
        record.assets[0].path = path
        let state = Scene.state(after: [record])
        let inside = StudioLayout(in: FrameLayout(state.session.size).body, focus: .prompt, providers: 4).inside(
            .result)
        let rows = SurfacePicture.rows(state.drawn().surface)
        let joined = inside.rows.map {
            rows[$0].dropFirst(inside.x).prefix(inside.width).trimmingCharacters(in: .whitespaces)
        }.joined()
        #expect(joined.contains(path))
    }

    @Test func `the keys of a result open, copy and repeat`() throws {
        let record = Scene.record(1)
        var state = Scene.state(after: [record])
        let path = record.assets[0].path
        state.press("tab")
        #expect(state.press("o") == [.openFile(path)])
        #expect(state.press("y").first == .copy(path))
        let order = try #require(state.press("r").orders.first)
        #expect(order.draft == record.draft)
        #expect(order.target == record.target)
        #expect(order.id != record.id)
    }

    @Test func `a click focuses a pane and chooses a row`() {
        var state = Scene.state()
        let layout = StudioLayout(in: FrameLayout(state.session.size).body, focus: .prompt, providers: 4)
        let model = layout.inside(.model)
        _ = App.update(
            &state, .input(.mouse(MouseEvent(.press(.left), at: Point(x: model.x + 2, y: model.y + 1))), at: Scene.now))
        #expect(state.studio.focus == .model)
        #expect(state.studio.card?.model == "anthropic/claude-haiku")
        _ = App.update(&state, .input(.mouse(MouseEvent(.press(.left), at: Point(x: 26, y: 0))), at: Scene.now))
        #expect(state.session.route == .history)
    }

    @Test func `a wrong value that is left behind is told and not taken`() {
        var state = Scene.state()
        state.press("alt-2", "shift-tab", "down", "9", "tab")
        #expect(state.studio.desk.values == [:])
        #expect(state.session.toasts.last?.text == "Count takes 1 to 4 images. It was left as it was.")
    }

    @Test func `without any usable provider the studio says what is missing`() {
        var session = Session(now: Scene.now, random: SplitMix64(seed: 1), theme: .standard)
        session.size = Size(width: 100, height: 30)
        var state = App.State(session: session, providers: [Scene.replicate.entry])
        #expect(state.press("x", "enter").orders.isEmpty)
        state.press("alt-2")
        #expect(state.session.toasts.last?.text.contains("export REPLICATE_API_TOKEN") == true)
    }

    @Test func `several files of one result can be looked through`() {
        var record = Scene.record(1)
        record.assets = [Scene.asset("one"), Scene.asset("two")]
        var state = Scene.state(after: [record])
        #expect(state.picture.contains("saved 1/2  /home/ada/Easel/2026-11-24/one.png"))
        state.press("tab", "n")
        #expect(state.picture.contains("saved 2/2  /home/ada/Easel/2026-11-24/two.png"))
        state.press("n", "p")
        #expect(state.picture.contains("saved 1/2"))
    }

    @Test func `a long answer can be paged without leaving the prompt`() throws {
        var state = Scene.state()
        let order = try #require(state.press("one", "enter").orders.first)
        let text = (0..<90).map { "line \($0)" }.joined(separator: "\n")
        _ = App.update(&state, .jobEvents([JobEvent(id: order.id, event: .text(text))], at: Scene.now))
        state.press("pageup", "pageup")
        #expect(!state.picture.contains("line 89"))
        state.press("next")
        #expect(state.studio.prompt.buffer.text == "next")
        state.press("pagedown", "pagedown")
        #expect(state.picture.contains("line 89"))
    }

    @Test func `the external editor gets the prompt and gives it back`() {
        var state = Scene.state()
        state.session.canEditText = true
        state.press("draft")
        #expect(state.press("ctrl-e") == [.editText("draft")])
        _ = App.update(&state, .studio(.editorReturned("much longer")))
        #expect(state.studio.prompt.buffer.text == "much longer")
    }
}

extension [Effect] {
    /// The orders among the effects.
    var orders: [GenerationOrder] {
        compactMap { if case .start(let order) = $0 { order } else { nil } }
    }
}
