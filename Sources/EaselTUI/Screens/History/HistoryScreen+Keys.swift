import TerminalUI

extension HistoryScreen {
    /// The maps that apply now, the nearest first.
    static func keyMaps(_ state: State) -> [KeyMap<Message>] {
        if state.isSearching { return [searchKeys] }
        return state.isDetailed ? [detailKeys, recordKeys] : [listKeys, recordKeys, filterKeys]
    }

    static let searchKeys = KeyMap<Message>(
        "history-search", title: "Searching",
        [
            KeyBinding(
                "to-list", [KeyChord(.enter), KeyChord(.tab)], help: "To what was found", hint: "to the list",
                action: .searchClosed(keepingWords: true)),
            KeyBinding(
                "clear-search", KeyChord(.escape), help: "Search no more", hint: "clear",
                action: .searchClosed(keepingWords: false)),
            KeyBinding("up", KeyChord(.up), help: "One row up", action: .moved(by: -1)),
            KeyBinding("down", KeyChord(.down), help: "One row down", action: .moved(by: 1)),
        ])

    static let listKeys = KeyMap<Message>(
        "history", title: "History",
        [
            KeyBinding("up", [KeyChord(.up), .character("k")], help: "Newer", action: .moved(by: -1)),
            KeyBinding("down", [KeyChord(.down), .character("j")], help: "Older", action: .moved(by: 1)),
            KeyBinding("page-up", KeyChord(.pageUp), help: "One page up", action: .paged(by: -1)),
            KeyBinding("page-down", KeyChord(.pageDown), help: "One page down", action: .paged(by: 1)),
            KeyBinding(
                "first", [KeyChord(.home), .character("g")], help: "To the newest", action: .jumped(toEnd: false)),
            KeyBinding(
                "last", [KeyChord(.end), .character("G")], help: "To the last one loaded", action: .jumped(toEnd: true)),
            KeyBinding(
                "details", KeyChord(.enter), help: "Show everything about it", hint: "details", action: .detailOpened),
            KeyBinding(
                "search", .character("/"), help: "Search prompts and answers", hint: "search", action: .searchOpened),
        ])

    static let recordKeys = KeyMap<Message>(
        "record", title: "Record",
        [
            KeyBinding("rerun", .character("r"), help: "Run the same again, exactly", hint: "re-run", action: .rerun),
            KeyBinding(
                "remix", .character("m"), help: "Take it into the studio to change it", hint: "remix", action: .remixed),
            KeyBinding(
                "open", .character("o"), help: "Open the file with the desktop's program", hint: "open", action: .opened
            ),
            KeyBinding("play", .character("P"), help: "Play the sound or the film; stop it again", action: .played),
            KeyBinding(
                "copy-path", .character("y"), help: "Copy the path of the file", hint: "copy path", action: .pathCopied),
            KeyBinding(
                "copy-text", .character("c"), help: "Copy the text, or the prompt where there is none",
                action: .textCopied),
            KeyBinding(
                "next-step", [.character(">"), .alt("n")], help: "Make something from it: the next step",
                action: .stepAsked),
            KeyBinding(
                "command", .character("$"), help: "Show the command line that makes the same", action: .commandAsked),
        ])

    static let filterKeys = KeyMap<Message>(
        "history-filters", title: "Filters",
        [
            KeyBinding(
                "filter-kind", .character("t"), help: "Only text, image, video and so on; then all again", hint: "kind",
                action: .modalityCycled),
            KeyBinding(
                "filter-status", .character("s"), help: "Only one status; then all again", hint: "status",
                action: .statusCycled),
            KeyBinding(
                "clear-search", KeyChord(.escape), help: "Search no more", action: .searchClosed(keepingWords: false)),
        ])

    static let detailKeys = KeyMap<Message>(
        "details", title: "Details",
        [
            KeyBinding(
                "back", [KeyChord(.escape), KeyChord(.enter), .character("q")], help: "Back to the list", hint: "back",
                action: .detailClosed),
            KeyBinding("up", [KeyChord(.up), .character("k")], help: "One row up", action: .moved(by: -1)),
            KeyBinding("down", [KeyChord(.down), .character("j")], help: "One row down", action: .moved(by: 1)),
            KeyBinding("page-up", KeyChord(.pageUp), help: "One page up", action: .paged(by: -1)),
            KeyBinding(
                "page-down", [KeyChord(.pageDown), .character(" ")], help: "One page down", action: .paged(by: 1)),
            KeyBinding("first", [KeyChord(.home), .character("g")], help: "To the top", action: .jumped(toEnd: false)),
            KeyBinding("last", [KeyChord(.end), .character("G")], help: "To the end", action: .jumped(toEnd: true)),
            KeyBinding("newer", KeyChord(.left), help: "The newer neighbour", action: .neighbour(by: -1)),
            KeyBinding("older", KeyChord(.right), help: "The older neighbour", action: .neighbour(by: 1)),
        ])
}
