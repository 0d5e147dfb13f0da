import EaselCore
import TerminalUI
import Testing

@testable import EaselTUI

/// Every action can be found by typing a few letters of what it does.
@Suite struct PaletteTests {
    private func picker(_ state: App.State) -> Picker? {
        if case .picker(let picker) = state.session.overlays.last { picker } else { nil }
    }

    @Test func `a few letters and Enter do what the key does`() {
        var state = Scene.state()
        state.press("ctrl-p", "make images")
        #expect(picker(state)?.chosen?.title == "Make images")
        state.press("enter")
        #expect(state.session.overlays.isEmpty)
        #expect(state.studio.modality == .image)
    }

    @Test func `what the result can do is found while the prompt has the focus`() {
        var state = Scene.state(after: [Scene.record(1)])
        let effects = state.press("ctrl-p", "copypath", "enter")
        #expect(effects.contains { if case .copy = $0 { true } else { false } })
    }

    @Test func `every action of every place is in the palette of that place`() {
        for state in BusyScenes.all where state.session.overlays.isEmpty {
            let picker = Palette.picker(state)
            let found = Set(picker.items.map(\.message.description))
            for map in App.keyMaps(state) where map.name != "digits" {
                for binding in map.bindings where !Palette.isMotion(binding.name) {
                    #expect(found.contains(binding.action.description), "\(map.title): \(binding.help)")
                }
            }
        }
    }

    @Test func `what matches nothing does nothing`() {
        var state = Scene.state()
        state.press("ctrl-p", "qqqqq")
        #expect(state.picture.contains("Nothing matches."))
        let before = state
        state.press("enter")
        #expect(state == before)
        state.press("escape")
        #expect(state.session.overlays.isEmpty)
        #expect(state.studio.prompt.buffer.isEmpty)
    }

    @Test func `keys that the configuration changed are shown and work`() {
        var state = Scene.state()
        state.session.keys["studio", "image"] = [.function(9)]
        state.press("f9")
        #expect(state.studio.modality == .image)
        #expect(Palette.picker(state).items.contains { $0.title == "Make images" && $0.note.contains("F9") })
        state.press("alt-2")
        #expect(state.studio.modality == .image)
    }

    @Test func `an editing key can be moved, and its old chord is free`() {
        var state = Scene.state()
        state.session.keys["editing", "undo"] = [.alt("u")]
        state.press("word", "ctrl-w", "alt-u")
        #expect(state.studio.prompt.buffer.text == "word")
        state.press("ctrl-w", "ctrl-z")
        #expect(state.studio.prompt.buffer.text.isEmpty)
    }

    @Test func `a click takes the row under it, a click outside leaves`() throws {
        var state = Scene.state()
        state.press("ctrl-p", "make images")
        let rows = try #require(picker(state)).rows(in: Rect(size: state.session.size))
        _ = App.update(&state, .input(.mouse(MouseEvent(.press(.left), at: rows.origin)), at: Scene.now))
        #expect(state.studio.modality == .image)
        state.press("ctrl-p")
        _ = App.update(&state, .input(.mouse(MouseEvent(.press(.left), at: Point(x: 0, y: 0))), at: Scene.now))
        #expect(state.session.overlays.isEmpty)
    }

    @Test(arguments: ScreenPictureTests.sizes) func `the palette in all sizes`(size: Size) {
        var state = Scene.state(size)
        state.press("ctrl-p", "ma")
        expectSnapshot(state.picture, "overlay.palette.\(size.width)x\(size.height)")
    }
}

extension App.Message {
    fileprivate var description: String { "\(self)" }
}
