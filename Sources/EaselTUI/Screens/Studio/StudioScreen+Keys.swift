import EaselCore
import TerminalUI

/// The keys of the studio, by what has the focus. Help and hints are made from them.
extension StudioScreen {
    /// The maps that apply now, the nearest first.
    static func keyMaps(_ state: State, _ session: Session) -> [KeyMap<Message>] {
        let nearest: [KeyMap<Message>] =
            switch state.focus {
            case .prompt where state.prompt.search != nil: [searchKeys]
            case .prompt: session.canEditText ? [editorKeys, promptKeys] : [promptKeys]
            case .result: [resultKeys, readingKeys]
            case .provider: [listKeys]
            case .model: state.filter == nil ? [modelKeys, listKeys] : [filterKeys]
            case .parameters: state.form.edit == nil ? [formKeys, presetKeys] : [editKeys]
            }
        return nearest + [screenKeys]
    }

    static let promptKeys = KeyMap<Message>(
        "prompt", title: "Prompt",
        [
            KeyBinding("send", KeyChord(.enter), help: "Send the prompt", hint: "send", action: .submitted),
            KeyBinding("new-line", .alt(.enter), help: "Begin a new line", hint: "new line", action: .lineBroken),
            KeyBinding(
                "up", KeyChord(.up), help: "One row up; on the first row, an earlier prompt", action: .moved(by: -1)),
            KeyBinding(
                "down", KeyChord(.down), help: "One row down; on the last row, back to a later prompt",
                action: .moved(by: 1)),
            KeyBinding(
                "result-page-up", KeyChord(.pageUp), help: "One page up in the result", action: .resultPaged(by: -1)),
            KeyBinding(
                "result-page-down", KeyChord(.pageDown), help: "One page down in the result",
                action: .resultPaged(by: 1)),
        ] + moreAboutPrompts)

    static let editorKeys = KeyMap<Message>(
        "prompt", title: "Prompt",
        [
            KeyBinding(
                "editor", .ctrl("e"), help: "Write the prompt in the external editor", hint: "editor",
                action: .editorAsked)
        ])

    static let resultKeys = KeyMap<Message>(
        "result", title: "Result",
        [
            KeyBinding(
                "open", .character("o"), help: "Open the file with the desktop's program", hint: "open",
                action: .result(.opened)),
            KeyBinding(
                "play", [.character("P"), .character(" ")], help: "Play the sound or the film; stop it again",
                hint: "play", action: .result(.played)),
            KeyBinding(
                "copy-path", .character("y"), help: "Copy the path of the file", hint: "copy path",
                action: .result(.pathCopied)),
            KeyBinding(
                "copy-text", .character("c"), help: "Copy the text", hint: "copy text", action: .result(.textCopied)),
            KeyBinding(
                "rerun", .character("r"), help: "Run the same again, exactly", hint: "re-run", action: .result(.rerun)),
            KeyBinding(
                "next-step", .character(">"), help: "Make something from this result: the next step",
                hint: "next step", action: .stepAsked),
            KeyBinding(
                "command", .character("$"), help: "Show the command line that makes the same",
                action: .result(.commandAsked)),
            KeyBinding(
                "toggle-reasoning", .character("t"), help: "Fold or unfold what the model thought",
                action: .result(.reasoningToggled)),
            KeyBinding(
                "next-file", .character("n"), help: "Next file of this result", action: .result(.fileMoved(by: 1))),
            KeyBinding(
                "previous-file", .character("p"), help: "Previous file of this result",
                action: .result(.fileMoved(by: -1))),
            KeyBinding(
                "older", [.character("["), KeyChord(.left)], help: "Older result", hint: "older",
                action: .result(.flipped(by: -1))),
            KeyBinding(
                "newer", [.character("]"), KeyChord(.right)], help: "Newer result", action: .result(.flipped(by: 1))),
        ])

    static let readingKeys = KeyMap<Message>(
        "result", title: "Result",
        movement + [
            KeyBinding(
                "card", .character("?"), help: "Show everything about this result", hint: "all about it",
                action: .cardOpened)
        ])

    static let listKeys = KeyMap<Message>(
        "list", title: "List",
        movement + [
            KeyBinding(
                "use", [KeyChord(.enter), .character(" ")], help: "Use what is under the bar", hint: "use",
                action: .picked),
            KeyBinding(
                "card", .character("?"), help: "Show everything about it", hint: "all about it", action: .cardOpened),
        ])

    static let modelKeys = KeyMap<Message>(
        "models", title: "Models",
        [
            KeyBinding(
                "search", .character("/"), help: "Search the models; an id that is not listed can be used as typed",
                hint: "search", action: .filterOpened),
            KeyBinding(
                "compare", .character("+"), help: "Compare it: put the model into a pane of the comparison",
                hint: "compare", action: .comparisonAsked),
            KeyBinding(
                "update", .character("u"), help: "Ask the provider which models it has", hint: "update",
                action: .cardsAsked),
        ])

