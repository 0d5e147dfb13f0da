import TerminalUI

/// The keys that work everywhere, and all that work at a moment.
extension App {
    /// The maps that apply now, the nearest first; the first that knows a key wins.
    static func keyMaps(_ state: State) -> [KeyMap<Message>] {
        if let overlay = state.session.overlays.last {
            let isQuestion = if case .confirm = overlay { true } else { false }
            return [overlay.keyMap.map(Message.overlay), leavingKeys] + (isQuestion ? [quitKeys] : [])
        }
        let screen: [KeyMap<Message>] =
            switch state.session.route {
            case .studio: StudioScreen.keyMaps(state.studio, state.session).map { $0.map(Message.studio) }
            case .history: HistoryScreen.keyMaps(state.history).map { $0.map(Message.history) }
            case .jobs: [JobsScreen.keys.map(Message.jobs)]
            }
        return screen + [routeKeys] + (state.isTyping ? [] : [digitKeys]) + [leavingKeys]
            + (state.session.route == .studio ? [] : [quitKeys])
    }

    /// What the help shows: the maps, and the keys of the editor while something is typed.
    static func helpSections(_ state: State) -> [HelpOverlay.Section] {
        var sections = keyMaps(state).map(HelpOverlay.Section.init)
        if state.isTyping { sections.append(HelpOverlay.Section(EditingKeys.map)) }
        return sections
    }

    static let routeKeys = KeyMap<Message>(
        title: "Everywhere",
        [
            KeyBinding(.function(1), help: "Show these keys", hint: "help", action: .helpOpened)
        ]
            + Route.allCases.map { route in
                KeyBinding(.function(route.functionKey), help: "\(route.title)", action: .routed(route))
            })

    static let digitKeys = KeyMap<Message>(
        title: "While nothing is typed",
        Route.allCases.map { route in
            KeyBinding(.character(route.digit), help: "\(route.title)", action: .routed(route))
        })

    static let leavingKeys = KeyMap<Message>(
        title: "Leaving",
        [
            KeyBinding(.ctrl("q"), help: "Quit", hint: "quit", action: .quitAsked)
        ])

    static let quitKeys = KeyMap<Message>(
        title: "Leaving",
        [
            KeyBinding(.ctrl("c"), help: "Quit, after a question", action: .quitOffered)
        ])
}
