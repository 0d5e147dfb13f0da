import EaselCore
import TerminalUI

extension CompareScreen {
    /// The maps that apply now, the nearest first.
    static func keyMaps(_ state: State) -> [KeyMap<Message>] {
        switch state.focus {
        case .prompt: [promptKeys, screenKeys]
        case .panes where state.look == .sweep: [sweepKeys, screenKeys]
        case .panes: [paneKeys, verdictKeys, screenKeys]
        case .table: [tableKeys, verdictKeys, screenKeys]
        }
    }

    static let promptKeys = KeyMap<Message>(
        "compare-prompt", title: "Compare: prompt",
        [
            KeyBinding(
                "send", KeyChord(.enter), help: "Send the prompt to all targets", hint: "send", action: .submitted),
            KeyBinding("new-line", .alt(.enter), help: "Begin a new line", hint: "new line", action: .lineBroken),
            KeyBinding(
                "up", KeyChord(.up), help: "One row up; on the first row, an earlier prompt", action: .moved(by: -1)),
            KeyBinding(
                "down", KeyChord(.down), help: "One row down; on the last row, back to a later prompt",
                action: .moved(by: 1)),
            KeyBinding("page-up", KeyChord(.pageUp), help: "One page up in the pane", action: .paged(by: -1)),
            KeyBinding("page-down", KeyChord(.pageDown), help: "One page down in the pane", action: .paged(by: 1)),
        ])

    static let paneKeys = KeyMap<Message>(
        "compare", title: "Compare: panes",
        [
            KeyBinding(
                "full", KeyChord(.enter), help: "The pane alone on the screen, and back", hint: "alone",
                action: .look(.fullToggled)),
            KeyBinding("add", .character("+"), help: "Add a target", hint: "add", action: .setUp(.addAsked)),
            KeyBinding(
                "remove", .character("-"), help: "Take the target out", hint: "take out", action: .setUp(.removed)),
            KeyBinding(
                "cancel", .character("x"), help: "Cancel this one, at its provider too", hint: "cancel",
                action: .cancelled),
            KeyBinding("retry", .character("r"), help: "Ask this one again", hint: "again", action: .retried),
            KeyBinding(
                "left", [KeyChord(.left), .character("h")], help: "To the pane on the left; the divider to the left",
                action: .paneMoved(by: -1)),
            KeyBinding(
                "right", [KeyChord(.right), .character("l")],
                help: "To the pane on the right; the divider to the right",
                hint: "pane", action: .paneMoved(by: 1)),
            KeyBinding("mark", .character(" "), help: "Mark the pane, for a tie or to compare with", action: .marked),
            KeyBinding(
                "difference", .character("d"),
                help: "What differs from the marked pane: words, or a map of the pictures",
                hint: "difference", action: .look(.difference)),
            KeyBinding(
                "flicker", .character("f"), help: "This picture and the marked one in turn, in the same place",
                action: .look(.flicker)),
            KeyBinding(
                "wipe", .character("w"), help: "Both pictures with a divider between them", action: .look(.wipe)),
            KeyBinding(
                "play", .character("P"),
                help: "Play the sound or the film, from the same moment when another one plays; stop it again",
                action: .played),
            KeyBinding("open", .character("o"), help: "Open the file with the desktop's program", action: .opened),
            KeyBinding("copy-path", .character("y"), help: "Copy the path of the file", action: .pathCopied),
            KeyBinding("copy-text", .character("c"), help: "Copy the text", action: .textCopied),
            KeyBinding(
                "values", .character("e"), help: "Parameters of this target alone",
                action: .setUp(.valuesAsked(ofAll: false))),
            KeyBinding("next-turn", .character("]"), help: "Next of the repeats", action: .turnMoved(by: 1)),
            KeyBinding("previous-turn", .character("["), help: "Previous of the repeats", action: .turnMoved(by: -1)),
            KeyBinding("card", .character("?"), help: "Show everything about this answer", action: .cardOpened),
        ] + movement)

    static let tableKeys = KeyMap<Message>(
        "compare-table", title: "Compare: table",
        [
            KeyBinding("sort", .character("s"), help: "Sort by the next column", hint: "sort", action: .sorted),
            KeyBinding(
                "reverse", .character("S"), help: "Turn the order round", hint: "turn round", action: .sortReversed),
        ] + movement)

    static let verdictKeys = KeyMap<Message>(
        "compare-verdict", title: "Compare: vote",
        [
            KeyBinding(
                "best", .character("b"), help: "This one is the best", hint: "the best", action: .verdict(.best)),
            KeyBinding(
                "tie", .character("="), help: "The marked ones, or all, are equally good", hint: "tie",
                action: .verdict(.tie)),
            KeyBinding("all-bad", .character("!"), help: "All are bad", hint: "all bad", action: .verdict(.allBad)),
            KeyBinding("note", .character("n"), help: "A note and tags for the vote", action: .verdict(.noteAsked)),
            KeyBinding(
                "judge", .character("J"), help: "Have a text model judge by a rubric", hint: "judge",
                action: .judge(.asked)),
            KeyBinding(
                "judgements", .character("R"), help: "Read what judges said, question by question",
                action: .judge(.read)),
        ])

