import EaselCore
import Foundation
import TerminalUI
import Testing

@testable import EaselTUI

/// Everything around the prompt: selection, search, recall, templates, rewriting, files.
@Suite struct PromptTests {
    private func state(_ text: String = "") -> App.State {
        var state = Scene.state()
        state.press(text)
        return state
    }

    private func mouse(_ kind: MouseEvent.Kind, _ x: Int, _ y: Int, _ state: inout App.State, after: Double = 0) {
        _ = App.update(&state, .input(.mouse(MouseEvent(kind, at: Point(x: x, y: y))), at: Scene.now + after))
    }

    private func prompt(_ state: App.State) -> Rect {
        StudioScreen.promptArea(in: state.studio.layout(in: state.session).inside(.prompt), state.studio)
    }

    @Test func `the selection goes to the clipboard, cut or copied`() {
        var state = state("one two")
        #expect(state.press("shift-left", "shift-left", "shift-left", "alt-w") == [.copy("two")])
        #expect(state.studio.prompt.buffer.text == "one two")
        #expect(state.press("alt-x") == [.copy("two")])
        #expect(state.studio.prompt.buffer.text == "one ")
        state.press("ctrl-y")
        #expect(state.studio.prompt.buffer.text == "one two")
        state.press("alt-x")
        #expect(state.session.toasts.last?.text.hasPrefix("Nothing is selected") == true)
    }

    @Test func `the mouse places the cursor, selects by dragging, and takes words and lines`() {
        var state = state("one two three")
        let area = prompt(state)
        mouse(.press(.left), area.x + 4, area.y, &state)
        #expect(state.studio.prompt.buffer.cursor.offset == 4)
        mouse(.drag, area.x + 7, area.y, &state)
        #expect(state.studio.prompt.buffer.selectedText == "two")
        mouse(.drag, area.x + 500, area.y + 100, &state)
        #expect(state.studio.prompt.buffer.selectedText == "two three")
        mouse(.release, area.x, area.y, &state)
        mouse(.drag, area.x, area.y, &state)
        #expect(state.studio.prompt.buffer.selectedText == "two three")
        mouse(.press(.left), area.x + 5, area.y, &state, after: 5)
        mouse(.press(.left), area.x + 5, area.y, &state, after: 5.2)
        #expect(state.studio.prompt.buffer.selectedText == "two")
        mouse(.press(.left), area.x + 5, area.y, &state, after: 5.3)
        #expect(state.studio.prompt.buffer.selectedText == "one two three")
        mouse(.press(.left), area.x + 5, area.y, &state, after: 9)
        #expect(state.studio.prompt.buffer.selection == nil)
    }

    @Test func `the wheel goes through a long prompt`() {
        var state = state()
        state.studio.prompt.buffer.insert((0..<50).map { "line \($0)" }.joined(separator: "\n"))
        let area = prompt(state)
        mouse(.wheelUp, area.x, area.y, &state)
        #expect(state.studio.prompt.buffer.cursor.line == 46)
        mouse(.wheelDown, area.x, area.y, &state)
        #expect(state.studio.prompt.buffer.cursor.line == 49)
    }

    @Test func `words are found from the cursor on, and round the end`() {
        var state = state("sea, Sea and SEA")
        state.press("home", "ctrl-f", "sea")
        var starts: [Int?] = []
        for _ in 0..<4 {
            starts.append(state.studio.prompt.buffer.selection?.lowerBound.offset)
            state.press("enter")
        }
        #expect(starts == [0, 5, 13, 0])
        state.press("up")
        #expect(state.studio.prompt.buffer.selection?.lowerBound.offset == 0)
        state.press("x")
        #expect(state.picture.contains("stands nowhere"))
        state.press("escape", "!")
        #expect(state.studio.prompt.buffer.text.count == 17 && state.studio.prompt.search == nil)
    }

    @Test func `an earlier prompt is found by a few letters, one undo goes back`() {
        var state = state("draft")
        _ = App.update(&state, .studio(.promptsLoaded(["A lighthouse at dawn", "Waves\nof sand", "A harbour"])))
        state.press("ctrl-r", "wvs")
        #expect(state.picture.contains("Waves of sand"))
        state.press("enter")
        #expect(state.studio.prompt.buffer.text == "Waves\nof sand")
        state.press("ctrl-z")
        #expect(state.studio.prompt.buffer.text == "draft")
    }

