import EaselCore
import TerminalUI

@testable import EaselTUI

/// Settings for tests.
enum SettingsScenes {
    static let daylight = Theme(
        name: "daylight", appearance: .light,
        styles: [.text: Style(foreground: .rgb(20, 20, 20), background: .rgb(250, 250, 250))])

    static let content = StudioSettings.Content(
        lines: [
            SettingLine(
                path: ["general", "theme"], section: "Look", title: "Theme", value: "default", origin: "default",
                kind: .text, summary: "Colours of the studio.", isLive: true),
            SettingLine(
                path: ["ui", "pictures"], section: "Look", title: "Pictures", value: "kitty",
                origin: "ui.pictures in studio.toml", isOwn: true, kind: .choice(["auto", "blocks", "kitty"]),
                summary: "How pictures are shown."),
            SettingLine(
                path: ["ui", "mouse"], section: "Look", title: "Mouse", value: "true", origin: "default", kind: .flag,
                summary: "Whether the mouse is used."),
            SettingLine(
                path: ["storage", "output"], section: "Files", title: "Folder", value: "/home/ada/Easel",
                origin: "storage.output in config.toml", kind: .text, summary: "Where media go."),
            SettingLine(
                path: ["budget", "dailyUSD"], section: "Money", title: "A day", value: "no limit", origin: "default",
                kind: .number(unit: "USD"), summary: "US dollars."),
            SettingLine(
                path: ["providers", "fal", "key"], section: "In the file and the environment",
                title: "providers.fal.key", value: "•••", origin: "FAL_KEY in the environment"),
        ],
        theme: .standard, problems: ["[keys.prompt] sned: there is no such action."])

    /// The screen, loaded.
    static func state(_ size: Size = Size(width: 80, height: 24), unicode: Bool = true) -> App.State {
        var state = Scene.state(size, unicode: unicode, depth: unicode ? .trueColor : .none)
        state.press("f7")
        _ = App.update(&state, .settings(.loaded(content)))
        _ = App.update(&state, .settings(.themesLoaded([.standard, daylight], problems: [])))
        return state
    }

    static let checkup = Checkup(sections: [
        .init(
            title: "Files",
            findings: [.init(subject: "history", state: .good, detail: "/home/ada/.local/share/easel/history.sqlite")]),
        .init(
            title: "Providers",
            findings: [
                .init(subject: "fal", state: .good, detail: "has a key: image, video"),
                .init(
                    subject: "replicate", state: .note, detail: "No key for Replicate was found.",
                    fix: "export REPLICATE_API_TOKEN=…"),
                .init(
                    subject: "vertex", state: .bad, detail: "The key file cannot be read.", fix: "chmod 600 key.json"),
            ]),
    ])
}
