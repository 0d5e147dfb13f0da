import TerminalUI

/// The keys of the layers above the screen.
extension Overlay {
    var keyMap: KeyMap<Message> {
        switch self {
        case .help, .card: Self.readingKeys
        case .choices: Self.choosingKeys
        case .attach: Self.attachKeys
        case .confirm: Self.confirmKeys
        case .picker: Self.pickerKeys
        case .fields: Self.fieldsKeys
        case .review: Self.reviewKeys
        case .entry: Self.entryKeys
        case .checkup: Self.checkupKeys
        case .keyCapture: Self.captureKeys
        case .command: Self.commandKeys
        case .exchanges: Self.exchangeKeys
        }
    }

    static let readingKeys = KeyMap<Message>(
        "reading", title: "Reading",
        [
            KeyBinding(
                "close",
                [KeyChord(.escape), .character("q"), .function(1), .character("?"), KeyChord(.enter), .ctrl("c")],
                help: "Close", hint: "close", action: .closed),
            KeyBinding("up", [KeyChord(.up), .character("k")], help: "One row up", action: .moved(by: -1)),
            KeyBinding(
                "down", [KeyChord(.down), .character("j")], help: "One row down", hint: "scroll", action: .moved(by: 1)),
            KeyBinding("page-up", KeyChord(.pageUp), help: "One page up", action: .paged(by: -1)),
            KeyBinding(
                "page-down", [KeyChord(.pageDown), .character(" ")], help: "One page down", action: .paged(by: 1)),
            KeyBinding("first", KeyChord(.home), help: "To the top", action: .jumped(toEnd: false)),
            KeyBinding("last", KeyChord(.end), help: "To the end", action: .jumped(toEnd: true)),
        ])

    static let commandKeys = KeyMap<Message>(
        "command", title: "Command line",
        [
            KeyBinding(
                "copy", [.character("y"), .character("c")], help: "Copy the command", hint: "copy", action: .copied)
        ] + readingKeys.bindings)

    static let exchangeKeys = KeyMap<Message>(
        "exchanges", title: "Requests and answers",
        [
            KeyBinding(
                "unfold", [KeyChord(.enter), .character(" ")], help: "Show this request with its answer; hide it again",
                hint: "open", action: .accepted),
            KeyBinding(
                "unfold-all", .character("a"), help: "Show all of them; hide all again", hint: "all",
                action: .allUnfolded),
            KeyBinding(
                "copy", [.character("y"), .character("c")], help: "Copy this request with its answer", hint: "copy",
                action: .copied),
            KeyBinding(
                "close", [KeyChord(.escape), .character("q"), .character("w"), .ctrl("c")], help: "Close",
                hint: "close", action: .closed),
            KeyBinding(
                "next", [KeyChord(.right), KeyChord(.tab)], help: "To the next request", action: .cycled(by: 1)),
            KeyBinding(
                "previous", [KeyChord(.left), KeyChord(.backTab)], help: "To the request before",
                action: .cycled(by: -1)),
            KeyBinding("up", [KeyChord(.up), .character("k")], help: "One row up", action: .moved(by: -1)),
            KeyBinding("down", [KeyChord(.down), .character("j")], help: "One row down", action: .moved(by: 1)),
            KeyBinding("page-up", KeyChord(.pageUp), help: "One page up", action: .paged(by: -1)),
            KeyBinding("page-down", KeyChord(.pageDown), help: "One page down", action: .paged(by: 1)),
            KeyBinding("first", KeyChord(.home), help: "To the top", action: .jumped(toEnd: false)),
            KeyBinding("last", KeyChord(.end), help: "To the end", action: .jumped(toEnd: true)),
        ])

    static let choosingKeys = KeyMap<Message>(
        "choosing", title: "Choosing",
        [
            KeyBinding(
                "accept", [KeyChord(.enter), .character(" ")], help: "Choose", hint: "choose", action: .accepted),
            KeyBinding(
                "close", [KeyChord(.escape), .character("q"), .ctrl("c")], help: "Leave as it is", hint: "leave",
                action: .closed
            ),
            KeyBinding("up", [KeyChord(.up), .character("k")], help: "One row up", action: .moved(by: -1)),
            KeyBinding("down", [KeyChord(.down), .character("j")], help: "One row down", action: .moved(by: 1)),
            KeyBinding("page-up", KeyChord(.pageUp), help: "One page up", action: .paged(by: -1)),
            KeyBinding("page-down", KeyChord(.pageDown), help: "One page down", action: .paged(by: 1)),
            KeyBinding("first", KeyChord(.home), help: "To the first", action: .jumped(toEnd: false)),
            KeyBinding("last", KeyChord(.end), help: "To the last", action: .jumped(toEnd: true)),
        ])

