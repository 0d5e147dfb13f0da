import EaselCore
import Foundation
import TerminalUI
import Testing

@testable import EaselTUI

/// What the screens look like, in the sizes that matter.
@Suite struct ScreenPictureTests {
    static let sizes = [
        Size(width: 80, height: 24), Size(width: 120, height: 40), Size(width: 60, height: 16),
        Size(width: 10, height: 3),
    ]

    private func name(_ what: String, _ size: Size) -> String { "\(what).\(size.width)x\(size.height)" }

    @Test(arguments: sizes) func `the studio as it opens`(size: Size) {
        var state = Scene.state(size)
        _ = App.update(&state, .began(notice: "Ollama found at 127.0.0.1:11434."))
        expectSnapshot(state.picture, name("studio.opening", size))
    }

    @Test(arguments: sizes) func `an answer while it streams`(size: Size) {
        var state = Scene.state(size)
        state.press("Write about light", "enter")
        let id = state.session.generations.ids[0]
        let text =
            "# Light\n\nIt **falls** on the `water`:\n\n- first slowly\n- then at once\n\n"
            + String(repeating: "Waves carry it away. ", count: 8)
        _ = App.update(
            &state,
            .jobEvents(
                [JobEvent(id: id, event: .reasoning("I think of the sea.")), JobEvent(id: id, event: .text(text))],
                at: Scene.now))
        expectSnapshot(state.picture, name("studio.streaming", size))
    }

    @Test(arguments: sizes) func `a picture that was saved`(size: Size) throws {
        var record = Scene.record(1)
        record.warnings = [
            GenerationWarning(.adjusted, parameter: .size, "size 4K is not offered by this model: used 2K")
        ]
        record.usage = Usage(costUSD: 0.067)
        var state = Scene.state(after: [record], size)
        for request in state.session.previews.requests {
            _ = App.update(
                &state,
                .previewReady(
                    request,
                    .picture(
                        request.prepared(try Scene.picture(min(48, request.size.width), min(27, request.size.height))))
                ))
        }
        expectSnapshot(state.picture, name("studio.picture", size))
    }

    @Test(arguments: sizes) func `a video job in its queue`(size: Size) {
        var state = Scene.state(size)
        state.press("alt-3", "Waves", "enter")
        let id = state.session.generations.ids[0]
        let lines = [
            LogLine(timestamp: "1", message: "Loading weights"), LogLine(timestamp: "2", message: "Step 12 of 30"),
        ]
        _ = App.update(
            &state,
            .jobEvents([JobEvent(id: id, event: .progress(0.4, newLines: lines))], at: Scene.now.addingTimeInterval(75))
        )
        expectSnapshot(state.picture, name("studio.job", size))
        state.press("f5")
        expectSnapshot(state.picture, name("jobs.running", size))
    }

    @Test(arguments: sizes) func `the parameters while one is typed`(size: Size) {
        var state = Scene.state(size)
        state.press("alt-2", "shift-tab", "down", "9", "enter")
        expectSnapshot(state.picture, name("studio.parameters", size))
    }

    @Test(arguments: sizes) func `a failure with its remedy`(size: Size) {
        let state = Scene.state(after: [Scene.record(2, status: .failed)], size)
        expectSnapshot(state.picture, name("studio.failure", size))
    }

    @Test(arguments: sizes) func `the history with a list and a detail`(size: Size) {
        var state = Scene.state(size)
        state.press("f4")
        let records = (0..<30).map { index in
            Scene.record(
                990 - index, Modality.allCases[index % 3], prompt: "Prompt number \(index)",
                status: index % 7 == 3 ? .failed : .succeeded)
        }
        _ = App.update(&state, .history(.pageLoaded(HistoryPage(records: records, next: nil), serial: 1)))
        expectSnapshot(state.picture, name("history.list", size))
        state.press("enter")
        expectSnapshot(state.picture, name("history.detail", size))
    }

