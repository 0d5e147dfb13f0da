import TerminalUI

/// The keys that work everywhere, and all that work at a moment.
extension App {
    /// The maps that apply now, the nearest first; the first that knows a key wins.
    static func keyMaps(_ state: State) -> [KeyMap<Message>] {
        builtInKeyMaps(state).map { $0.rebound(by: state.session.keys) }
    }

    /// The maps as they are without a configuration.
    private static func builtInKeyMaps(_ state: State) -> [KeyMap<Message>] {
        if let overlay = state.session.overlays.last {
            let isQuestion = if case .confirm = overlay { true } else { false }
            return [overlay.keyMap.map(Message.overlay), leavingKeys] + (isQuestion ? [quitKeys] : [])
        }
        let screen: [KeyMap<Message>] =
            switch state.session.route {
            case .studio: StudioScreen.keyMaps(state.studio, state.session).map { $0.map(Message.studio) }
            case .history: HistoryScreen.keyMaps(state.history).map { $0.map(Message.history) }
            case .compare: CompareScreen.keyMaps(state.compare).map { $0.map(Message.compare) }
            case .jobs: [JobsScreen.keys.map(Message.jobs)]
            case .settings: SettingsScreen.keyMaps(state.settings).map { $0.map(Message.settings) }
            case .providers: ProvidersScreen.keyMaps(state.providers).map { $0.map(Message.providers) }
            }
        return screen + [routeKeys] + (state.isTyping ? [] : [digitKeys]) + [leavingKeys]
            + (state.session.route == .studio || state.session.route == .compare ? [] : [quitKeys])
    }

    /// What the help shows: the maps, and the keys of the editor while something is typed.
    static func helpSections(_ state: State) -> [HelpOverlay.Section] {
        var sections: [HelpOverlay.Section] = []
        for section in keyMaps(state).map(HelpOverlay.Section.init) {
            // Keys that are there only sometimes are a map of their own, of the same place.
            if let last = sections.indices.last, sections[last].title == section.title {
                sections[last].entries += section.entries
            } else {
                sections.append(section)
            }
        }
        if state.isTyping { sections.append(HelpOverlay.Section(EditingKeys.map)) }
        return sections
    }

    static let routeKeys = KeyMap<Message>(
        "everywhere", title: "Everywhere",
        [
            KeyBinding("help", .function(1), help: "Show these keys", hint: "help", action: .helpOpened),
            KeyBinding(
                "palette", .ctrl("p"), help: "Find an action by typing", hint: "palette", action: .paletteOpened),
            KeyBinding("checkup", .function(8), help: "Show what is set up and what is missing", action: .checkupAsked),
        ]
            + Route.allCases.map { route in
                KeyBinding(route.keyName, .function(route.functionKey), help: "\(route.title)", action: .routed(route))
            })

    static let digitKeys = KeyMap<Message>(
        "digits", title: "While nothing is typed",
        Route.allCases.map { route in
            KeyBinding(route.keyName, .character(route.digit), help: "\(route.title)", action: .routed(route))
        })

    static let leavingKeys = KeyMap<Message>(
        "leaving", title: "Leaving",
        [
            KeyBinding("quit", .ctrl("q"), help: "Quit", hint: "quit", action: .quitAsked)
        ])

    static let quitKeys = KeyMap<Message>(
        "leaving", title: "Leaving",
        [
            KeyBinding("ask-to-quit", .ctrl("c"), help: "Quit, after a question", action: .quitOffered)
        ])
}
