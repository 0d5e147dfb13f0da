import TerminalUI

extension HistoryScreen {
    /// The maps that apply now, the nearest first.
    static func keyMaps(_ state: State) -> [KeyMap<Message>] {
        if state.isSearching { return [searchKeys] }
        return state.isDetailed
            ? [detailKeys, recordKeys, keepingKeys] : [listKeys, recordKeys, keepingKeys, filterKeys]
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
            KeyBinding("up", [KeyChord(.up), .character("k")], help: "One row up", action: .moved(by: -1)),
            KeyBinding("down", [KeyChord(.down), .character("j")], help: "One row down", action: .moved(by: 1)),
            KeyBinding("page-up", KeyChord(.pageUp), help: "One page up", action: .paged(by: -1)),
            KeyBinding("page-down", KeyChord(.pageDown), help: "One page down", action: .paged(by: 1)),
            KeyBinding(
                "first", [KeyChord(.home), .character("g")], help: "To the beginning of the list",
                action: .jumped(toEnd: false)),
            KeyBinding(
                "last", [KeyChord(.end), .character("G")], help: "To the end of the list", action: .jumped(toEnd: true)),
            KeyBinding(
                "go-to", .character("%"), help: "Go to a percentage of the list, or to a day", action: .placeAsked),
            KeyBinding(
                "details", KeyChord(.enter), help: "Show everything about it", hint: "details", action: .detailOpened),
            KeyBinding(
                "search", .character("/"), help: "Search prompts, answers, names, notes and tags", hint: "search",
                action: .searchOpened),
            KeyBinding(
                "mark", .character(" "), help: "Mark it: actions are about all that is marked", hint: "mark",
                action: .marked),
            KeyBinding(
                "mark-all", .character("*"), help: "Mark all in sight; once more: unmark them", action: .allMarked),
        ])

    static let recordKeys = KeyMap<Message>(
        "record", title: "Record",
        [
            KeyBinding("rerun", .character("r"), help: "Run the same again, exactly", hint: "re-run", action: .rerun),
            KeyBinding(
                "remix", .character("m"), help: "Take it into the studio to change it", hint: "remix", action: .remixed),
            KeyBinding(
                "compare", .character("C"), help: "Take it into the studio for another target", action: .compared),
            KeyBinding(
                "open", .character("o"), help: "Open the file with the desktop's program", hint: "open", action: .opened
            ),
            KeyBinding("reveal", .character("O"), help: "Open the folder that the file is in", action: .revealed),
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
            KeyBinding("parent", .character("["), help: "To what it was made from", action: .parentAsked),
            KeyBinding("children", .character("]"), help: "To what was made from it", action: .childrenAsked),
            KeyBinding(
                "exchanges", .character("w"), help: "Show what was sent and what came back", action: .exchangesAsked),
            KeyBinding(
                "verify", .character("V"), help: "Compare the files with their checksums", action: .verified),
            KeyBinding(
                "fetch-again", .character("F"), help: "Fetch missing files again from the provider",
                action: .refetchAsked),
        ])

    static let keepingKeys = KeyMap<Message>(
        "keeping", title: "Keeping and forgetting",
        [
            KeyBinding("star", .character("s"), help: "Star it; take the star away", hint: "star", action: .starred),
            KeyBinding("tag", .character("#"), help: "Tag it, or take tags away", hint: "tag", action: .tagAsked),
            KeyBinding("rate", .character("R"), help: "Say how good it is, 1 to 5", action: .rateAsked),
        ]
            + (1...5).map { (rating: Int) in
                KeyBinding(
                    "rate-\(rating)", .alt(Character("\(rating)")), help: "Rate it \(rating) of 5",
                    action: .rated(rating))
            }
            + [
                KeyBinding("unrate", .alt("0"), help: "Take the rating away", action: .rated(nil)),
                KeyBinding("rename", .character("n"), help: "Give it a name", action: .renameAsked),
                KeyBinding("note", .character("N"), help: "Write a note on it", action: .noteAsked),
                KeyBinding(
                    "trash", [.character("d"), KeyChord(.delete)], help: "Move it to the trash", hint: "trash",
                    action: .trashed),
                KeyBinding("restore", .character("b"), help: "Bring it back out of the trash", action: .restored),
                KeyBinding(
                    "undo", .character("u"), help: "Take the last change back", hint: "undo", action: .undoAsked),
                KeyBinding("purge", .character("D"), help: "Forget it for good, after a question", action: .purgeAsked),
                KeyBinding(
                    "export", .character("e"), help: "Export what is marked, or all that is found", action: .exportAsked
                ),
            ])

    static let filterKeys = KeyMap<Message>(
        "history-filters", title: "Filters",
        [
            KeyBinding(
                "filters", .character("f"), help: "Filter by anything; saved filters", hint: "filter",
                action: .filtersAsked),
            KeyBinding(
                "filter-kind", .character("t"), help: "Only text, image, video and so on; then all again", hint: "kind",
                action: .modalityCycled),
            KeyBinding(
                "filter-status", .character("T"), help: "Only one status; then all again", action: .statusCycled),
            KeyBinding("sort", .character("S"), help: "Choose the order of the list", action: .sortAsked),
            KeyBinding("show-trash", .character("x"), help: "Show the trash; then all again", action: .trashToggled),
            KeyBinding(
                "clear", KeyChord(.escape), help: "Unmark; then search no more; then filter no more", action: .unwound),
        ])

    static let detailKeys = KeyMap<Message>(
        "details", title: "Details",
        [
            KeyBinding(
                "back", [KeyChord(.escape), KeyChord(.enter), .character("q")], help: "Back to where it was opened",
                hint: "back", action: .detailClosed),
            KeyBinding("up", [KeyChord(.up), .character("k")], help: "One row up", action: .moved(by: -1)),
            KeyBinding("down", [KeyChord(.down), .character("j")], help: "One row down", action: .moved(by: 1)),
            KeyBinding("page-up", KeyChord(.pageUp), help: "One page up", action: .paged(by: -1)),
            KeyBinding(
                "page-down", [KeyChord(.pageDown), .character(" ")], help: "One page down", action: .paged(by: 1)),
            KeyBinding("first", [KeyChord(.home), .character("g")], help: "To the top", action: .jumped(toEnd: false)),
            KeyBinding("last", [KeyChord(.end), .character("G")], help: "To the end", action: .jumped(toEnd: true)),
            KeyBinding("newer", KeyChord(.left), help: "The neighbour above in the list", action: .neighbour(by: -1)),
            KeyBinding("older", KeyChord(.right), help: "The neighbour below in the list", action: .neighbour(by: 1)),
        ])
}