    static let filterKeys = KeyMap<Message>(
        "model-search", title: "Searching models",
        [
            KeyBinding(
                "use", KeyChord(.enter), help: "Use the model under the bar, or the id as typed", hint: "use",
                action: .picked),
            KeyBinding("close", KeyChord(.escape), help: "Show all models again", hint: "all", action: .filterClosed),
            KeyBinding("up", KeyChord(.up), help: "One row up", action: .moved(by: -1)),
            KeyBinding("down", KeyChord(.down), help: "One row down", action: .moved(by: 1)),
            KeyBinding("page-up", KeyChord(.pageUp), help: "One page up", action: .paged(by: -1)),
            KeyBinding("page-down", KeyChord(.pageDown), help: "One page down", action: .paged(by: 1)),
        ])

    static let formKeys = KeyMap<Message>(
        "parameters", title: "Parameters",
        movement + [
            KeyBinding(
                "next-value", KeyChord(.right), help: "Next value", hint: "value", action: .form(.stepped(by: 1))),
            KeyBinding("previous-value", KeyChord(.left), help: "Previous value", action: .form(.stepped(by: -1))),
            KeyBinding(
                "choose", KeyChord(.enter), help: "Choose from all values, or type one", hint: "choose",
                action: .form(.pressed)),
            KeyBinding("flip", .character(" "), help: "Switch on or off", action: .form(.flipped)),
            KeyBinding("dice", .character("d"), help: "Roll a random seed", hint: "dice", action: .form(.rolled)),
            KeyBinding(
                "reset", [KeyChord(.backspace), KeyChord(.delete)], help: "Back to the provider's default",
                hint: "default",
                action: .form(.reset)),
            KeyBinding(
                "reset-all", .character("R"), help: "All parameters back to their defaults", action: .form(.allReset)),
            KeyBinding("card", .character("?"), help: "Show everything about this parameter", action: .cardOpened),
        ])

    static let presetKeys = KeyMap<Message>(
        "presets", title: "Presets",
        [
            KeyBinding(
                "presets", .character("p"), help: "Take a preset: provider, model and parameters", hint: "presets",
                action: .preset(.asked)),
            KeyBinding(
                "keep-preset", .character("s"), help: "Keep these choices as a preset", hint: "keep",
                action: .preset(.namingAsked)),
            KeyBinding(
                "forget-preset", .character("f"), help: "Forget a preset", action: .preset(.forgettingAsked)),
        ])

    static let editKeys = KeyMap<Message>(
        "value", title: "Typing a value",
        [
            KeyBinding("choose", KeyChord(.enter), help: "Take the value", hint: "take", action: .form(.pressed)),
            KeyBinding(
                "leave", KeyChord(.escape), help: "Leave the value as it was", hint: "leave", action: .form(.abandoned)),
            KeyBinding("up", KeyChord(.up), help: "Take the value and go up", action: .moved(by: -1)),
            KeyBinding("down", KeyChord(.down), help: "Take the value and go down", action: .moved(by: 1)),
        ])

    static let screenKeys = KeyMap<Message>(
        "studio", title: "Studio",
        [
            KeyBinding("next-pane", KeyChord(.tab), help: "Next pane", hint: "next pane", action: .focusMoved(by: 1)),
            KeyBinding("previous-pane", KeyChord(.backTab), help: "Previous pane", action: .focusMoved(by: -1)),
            KeyBinding(
                "send-elsewhere", .alt("o"),
                help: "Send it once to another provider that can make it at once: who takes over, or the next in order",
                action: .submittedElsewhere),
            KeyBinding("to-prompt", KeyChord(.escape), help: "To the prompt", action: .focused(.prompt)),
            KeyBinding(
                "next-kind", .ctrl("t"), help: "Next kind of result: text, image, video, audio, speech", hint: "kind",
                action: .modalityMoved(by: 1)),
            KeyBinding("text", .alt("1"), help: "Make text", action: .modalityChosen(.text)),
            KeyBinding("image", .alt("2"), help: "Make images", action: .modalityChosen(.image)),
            KeyBinding("video", .alt("3"), help: "Make videos", action: .modalityChosen(.video)),
            KeyBinding("audio", .alt("4"), help: "Make music and sounds", action: .modalityChosen(.audio)),
            KeyBinding("speech", .alt("5"), help: "Make speech", action: .modalityChosen(.speech)),
            KeyBinding("attach", .ctrl("o"), help: "Attach a file to the prompt", hint: "attach", action: .attachAsked),
            KeyBinding("detach", .ctrl("x"), help: "Remove the last attached file", action: .attachmentRemoved),
            KeyBinding(
                "next-step", .alt("n"), help: "Make something from the result that is shown: the next step",
                action: .stepAsked),
            KeyBinding(
                "converse", .alt("c"), help: "Conversation on or off: Enter goes on with what was said",
                action: .conversationToggled),
            KeyBinding("new-conversation", .ctrl("n"), help: "Begin a new conversation", action: .conversationBegun),
            KeyBinding(
                "prompt-command", .alt("$"), help: "Show the command line that does what Enter does",
                action: .commandAsked),
            KeyBinding(
                "cancel", .ctrl("c"), help: "Cancel the generation in sight; without one, quit", hint: "cancel",
                action: .cancelled),
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
}
