import TerminalUI

extension HistoryScreen {
    /// The maps that apply now, the nearest first.
    static func keyMaps(_ state: State) -> [KeyMap<Message>] {
        if state.isSearching { return [searchKeys] }
        return state.isDetailed ? [detailKeys, recordKeys] : [listKeys, recordKeys, filterKeys]
    }

    static let searchKeys = KeyMap<Message>(
        title: "Searching",
        [
            KeyBinding(
                [KeyChord(.enter), KeyChord(.tab)], help: "To what was found", hint: "to the list",
                action: .searchClosed(keepingWords: true)),
            KeyBinding(
                KeyChord(.escape), help: "Search no more", hint: "clear", action: .searchClosed(keepingWords: false)),
            KeyBinding(KeyChord(.up), help: "One row up", action: .moved(by: -1)),
            KeyBinding(KeyChord(.down), help: "One row down", action: .moved(by: 1)),
        ])

    static let listKeys = KeyMap<Message>(
        title: "History",
        [
            KeyBinding([KeyChord(.up), .character("k")], help: "Newer", action: .moved(by: -1)),
            KeyBinding([KeyChord(.down), .character("j")], help: "Older", action: .moved(by: 1)),
            KeyBinding(KeyChord(.pageUp), help: "One page up", action: .paged(by: -1)),
            KeyBinding(KeyChord(.pageDown), help: "One page down", action: .paged(by: 1)),
            KeyBinding([KeyChord(.home), .character("g")], help: "To the newest", action: .jumped(toEnd: false)),
            KeyBinding(
                [KeyChord(.end), .character("G")], help: "To the last one loaded", action: .jumped(toEnd: true)),
            KeyBinding(KeyChord(.enter), help: "Show everything about it", hint: "details", action: .detailOpened),
            KeyBinding(.character("/"), help: "Search prompts and answers", hint: "search", action: .searchOpened),
        ])

    static let recordKeys = KeyMap<Message>(
        title: "Record",
        [
            KeyBinding(.character("r"), help: "Run the same again, exactly", hint: "re-run", action: .rerun),
            KeyBinding(.character("m"), help: "Take it into the studio to change it", hint: "remix", action: .remixed),
            KeyBinding(
                .character("o"), help: "Open the file with the desktop's program", hint: "open", action: .opened),
            KeyBinding(.character("y"), help: "Copy the path of the file", hint: "copy path", action: .pathCopied),
            KeyBinding(.character("c"), help: "Copy the text, or the prompt where there is none", action: .textCopied),
        ])

    static let filterKeys = KeyMap<Message>(
        title: "Filters",
        [
            KeyBinding(
                .character("t"), help: "Only text, image, video and so on; then all again", hint: "kind",
                action: .modalityCycled),
            KeyBinding(.character("s"), help: "Only one status; then all again", hint: "status", action: .statusCycled),
            KeyBinding(KeyChord(.escape), help: "Search no more", action: .searchClosed(keepingWords: false)),
        ])

    static let detailKeys = KeyMap<Message>(
        title: "Details",
        [
            KeyBinding(
                [KeyChord(.escape), KeyChord(.enter), .character("q")], help: "Back to the list", hint: "back",
                action: .detailClosed),
            KeyBinding([KeyChord(.up), .character("k")], help: "One row up", action: .moved(by: -1)),
            KeyBinding([KeyChord(.down), .character("j")], help: "One row down", action: .moved(by: 1)),
            KeyBinding(KeyChord(.pageUp), help: "One page up", action: .paged(by: -1)),
            KeyBinding([KeyChord(.pageDown), .character(" ")], help: "One page down", action: .paged(by: 1)),
            KeyBinding([KeyChord(.home), .character("g")], help: "To the top", action: .jumped(toEnd: false)),
            KeyBinding([KeyChord(.end), .character("G")], help: "To the end", action: .jumped(toEnd: true)),
            KeyBinding(KeyChord(.left), help: "The newer neighbour", action: .neighbour(by: -1)),
            KeyBinding(KeyChord(.right), help: "The older neighbour", action: .neighbour(by: 1)),
        ])
}
