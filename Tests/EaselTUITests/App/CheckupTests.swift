import EaselCore
import TerminalUI
import Testing

@testable import EaselTUI

/// The first run, and adding where a key is found.
@Suite struct CheckupTests {
    @Test func `a first start introduces itself, later ones do not`() {
        var state = Scene.state()
        state.session.isFirstRun = true
        #expect(App.update(&state, .began(notice: nil)).contains(.loadCheckup(isFirst: true)))
        var later = Scene.state()
        #expect(!App.update(&later, .began(notice: nil)).contains(.loadCheckup(isFirst: true)))
        #expect(later.press("f8") == [.loadCheckup(isFirst: false)])
    }

    @Test func `Enter goes on to the prompt`() {
        var state = Scene.state()
        _ = App.update(&state, .checkupLoaded(SettingsScenes.checkup, isFirst: true))
        #expect(state.picture.contains("Welcome to Easel"))
        state.press("enter", "hello")
        #expect(state.studio.prompt.buffer.text == "hello")
    }

    @Test func `a key is added as a reference in three steps`() {
        var state = Scene.state()
        _ = App.update(&state, .checkupLoaded(SettingsScenes.checkup, isFirst: false))
        state.press("a", "replicate", "enter")
        #expect(state.picture.contains("Where is the key of Replicate?"))
        state.press("file", "enter", "~/.secrets/replicate")
        let effects = state.press("enter")
        #expect(
            effects.contains(
                .changeSetting(["providers", "replicate", "key"], .text("file:~/.secrets/replicate"))))
        _ = App.update(
            &state, .settings(.changed(["providers", "replicate", "key"], SettingsScenes.content)))
        #expect(state.picture.contains("Start again now?"))
        #expect(state.press("enter") == [.restart])
    }

    @Test(arguments: ScreenPictureTests.sizes) func `the welcome in all sizes`(size: Size) {
        var state = Scene.state(size)
        state.session.isSandbox = true
        _ = App.update(&state, .checkupLoaded(SettingsScenes.checkup, isFirst: true))
        expectSnapshot(state.picture, "overlay.welcome.\(size.width)x\(size.height)")
        state.press("a", "enter")
        expectSnapshot(state.picture, "overlay.key-place.\(size.width)x\(size.height)")
        state.press("enter")
        expectSnapshot(state.picture, "overlay.key-entry.\(size.width)x\(size.height)")
    }
}