    static let sweepKeys = KeyMap<Message>(
        "compare-sweep", title: "Compare: sweep",
        [
            KeyBinding(
                "stop", .character("x"), help: "Send no more; again, cancel what is under way", hint: "stop",
                action: .sweep(.stopped)),
            KeyBinding(
                "go-on", .character("r"), help: "Go on with what is left, and with what failed", hint: "go on",
                action: .sweep(.wentOn)),
            KeyBinding(
                "open-sheet", [.character("o"), KeyChord(.enter)], help: "Open the contact sheet", hint: "open",
                action: .sweep(.sheetOpened)),
            KeyBinding(
                "copy-sheet", .character("y"), help: "Copy the path of the contact sheet", hint: "copy path",
                action: .sweep(.sheetCopied)),
            KeyBinding("new", .character("n"), help: "Begin another sweep", hint: "new", action: .sweep(.formAsked)),
        ] + movement)

    static let screenKeys = KeyMap<Message>(
        "compare-screen", title: "Compare",
        [
            KeyBinding(
                "next-part", KeyChord(.tab), help: "To the panes, the table, the prompt", hint: "panes",
                action: .focusMoved(by: 1)),
            KeyBinding("previous-part", KeyChord(.backTab), help: "The other way round", action: .focusMoved(by: -1)),
            KeyBinding(
                "back", KeyChord(.escape), help: "Back to all panes, then to the prompt", action: .focused(.prompt)),
            KeyBinding("add-target", .alt("a"), help: "Add a target", hint: "add", action: .setUp(.addAsked)),
            KeyBinding(
                "shared-values", .alt("p"), help: "Parameters of all targets", action: .setUp(.valuesAsked(ofAll: true))
            ),
            KeyBinding(
                "blind", .alt("v"), help: "Blind on or off: names hidden and panes shuffled until the vote",
                hint: "blind", action: .setUp(.blindToggled)),
            KeyBinding(
                "race", .alt("r"), help: "Race on or off: the first result ends the others",
                action: .setUp(.raceToggled)),
            KeyBinding(
                "repeats", .alt("n"), help: "How often each is asked", action: .setUp(.repeatsCycled)),
            KeyBinding("sets", .alt("s"), help: "Saved sets of targets", action: .setUp(.setsAsked)),
            KeyBinding("again", .alt("g"), help: "Send the same again, as a new comparison", action: .again),
            KeyBinding(
                "command", .alt("$"), help: "Show the command line that compares the same", action: .commandAsked),
            KeyBinding("earlier", .alt("e"), help: "Earlier comparisons", hint: "earlier", action: .listAsked),
            KeyBinding(
                "go-on", .alt("c"), help: "Go on with a comparison that was cut off: send what was never sent",
                action: .wentOn),
            KeyBinding("export", .alt("o"), help: "Export the comparison into a file", action: .keep(.exportAsked)),
            KeyBinding(
                "rename", .alt("t"), help: "Give the comparison a name of your own", action: .keep(.renameAsked)),
            KeyBinding(
                "sweep", .alt("m"), help: "Sweep: many prompts, seeds and values at once, and how far it is",
                action: .sweep(.asked)),
            KeyBinding(
                "earlier-sweeps", .alt("l"), help: "Earlier sweeps, to go on with", action: .sweep(.earlierAsked)),
            KeyBinding(
                "attach", .ctrl("o"), help: "Attach a file that goes to all targets", hint: "attach",
                action: .setUp(.attachAsked)),
            KeyBinding(
                "detach", .ctrl("x"), help: "Remove the last attached file", action: .setUp(.attachmentRemoved)),
            KeyBinding("rating", .alt("w"), help: "The rating by the votes", action: .ratingAsked),
            KeyBinding(
                "next-kind", .ctrl("t"), help: "Next kind of result: text, image, video, audio, speech",
                action: .modalityMoved(by: 1)),
            KeyBinding("text", .alt("1"), help: "Compare texts", action: .modalityChosen(.text)),
            KeyBinding("image", .alt("2"), help: "Compare images", action: .modalityChosen(.image)),
            KeyBinding("video", .alt("3"), help: "Compare videos", action: .modalityChosen(.video)),
            KeyBinding("audio", .alt("4"), help: "Compare music and sounds", action: .modalityChosen(.audio)),
            KeyBinding("speech", .alt("5"), help: "Compare speech", action: .modalityChosen(.speech)),
            KeyBinding(
                "cancel-all", .ctrl("c"), help: "Cancel all that run; without any, quit", action: .allCancelled),
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

    /// Every map of the screen, for the reference.
    static let allKeys = [promptKeys, paneKeys, tableKeys, verdictKeys, sweepKeys, screenKeys]
}