    static let pickerKeys = KeyMap<Message>(
        "picker", title: "Choosing by typing",
        [
            KeyBinding(
                "accept", KeyChord(.enter), help: "Choose what is under the bar", hint: "choose", action: .accepted),
            KeyBinding(
                "close", [KeyChord(.escape), .ctrl("c")], help: "Choose nothing", hint: "leave", action: .closed),
            KeyBinding("up", [KeyChord(.up), .ctrl("p")], help: "One row up", action: .moved(by: -1)),
            KeyBinding(
                "down", [KeyChord(.down), .ctrl("n")], help: "One row down", hint: "next", action: .moved(by: 1)),
            KeyBinding("page-up", KeyChord(.pageUp), help: "One page up", action: .paged(by: -1)),
            KeyBinding("page-down", KeyChord(.pageDown), help: "One page down", action: .paged(by: 1)),
        ])

    static let entryKeys = KeyMap<Message>(
        "entry", title: "Typing a line",
        [
            KeyBinding("accept", KeyChord(.enter), help: "Take it", hint: "take", action: .accepted),
            KeyBinding(
                "close", [KeyChord(.escape), .ctrl("c")], help: "Leave it as it was", hint: "leave", action: .closed),
        ])

    static let checkupKeys = KeyMap<Message>(
        "checkup", title: "What is set up",
        [
            KeyBinding(
                "add-key", .character("a"), help: "Say where the key of a provider is", hint: "add a key",
                action: .keyAdded)
        ] + readingKeys.bindings)

    /// Every key but this one is what is waited for.
    static let captureKeys = KeyMap<Message>(
        "key", title: "Choosing a key",
        [KeyBinding("close", KeyChord(.escape), help: "Leave it as it is", hint: "leave", action: .closed)])

    static let attachKeys = KeyMap<Message>(
        "attaching", title: "Attaching a file",
        [
            KeyBinding("accept", KeyChord(.enter), help: "Attach the file", hint: "attach", action: .accepted),
            KeyBinding("complete", KeyChord(.tab), help: "Complete the path", hint: "complete", action: .completed),
            KeyBinding(
                "next", KeyChord(.down), help: "What the file is for: next role", hint: "role", action: .cycled(by: 1)),
            KeyBinding("previous", KeyChord(.up), help: "What the file is for: previous role", action: .cycled(by: -1)),
            KeyBinding(
                "earlier-files", .ctrl("r"), help: "Choose from the files of earlier results", hint: "earlier files",
                action: .filesAsked),
            KeyBinding(
                "close", [KeyChord(.escape), .ctrl("c")], help: "Attach nothing", hint: "leave", action: .closed),
        ])

    static let fieldsKeys = KeyMap<Message>(
        "fields", title: "Filling in",
        [
            KeyBinding("accept", KeyChord(.enter), help: "Take what was filled in", hint: "take", action: .accepted),
            KeyBinding("new-line", .alt(.enter), help: "Begin a new line", hint: "new line", action: .lineBroken),
            KeyBinding("next", KeyChord(.tab), help: "Next field", hint: "next field", action: .cycled(by: 1)),
            KeyBinding("previous", KeyChord(.backTab), help: "Previous field", action: .cycled(by: -1)),
            KeyBinding(
                "up", KeyChord(.up), help: "One line up; on the first line, the field above", action: .moved(by: -1)),
            KeyBinding(
                "down", KeyChord(.down), help: "One line down; on the last line, the field below", action: .moved(by: 1)
            ),
            KeyBinding("close", [KeyChord(.escape), .ctrl("c")], help: "Leave it", hint: "leave", action: .closed),
        ])

    static let reviewKeys = KeyMap<Message>(
        "review", title: "Reviewing a rewritten prompt",
        [
            KeyBinding(
                "accept", KeyChord(.enter), help: "Take the rewritten prompt; undo brings the old one back",
                hint: "take it", action: .accepted),
            KeyBinding(
                "close", [KeyChord(.escape), .character("q"), .ctrl("c")],
                help: "Keep the prompt as it is; while it is being rewritten, cancel", hint: "keep the old one",
                action: .closed),
            KeyBinding("up", [KeyChord(.up), .character("k")], help: "One row up", action: .moved(by: -1)),
            KeyBinding("down", [KeyChord(.down), .character("j")], help: "One row down", action: .moved(by: 1)),
            KeyBinding("page-up", KeyChord(.pageUp), help: "One page up", action: .paged(by: -1)),
            KeyBinding("page-down", KeyChord(.pageDown), help: "One page down", action: .paged(by: 1)),
            KeyBinding("first", KeyChord(.home), help: "To the top", action: .jumped(toEnd: false)),
            KeyBinding("last", KeyChord(.end), help: "To the end", action: .jumped(toEnd: true)),
        ])

    static let confirmKeys = KeyMap<Message>(
        "question", title: "Question",
        [
            KeyBinding("accept", KeyChord(.enter), help: "Press the button", hint: "press", action: .accepted),
            KeyBinding(
                "next", [KeyChord(.right), KeyChord(.tab), .character("l")], help: "Next button", hint: "next",
                action: .cycled(by: 1)),
            KeyBinding(
                "previous", [KeyChord(.left), KeyChord(.backTab), .character("h")], help: "Previous button",
                action: .cycled(by: -1)
            ),
            KeyBinding("close", [KeyChord(.escape), .character("n")], help: "No", hint: "no", action: .closed),
        ])
}
