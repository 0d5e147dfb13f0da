import TerminalUI

/// Every action that means something now, found by typing a few letters of it. Made from the key bindings.
enum Palette {
    /// Names of bindings that move about: nobody looks for them in a list.
    static func isMotion(_ name: String) -> Bool { motions.contains(name) }

    private static let motions: Set<String> = [
        "up", "down", "page-up", "page-down", "first", "last", "left", "right", "result-page-up", "result-page-down",
        "palette", "close",
    ]

    static func picker(_ state: App.State) -> Picker {
        var seen: Set<String> = []
        var items: [Picker.Item] = []
        for map in App.keyMaps(state) + App.moreActions(state) where map.name != "digits" {
            for binding in map.bindings where !isMotion(binding.name) {
                guard seen.insert("\(map.name).\(binding.name)").inserted else { continue }
                let keys = binding.chords.map(\.label).joined(separator: ", ")
                items.append(
                    Picker.Item(
                        title: binding.help, note: keys.isEmpty ? map.title : "\(map.title)  \(keys)",
                        detail: "In the configuration: [keys.\(map.name)] \(binding.name)", message: binding.action))
            }
        }
        return Picker(title: "Actions", placeholder: "What do you want to do?", items: items)
    }
}

extension App {
    /// Maps that do not apply where the focus is, but whose actions mean something all the same.
    static func moreActions(_ state: State) -> [KeyMap<Message>] {
        guard state.session.overlays.isEmpty else { return [] }
        if state.session.route == .compare {
            return CompareScreen.allKeys.map { $0.map(Message.compare).rebound(by: state.session.keys) }
        }
        guard state.session.route == .studio else { return [] }
        let maps: [(pane: StudioPane, map: KeyMap<StudioScreen.Message>)] = [
            (.prompt, StudioScreen.promptKeys), (.result, StudioScreen.resultKeys),
            (.parameters, StudioScreen.presetKeys),
        ]
        let more = maps.filter { $0.pane != state.studio.focus }.map(\.map)
        return more.map { $0.map(Message.studio).rebound(by: state.session.keys) }
    }
}
