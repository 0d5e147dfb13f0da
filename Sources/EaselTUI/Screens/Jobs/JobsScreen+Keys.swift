import TerminalUI

extension JobsScreen {
    static let keys = KeyMap<Message>(
        "jobs", title: "Jobs",
        [
            KeyBinding("use", KeyChord(.enter), help: "Show its result in the studio", hint: "result", action: .picked),
            KeyBinding(
                "cancel", .character("x"), help: "Cancel it, at the provider too", hint: "cancel", action: .cancelled),
            KeyBinding("rerun", .character("r"), help: "Run the same again, exactly", hint: "re-run", action: .rerun),
            KeyBinding(
                "card", .character("?"), help: "Show everything about it", hint: "all about it", action: .cardOpened),
            KeyBinding(
                "command", .character("$"), help: "Show the command line that makes the same", action: .commandAsked),
            KeyBinding("up", [KeyChord(.up), .character("k")], help: "One row up", action: .moved(by: -1)),
            KeyBinding("down", [KeyChord(.down), .character("j")], help: "One row down", action: .moved(by: 1)),
            KeyBinding("page-up", KeyChord(.pageUp), help: "One page up", action: .paged(by: -1)),
            KeyBinding("page-down", KeyChord(.pageDown), help: "One page down", action: .paged(by: 1)),
            KeyBinding(
                "first", [KeyChord(.home), .character("g")], help: "To the first", action: .jumped(toEnd: false)),
            KeyBinding("last", [KeyChord(.end), .character("G")], help: "To the last", action: .jumped(toEnd: true)),
        ])
}