    private static let shelf = TemplateShelf(
        [
            PromptTemplate(name: "Plain", category: "own", body: "no variables"),
            PromptTemplate(
                name: "Scene", category: "film", modality: .image, summary: "A place and its light.",
                body: "{{place|a harbour}} in {{light}}, {{place}}"),
        ], problems: ["bad.toml, line 2: body is missing"])

    @Test func `a template is chosen, filled in and put into the prompt`() {
        var state = state("Now: ")
        #expect(state.press("alt-t") == [.loadTemplates])
        _ = App.update(&state, .studio(.prompt(.templatesLoaded(Self.shelf))))
        #expect(state.session.toasts.last?.text == "Template bad.toml, line 2: body is missing")
        #expect(state.picture.contains("film"))
        state.press("scene", "enter")
        #expect(state.studio.modality == .image)
        state.press("tab", "first light")
        #expect(state.picture.contains("a harbour") && state.picture.contains("first light"))
        state.press("enter")
        #expect(state.studio.prompt.buffer.text == "Now: a harbour in first light, a harbour")
        #expect(state.session.overlays.isEmpty)
        state.press("ctrl-z")
        #expect(state.studio.prompt.buffer.text == "Now: ")
        _ = App.update(&state, .studio(.prompt(.templateChosen(Self.shelf.templates[0]))))
        #expect(state.studio.prompt.buffer.text == "Now: no variables")
    }

