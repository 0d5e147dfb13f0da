import TerminalUI

extension JobsScreen {
    static let keys = KeyMap<Message>(
        title: "Jobs",
        [
            KeyBinding(KeyChord(.enter), help: "Show its result in the studio", hint: "result", action: .picked),
            KeyBinding(.character("x"), help: "Cancel it, at the provider too", hint: "cancel", action: .cancelled),
            KeyBinding(.character("r"), help: "Run the same again, exactly", hint: "re-run", action: .rerun),
            KeyBinding(.character("?"), help: "Show everything about it", hint: "all about it", action: .cardOpened),
            KeyBinding([KeyChord(.up), .character("k")], help: "One row up", action: .moved(by: -1)),
            KeyBinding([KeyChord(.down), .character("j")], help: "One row down", action: .moved(by: 1)),
            KeyBinding(KeyChord(.pageUp), help: "One page up", action: .paged(by: -1)),
            KeyBinding(KeyChord(.pageDown), help: "One page down", action: .paged(by: 1)),
            KeyBinding([KeyChord(.home), .character("g")], help: "To the first", action: .jumped(toEnd: false)),
            KeyBinding([KeyChord(.end), .character("G")], help: "To the last", action: .jumped(toEnd: true)),
        ])
}