    @Test(arguments: sizes) func `overlays above the studio`(size: Size) {
        var state = Scene.state(size)
        state.press("f1")
        expectSnapshot(state.picture, name("overlay.help", size))
        state.press("escape", "alt-2", "tab", "tab", "tab", "?")
        expectSnapshot(state.picture, name("overlay.model", size))
        state.press("escape", "tab", "enter")
        expectSnapshot(state.picture, name("overlay.choices", size))
        state.press("escape", "ctrl-o")
        _ = App.update(&state, .pathsListed(prefix: "", ["Pictures/", "storm.png"]))
        expectSnapshot(state.picture, name("overlay.attach", size))
        state.press("escape", "ctrl-c")
        expectSnapshot(state.picture, name("overlay.quit", size))
    }

    @Test func `colours of the studio and its picture`() throws {
        var state = Scene.state(after: [Scene.record(1)])
        for request in state.session.previews.requests {
            _ = App.update(&state, .previewReady(request, .picture(request.prepared(try Scene.plainPicture()))))
        }
        expectSnapshot(SurfacePicture.withStyles(state.drawn().surface), "studio.colours.80x24")
    }

    @Test(arguments: sizes) func `a record with its picture fills the screen`(size: Size) throws {
        var state = Scene.state(size)
        state.press("f4")
        let page = HistoryPage(records: [Scene.record(900)], next: nil)
        _ = App.update(&state, .history(.pageLoaded(page, serial: 1)))
        state.press("enter")
        for request in state.session.previews.requests {
            let picture = try Scene.picture(min(32, request.size.width), min(18, request.size.height))
            _ = App.update(&state, .previewReady(request, .picture(request.prepared(picture))))
        }
        expectSnapshot(state.picture, name("history.picture", size))
    }

    @Test func `the sandbox badge, notices and a search for a model`() {
        var state = Scene.state(Size(width: 100, height: 24))
        state.session.isSandbox = true
        _ = App.update(&state, .began(notice: "Nothing here is from a real model."))
        _ = App.update(&state, .resumed([JobID(rawValue: "1"), JobID(rawValue: "2")]))
        _ = App.update(&state, .failed(EaselError(.storage, "The disk is full.", remedy: "Make room.")))
        state.press("alt-2", "tab", "tab", "tab", "/", "schnell")
        expectSnapshot(state.picture, "studio.notices.100x24")
    }

    @Test func `wide and combined characters keep the frame straight`() {
        var state = Scene.state()
        state.press("漢字 e\u{301} 👍", "enter")
        let id = state.session.generations.ids[0]
        let text = "漢字かな交じり文は幅が二つ分あるので折り返しが難しい。e\u{301}e\u{301}e\u{301} 👍 ok\n| a | b |\n"
        _ = App.update(&state, .jobEvents([JobEvent(id: id, event: .text(text))], at: Scene.now))
        expectSnapshot(state.picture, "studio.wide.80x24")
    }

    @Test(arguments: sizes) func `screens with nothing on them`(size: Size) {
        var state = Scene.state(size)
        state.press("f5")
        expectSnapshot(state.picture, name("jobs.empty", size))
        state.press("f4")
        _ = App.update(&state, .history(.pageLoaded(HistoryPage(records: [], next: nil), serial: 1)))
        expectSnapshot(state.picture, name("history.empty", size))
    }

    @Test func `plain ASCII where the terminal has no more`() {
        var state = Scene.state(unicode: false, depth: .none)
        state.press("alt-2", "tab", "tab")
        let picture = state.picture
        #expect(picture.unicodeScalars.allSatisfy { $0.isASCII })
        expectSnapshot(picture, "studio.ascii.80x24")
        state.press("f4")
        #expect(state.picture.unicodeScalars.allSatisfy { $0.isASCII })
        state.press("f5", "f1")
        #expect(state.picture.unicodeScalars.allSatisfy { $0.isASCII })
    }
}
