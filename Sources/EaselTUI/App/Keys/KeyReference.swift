import TerminalUI

/// All keys of the studio, for the reference documentation. Made from the bindings, so it cannot be out of date.
public enum KeyReference {
    /// Every map that can apply at some moment, in the order in which one meets them.
    static var sections: [HelpOverlay.Section] { sections(rebound: KeyOverrides()) }

    /// The same with the keys that a person chose.
    static func sections(rebound keys: KeyOverrides) -> [HelpOverlay.Section] {
        let studio = [
            StudioScreen.screenKeys, StudioScreen.promptKeys, StudioScreen.searchKeys,
            StudioScreen.editorKeys, StudioScreen.resultKeys,
            StudioScreen.readingKeys,
            StudioScreen.listKeys, StudioScreen.modelKeys, StudioScreen.filterKeys, StudioScreen.formKeys,
            StudioScreen.presetKeys, StudioScreen.editKeys,
        ]
        let history = [
            HistoryScreen.listKeys, HistoryScreen.recordKeys, HistoryScreen.keepingKeys, HistoryScreen.filterKeys,
            HistoryScreen.searchKeys,
            HistoryScreen.detailKeys,
        ]
        let overlays = [
            Overlay.readingKeys, Overlay.choosingKeys, Overlay.pickerKeys, Overlay.entryKeys, Overlay.checkupKeys,
            Overlay.captureKeys,
            Overlay.attachKeys, Overlay.fieldsKeys, Overlay.reviewKeys, Overlay.confirmKeys,
            Overlay.commandKeys, Overlay.exchangeKeys,
        ]
        return [App.routeKeys, App.digitKeys, App.leavingKeys, App.quitKeys].map { section($0, keys) }
            + studio.map { section($0, keys) } + [section(EditingKeys.map, keys)]
            + history.map { section($0, keys) }
            + CompareScreen.allKeys.map { section($0, keys) }
            + [section(JobsScreen.keys, keys)] + ProvidersScreen.allKeys.map { section($0, keys) }
            + [section(SettingsScreen.keys, keys), section(SettingsScreen.searchKeys, keys)]
            + overlays.map { section($0, keys) }
    }

    private static func section<Action>(_ map: KeyMap<Action>, _ keys: KeyOverrides) -> HelpOverlay.Section {
        HelpOverlay.Section(map.rebound(by: keys))
    }

    /// The keys as Markdown: a heading and a table for each place.
    public static var markdown: String {
        var text = """
            # Keys

            Every key can be changed in the configuration, by the name of its place and its own: `[keys.prompt]` with
            `send = "ctrl-s"` or `send = ["enter", "ctrl-s"]`; `[]` takes all keys from an action. A key that is given to one action is
            taken from the others of its place. What cannot be done is told when the studio opens, and on the Settings screen. While text
            is typed, plain characters are text, whatever they are bound to.

            """
        var lastTitle = ""
        for section in sections {
            if section.title != lastTitle {
                text += "\n## \(section.title)\n\n`[keys.\(section.name)]`\n\n| key | does | name |\n|---|---|---|\n"
            }
            lastTitle = section.title
            for entry in section.entries {
                text += "| \(entry.keys.replacing("|", with: "\\|")) | \(entry.help) | `\(entry.name)` |\n"
            }
        }
        return text
    }
}
