import EaselCore
import TerminalUI
import Testing

@testable import EaselTUI

@Suite struct SettingsScreenTests {
    private func overlayTitle(_ state: App.State) -> String {
        switch state.session.overlays.last {
        case .picker(let picker): picker.title
        case .entry(let entry): entry.title
        case .keyCapture: "key"
        case .confirm(let dialog): dialog.title
        default: ""
        }
    }

    @Test func `the screen asks for what is in force when it opens`() {
        var state = Scene.state()
        #expect(state.press("f7") == [.loadSettings, .loadThemes])
        state.press("f2", "tab")
        #expect(state.press("7") == [.loadSettings, .loadThemes])
    }

    @Test func `the bar stands on settings, never on headings`() {
        var state = SettingsScenes.state()
        for key in ["down", "down", "down", "up", "pagedown", "up", "home", "end", "pageup", "up", "up"] {
            state.press(key)
            #expect(state.settings.selected(state.session)?.isChosen == true, "\(key)")
        }
    }

    @Test func `a choice steps with the arrows and is kept`() {
        var state = SettingsScenes.state()
        state.press("down")
        #expect(state.press("left").contains(.changeSetting(["ui", "pictures"], .text("blocks"))))
        #expect(state.press("right").contains(.changeSetting(["ui", "pictures"], .text("auto"))))
        state.press("down")
        #expect(state.press("enter").contains(.changeSetting(["ui", "mouse"], .text("false"))))
    }

    @Test func `themes are tried on while one moves, and Esc puts the old one back`() {
        var state = SettingsScenes.state()
        state.press("enter")
        #expect(overlayTitle(state) == "Theme")
        state.press("down")
        #expect(state.session.theme.name == "daylight")
        state.press("escape")
        #expect(state.session.theme.name == "default")
        state.press("enter", "day")
        #expect(state.session.theme.name == "daylight")
        #expect(state.press("enter").contains(.changeSetting(["general", "theme"], .text("daylight"))))
        #expect(state.session.theme.name == "daylight")
    }

    @Test func `a text is typed, and only Enter keeps it`() {
        var state = SettingsScenes.state()
        state.press("down", "down", "down", "enter")
        #expect(overlayTitle(state) == "Folder")
        #expect(state.press("x", "escape") == [])
        state.press("enter", "ctrl-u", "/tmp/media")
        #expect(state.press("enter").contains(.changeSetting(["storage", "output"], .text("/tmp/media"))))
    }

    @Test func `what was changed here can be taken back, the rest says where it comes from`() {
        var state = SettingsScenes.state()
        state.press("down")
        #expect(state.press("backspace").contains(.changeSetting(["ui", "pictures"], .reset)))
        state.press("down")
        state.press("backspace")
        #expect(state.session.toasts.last?.text.contains("not changed in the studio") == true)
    }

    @Test func `what the environment decides is not offered for change`() {
        var state = SettingsScenes.state()
        state.press("/", "fal.key")
        state.press("enter")
        #expect(state.session.overlays.isEmpty)
        #expect(state.session.toasts.last?.text.contains("FAL_KEY") == true)
    }

    @Test func `a key is changed by pressing the new one`() {
        var state = SettingsScenes.state()
        state.press("/", "make images", "enter")
        #expect(overlayTitle(state) == "key")
        let effects = state.press("ctrl-g")
        #expect(effects.contains(.changeSetting(["keys", "studio", "image"], .texts(["ctrl-g"]))))
        var content = SettingsScenes.content
        content.keys["studio", "image"] = [.ctrl("g")]
        _ = App.update(&state, .settings(.changed(["keys", "studio", "image"], content)))
        #expect(state.picture.contains("Ctrl-G"))
        state.press("f2", "ctrl-g")
        #expect(state.studio.modality == .image)
    }

    @Test func `Esc leaves a key as it is, every other key is taken, even those that quit`() {
        var state = SettingsScenes.state()
        state.press("/", "make images", "enter")
        #expect(state.press("escape") == [])
        #expect(state.session.overlays.isEmpty)
        state.press("enter")
        #expect(state.press("ctrl-q").contains(.changeSetting(["keys", "studio", "image"], .texts(["ctrl-q"]))))
    }

    @Test func `what counts from the next start on is said, what counts now is not`() {
        var state = SettingsScenes.state()
        _ = App.update(&state, .settings(.changed(["ui", "mouse"], SettingsScenes.content)))
        #expect(state.session.toasts.last?.text.contains("next start") == true)
        state.session.toasts = []
        _ = App.update(&state, .settings(.changed(["general", "theme"], SettingsScenes.content)))
        #expect(state.session.toasts.isEmpty)
    }

    @Test func `a refused change is told with its remedy`() {
        var state = SettingsScenes.state()
        let error = EaselError(.configuration, "A day takes a number.", remedy: "Nothing was changed.")
        _ = App.update(&state, .settings(.refused(error)))
        #expect(state.session.toasts.last?.text == "A day takes a number. Nothing was changed.")
    }

    @Test func `the mouse chooses a row, and a second click changes it`() throws {
        var state = SettingsScenes.state()
        let area = state.settings.layout(in: state.session).rows
        let rows = state.settings.rows(state.session)
        let index = try #require(
            rows.firstIndex { if case .setting(let line) = $0 { line.title == "Mouse" } else { false } })
        let point = area.origin.offset(y: index)
        let click = App.Message.input(.mouse(MouseEvent(.press(.left), at: point)), at: Scene.now)
        #expect(App.update(&state, click) == [])
        #expect(App.update(&state, click) == [.changeSetting(["ui", "mouse"], .text("false"))])
    }

    @Test(arguments: ScreenPictureTests.sizes) func `the settings in all sizes`(size: Size) {
        var state = SettingsScenes.state(size)
        expectSnapshot(state.picture, "settings.\(size.width)x\(size.height)")
        state.press("/", "quit")
        expectSnapshot(state.picture, "settings.search.\(size.width)x\(size.height)")
        state.press("enter")
        expectSnapshot(state.picture, "settings.key.\(size.width)x\(size.height)")
    }
}
