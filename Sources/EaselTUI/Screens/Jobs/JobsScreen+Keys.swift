import TerminalUI

extension JobsScreen {
    static let keys = KeyMap<Message>(
        "jobs", title: "Jobs",
        [
            KeyBinding("use", KeyChord(.enter), help: "Show its result in the studio", hint: "result", action: .picked),
            KeyBinding(
                "cancel", .character("x"), help: "Cancel it, at the provider too; all marked ones after a question",
                hint: "cancel", action: .cancelled),
            KeyBinding(
                "rerun", .character("r"),
                help: "Run the same again, exactly; one of unknown fate is looked for at its provider first",
                hint: "again", action: .rerun),
            KeyBinding("mark", .character(" "), help: "Mark it, or take the mark away", hint: "mark", action: .marked),
            KeyBinding("mark-all", .character("a"), help: "Mark all that run, or none", action: .allMarked),
            KeyBinding(
                "filter", .character("f"), help: "Only those that run, only those that failed, then all again",
                hint: "filter", action: .filterCycled),
            KeyBinding(
                "clear", .character("c"), help: "Take finished ones out of sight; history keeps them", hint: "clear",
                action: .clearedFinished),
            KeyBinding(
                "take-up", .character("u"), help: "Follow a job that no process follows; nothing is sent again",
                action: .takenUp),
            KeyBinding(
                "card", .character("?"), help: "Show everything about it", hint: "all about it", action: .cardOpened),
            KeyBinding(
                "focus", [KeyChord(.tab), KeyChord(.backTab)], help: "To the detail and back", hint: "detail",
                action: .focusMoved),
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
