import EaselCore
import Foundation
import TerminalUI
import Testing

@testable import EaselTUI

/// The command line, taught.
@Suite struct CommandOverlayTests {
    private func text(_ state: App.State) -> String? {
        if case .command(let command) = state.session.overlays.last { command.text } else { nil }
    }

    @Test func `the prompt shows what Enter does, without doing it`() {
        var state = Scene.state()
        state.press("alt-2", "it's a lighthouse")
        state.studio.desk.values = [.aspectRatio: "9:16", .style: "gouache"]
        #expect(state.press("alt-$") == [])
        #expect(
            text(state)
                == "easel generate image 'it'\\''s a lighthouse' --on fal:fal-ai/flux/dev --set aspectRatio=9:16")
        #expect(state.studio.prompt.buffer.text == "it's a lighthouse")
    }

    @Test func `an empty prompt does nothing there either`() {
        var state = Scene.state()
        state.press("alt-$")
        #expect(state.session.overlays.isEmpty && state.session.toasts.last?.text.contains("empty") == true)
    }

    @Test func `one key copies it`() {
        var state = Scene.state()
        state.press("hi", "alt-$")
        let effects = state.press("y")
        #expect(effects.first == .copy("easel generate text hi --on openrouter:openai/gpt-4o-mini"))
        #expect(state.session.overlays.isEmpty)
    }

    @Test func `results, rows of the history and jobs have theirs`() {
        var record = Scene.record(1)
        record.draft.lineage = Lineage(.step, of: Scene.record(9).id)
        record.draft.attachments = [Attachment(role: .mask, file: URL(fileURLWithPath: "/tmp/m.png"))]
        record.isSandbox = true
        let command =
            "easel generate image 'A lighthouse at dawn' --on fal:fal-ai/flux/dev --attach mask=/tmp/m.png --from \(Scene.record(9).id.short) --sandbox"
        var state = Scene.state(after: [record])
        state.press("tab", "$")
        #expect(text(state) == command)
        state.press("escape", "f5", "$")
        #expect(text(state) == command)
        state.press("escape", "f4")
        _ = App.update(&state, .history(.pageLoaded(HistoryPage(records: [record], next: nil), serial: 1)))
        state.press("$")
        #expect(text(state) == command)
    }

    @Test func `a conversation goes on there too`() throws {
        var state = Scene.state(after: [Scene.record(1, .text)])
        state.press("alt-c", "more", "alt-$")
        #expect(text(state)?.contains("--continue \(Scene.record(1).id.short)") == true)
    }

    @Test func `a model that nobody listed is allowed by name`() {
        var state = Scene.state()
        state.studio.desk.models["openrouter"] = "a/b"
        state.press("hi", "alt-$")
        #expect(text(state) == "easel generate text hi --on openrouter:a/b --allow-unknown")
    }

    @Test(arguments: [Size(width: 80, height: 24), Size(width: 60, height: 16)])
    func `a long prompt is a here-document, shown by its ends`(size: Size) {
        var state = Scene.state(size)
        state.studio.prompt.buffer.insert((1...400).map { "line \($0) of the book" }.joined(separator: "\n"))
        state.press("alt-$")
        expectSnapshot(state.picture, "overlay.command.\(size.width)x\(size.height)")
        #expect(text(state)?.hasSuffix("\nline 400 of the book\nEOF") == true)
    }

    @Test func `escape sequences of a prompt are spelled out`() {
        var state = Scene.state()
        state.studio.prompt.buffer.insert("red \u{1B}[31m")
        state.press("alt-$")
        #expect(text(state)?.contains("\u{1B}") == false)
        #expect(!state.picture.contains("\u{1B}"))
    }
}
