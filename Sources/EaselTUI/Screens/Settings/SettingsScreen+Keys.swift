import TerminalUI

extension SettingsScreen {
    static func keyMaps(_ state: State) -> [KeyMap<Message>] { state.filter == nil ? [keys] : [searchKeys] }

    static let keys = KeyMap<Message>(
        "settings", title: "Settings",
        [
            KeyBinding(
                "change", [KeyChord(.enter), .character(" ")], help: "Change it: choose, type, or press a new key",
                hint: "change", action: .pressed),
            KeyBinding("next-value", KeyChord(.right), help: "Next value", hint: "value", action: .stepped(by: 1)),
            KeyBinding("previous-value", KeyChord(.left), help: "Previous value", action: .stepped(by: -1)),
            KeyBinding(
                "reset", [KeyChord(.backspace), KeyChord(.delete)],
                help: "Take back what was changed in the studio", hint: "take back", action: .reset),
            KeyBinding("search", .character("/"), help: "Search the settings", hint: "search", action: .filterOpened),
        ] + movement)

    static let searchKeys = KeyMap<Message>(
        "settings-search", title: "Searching settings",
        [
            KeyBinding(
                "accept", KeyChord(.enter), help: "Change what is under the bar", hint: "change", action: .pressed),
            KeyBinding(
                "close", KeyChord(.escape), help: "Show all settings again", hint: "all", action: .filterClosed),
            KeyBinding("up", KeyChord(.up), help: "One row up", action: .moved(by: -1)),
            KeyBinding("down", KeyChord(.down), help: "One row down", action: .moved(by: 1)),
            KeyBinding("page-up", KeyChord(.pageUp), help: "One page up", action: .paged(by: -1)),
            KeyBinding("page-down", KeyChord(.pageDown), help: "One page down", action: .paged(by: 1)),
        ])

    private static let movement: [KeyBinding<Message>] = [
        KeyBinding("up", [KeyChord(.up), .character("k")], help: "One row up", action: .moved(by: -1)),
        KeyBinding("down", [KeyChord(.down), .character("j")], help: "One row down", action: .moved(by: 1)),
        KeyBinding("page-up", KeyChord(.pageUp), help: "One page up", action: .paged(by: -1)),
        KeyBinding("page-down", KeyChord(.pageDown), help: "One page down", action: .paged(by: 1)),
        KeyBinding(
            "first", [KeyChord(.home), .character("g")], help: "To the first row", action: .jumped(toEnd: false)),
        KeyBinding("last", [KeyChord(.end), .character("G")], help: "To the last row", action: .jumped(toEnd: true)),
    ]
}