    @Test func `the prompt is kept as a template`() {
        var state = state("A {{thing}}")
        state.press("alt-s")
        #expect(state.press("enter") == [])
        #expect(state.picture.contains("Type a name"))
        let effects = state.press("My thing", "tab", "art", "enter")
        #expect(
            effects == [
                .saveTemplate(PromptTemplate(name: "My thing", category: "art", modality: .text, body: "A {{thing}}"))
            ])
        state.press("ctrl-u")
        #expect(state.press("alt-s").count == 1 && state.session.overlays.isEmpty)
    }

    private func rewriting(_ text: String) throws -> (App.State, GenerationOrder) {
        var state = state(text)
        state.press("alt-2", "alt-r", "shorter", "enter")
        #expect(state.picture.contains("Rewritten by") && state.picture.contains("Claude Haiku"))
        let effects = state.press("claude", "enter")
        guard case .start(let order) = try #require(effects.first) else { throw EaselError(.unsupported, "no order") }
        return (state, order)
    }

    private func answer(_ text: String?, to order: GenerationOrder, _ state: inout App.State) {
        var record = GenerationRecord(
            id: order.id, createdAt: Scene.now, draft: order.draft, provider: "openrouter",
            model: order.target.model ?? "", isSandbox: false)
        record.status = text == nil ? .failed : .succeeded
        record.text = text
        _ = App.update(&state, .jobEvents([JobEvent(id: order.id, event: .finished(record))], at: Scene.now))
    }

    @Test func `a prompt is rewritten by a text model, the difference shown, and undo brings it back`() throws {
        var (state, order) = try rewriting("a very large red house by the sea")
        #expect(order.draft.modality == .text && order.draft.prompt.contains("a very large red house by the sea"))
        #expect(
            order.draft.prompt.contains("Make it shorter") && "\(order.target)" == "openrouter:anthropic/claude-haiku")
        _ = App.update(&state, .jobEvents([JobEvent(id: order.id, event: .text("a large"))], at: Scene.now))
        #expect(state.picture.contains("Rewriting the prompt"))
        answer("\"a large blue house by the sea\"", to: order, &state)
        expectSnapshot(SurfacePicture.withStyles(state.drawn().surface), "prompt.rewritten.80x24")
        #expect(state.session.toasts.isEmpty && state.studio.modality == .image)
        state.press("enter")
        #expect(state.studio.prompt.buffer.text == "a large blue house by the sea")
        state.press("ctrl-z")
        #expect(state.studio.prompt.buffer.text == "a very large red house by the sea")
    }

    @Test func `not accepted, failed, or left while it is written, the prompt stays`() throws {
        var (state, order) = try rewriting("a sea")
        #expect(state.press("enter") == [])
        #expect(state.press("escape") == [.cancel(order.id)])
        #expect(state.studio.prompt.buffer.text == "a sea")
        (state, order) = try rewriting("a sea")
        answer("another sea", to: order, &state)
        #expect(state.press("escape") == [])
        #expect(state.studio.prompt.buffer.text == "a sea" && state.session.overlays.isEmpty)
        (state, order) = try rewriting("a sea")
        answer(nil, to: order, &state)
        #expect(state.picture.contains("was not rewritten"))
        state.press("enter", "escape")
        #expect(state.studio.prompt.buffer.text == "a sea")
    }

    @Test func `an instruction of one's own`() throws {
        var state = state("a sea")
        state.press("alt-r", "own words", "enter")
        #expect(state.picture.contains("How is it to be rewritten?"))
        #expect(state.press("enter") == [])
        let effects = state.press("As a haiku", "enter", "enter")
        guard case .start(let order) = try #require(effects.first) else { return #expect(Bool(false)) }
        #expect(order.draft.prompt.contains("As a haiku"))
    }

    @Test func `nothing is rewritten from nothing`() {
        var state = state("  ")
        #expect(state.press("alt-r").count == 1 && state.session.overlays.isEmpty)
    }

    @Test func `a file of an earlier result is attached in the role that fits`() {
        var state = state()
        state.press("alt-2")
        #expect(state.press("ctrl-o", "ctrl-r").contains(.loadEarlierFiles))
        _ = App.update(
            &state, .studio(.prompt(.filesLoaded([Scene.asset("one"), Scene.asset("film", .mp4), Scene.asset("two")]))))
        #expect(state.picture.contains("one.png") && !state.picture.contains("film.mp4"))
        state.press("two", "enter")
        #expect(state.studio.desk.attachments.map(\.file.lastPathComponent) == ["two.png"])
        #expect(state.studio.desk.attachments.map(\.role) == [.reference])
    }

    @Test func `pasted paths are offered as files, and stay text when that is not meant`() {
        var state = state("Like this: ")
        state.press("alt-2")
        let text = "'/home/ada/a b.png' /home/ada/c.png"
        let paths = ["/home/ada/a b.png", "/home/ada/c.png"]
        #expect(
            App.update(&state, .input(.paste(text), at: Scene.now)).first == .checkDropped([paths], text: text))
        #expect(state.studio.prompt.buffer.text == "Like this: " + text)
        var kept = state
        _ = App.update(&state, .studio(.prompt(.dropped(paths, text: text))))
        #expect(state.picture.contains("Attach the files?") && state.picture.contains("a b.png, c.png"))
        state.press("enter")
        #expect(state.studio.desk.attachments.map(\.file.path) == paths)
        #expect(state.studio.prompt.buffer.text == "Like this: ")
        _ = App.update(&kept, .studio(.prompt(.dropped(paths, text: text))))
        kept.press("right", "enter")
        #expect(kept.studio.desk.attachments.isEmpty && kept.studio.prompt.buffer.text == "Like this: " + text)
        var film = self.state()
        film.press("alt-2")
        _ = App.update(&film, .studio(.prompt(.dropped(["/home/ada/film.mp4"], text: "/home/ada/film.mp4"))))
        #expect(film.session.overlays.isEmpty)
    }

    @Test func `a prompt of a megabyte is drawn and edited`() {
        var state = state()
        for text in [String(repeating: "word ", count: 1 << 18), String(repeating: "x", count: 1 << 20)] {
            state.press("ctrl-u")
            state.studio.prompt.buffer.reset()
            _ = App.update(&state, .input(.paste(text), at: Scene.now))
            for key in ["a", "left", "up", "pageup", "shift-up", "backspace", "home", "end", "ctrl-z"] {
                state.press(key)
            }
            #expect(state.drawn().cursor != nil)
            #expect(state.studio.prompt.buffer.byteCount >= text.utf8.count - 200)
        }
    }
}
