import EaselCore
import TerminalUI

/// The keys of the studio, by what has the focus. Help and hints are made from them.
extension StudioScreen {
    /// The maps that apply now, the nearest first.
    static func keyMaps(_ state: State, _ session: Session) -> [KeyMap<Message>] {
        let nearest: [KeyMap<Message>] =
            switch state.focus {
            case .prompt: session.canEditText ? [editorKeys, promptKeys] : [promptKeys]
            case .result: [resultKeys, readingKeys]
            case .provider: [listKeys]
            case .model: state.filter == nil ? [modelKeys, listKeys] : [filterKeys]
            case .parameters: state.form.edit == nil ? [formKeys] : [editKeys]
            }
        return nearest + [screenKeys]
    }

    static let promptKeys = KeyMap<Message>(
        title: "Prompt",
        [
            KeyBinding(KeyChord(.enter), help: "Send the prompt", hint: "send", action: .submitted),
            KeyBinding(.alt(.enter), help: "Begin a new line", hint: "new line", action: .lineBroken),
            KeyBinding(KeyChord(.up), help: "One row up; on the first row, an earlier prompt", action: .moved(by: -1)),
            KeyBinding(
                KeyChord(.down), help: "One row down; on the last row, back to a later prompt", action: .moved(by: 1)),
            KeyBinding(KeyChord(.pageUp), help: "One page up in the result", action: .resultPaged(by: -1)),
            KeyBinding(KeyChord(.pageDown), help: "One page down in the result", action: .resultPaged(by: 1)),
        ])

    static let editorKeys = KeyMap<Message>(
        title: "Prompt",
        [
            KeyBinding(
                .ctrl("e"), help: "Write the prompt in the external editor", hint: "editor", action: .editorAsked)
        ])

    static let resultKeys = KeyMap<Message>(
        title: "Result",
        [
            KeyBinding(
                .character("o"), help: "Open the file with the desktop's program", hint: "open",
                action: .result(.opened)),
            KeyBinding(
                .character("y"), help: "Copy the path of the file", hint: "copy path", action: .result(.pathCopied)),
            KeyBinding(.character("c"), help: "Copy the text", hint: "copy text", action: .result(.textCopied)),
            KeyBinding(.character("r"), help: "Run the same again, exactly", hint: "re-run", action: .result(.rerun)),
            KeyBinding(
                .character("t"), help: "Fold or unfold what the model thought", action: .result(.reasoningToggled)),
            KeyBinding(.character("n"), help: "Next file of this result", action: .result(.fileMoved(by: 1))),
            KeyBinding(.character("p"), help: "Previous file of this result", action: .result(.fileMoved(by: -1))),
            KeyBinding(
                [.character("["), KeyChord(.left)], help: "Older result", hint: "older",
                action: .result(.flipped(by: -1))),
            KeyBinding([.character("]"), KeyChord(.right)], help: "Newer result", action: .result(.flipped(by: 1))),
        ])

    static let readingKeys = KeyMap<Message>(
        title: "Result",
        movement + [
            KeyBinding(
                .character("?"), help: "Show everything about this result", hint: "all about it", action: .cardOpened)
        ])

    static let listKeys = KeyMap<Message>(
        title: "List",
        movement + [
            KeyBinding(
                [KeyChord(.enter), .character(" ")], help: "Use what is under the bar", hint: "use", action: .picked),
            KeyBinding(.character("?"), help: "Show everything about it", hint: "all about it", action: .cardOpened),
        ])

    static let modelKeys = KeyMap<Message>(
        title: "Models",
        [
            KeyBinding(
                .character("/"), help: "Search the models; an id that is not listed can be used as typed",
                hint: "search", action: .filterOpened),
            KeyBinding(
                .character("u"), help: "Ask the provider which models it has", hint: "update", action: .cardsAsked),
        ])

    static let filterKeys = KeyMap<Message>(
        title: "Searching models",
        [
            KeyBinding(
                KeyChord(.enter), help: "Use the model under the bar, or the id as typed", hint: "use", action: .picked),
            KeyBinding(KeyChord(.escape), help: "Show all models again", hint: "all", action: .filterClosed),
            KeyBinding(KeyChord(.up), help: "One row up", action: .moved(by: -1)),
            KeyBinding(KeyChord(.down), help: "One row down", action: .moved(by: 1)),
            KeyBinding(KeyChord(.pageUp), help: "One page up", action: .paged(by: -1)),
            KeyBinding(KeyChord(.pageDown), help: "One page down", action: .paged(by: 1)),
        ])

    static let formKeys = KeyMap<Message>(
        title: "Parameters",
        movement + [
            KeyBinding(KeyChord(.right), help: "Next value", hint: "value", action: .form(.stepped(by: 1))),
            KeyBinding(KeyChord(.left), help: "Previous value", action: .form(.stepped(by: -1))),
            KeyBinding(
                KeyChord(.enter), help: "Choose from all values, or type one", hint: "choose", action: .form(.pressed)),
            KeyBinding(.character(" "), help: "Switch on or off", action: .form(.flipped)),
            KeyBinding(.character("d"), help: "Roll a random seed", hint: "dice", action: .form(.rolled)),
            KeyBinding(
                [KeyChord(.backspace), KeyChord(.delete)], help: "Back to the provider's default", hint: "default",
                action: .form(.reset)),
            KeyBinding(.character("?"), help: "Show everything about this parameter", action: .cardOpened),
        ])

    static let editKeys = KeyMap<Message>(
        title: "Typing a value",
        [
            KeyBinding(KeyChord(.enter), help: "Take the value", hint: "take", action: .form(.pressed)),
            KeyBinding(KeyChord(.escape), help: "Leave the value as it was", hint: "leave", action: .form(.abandoned)),
            KeyBinding(KeyChord(.up), help: "Take the value and go up", action: .moved(by: -1)),
            KeyBinding(KeyChord(.down), help: "Take the value and go down", action: .moved(by: 1)),
        ])

    static let screenKeys = KeyMap<Message>(
        title: "Studio",
        [
            KeyBinding(KeyChord(.tab), help: "Next pane", hint: "next pane", action: .focusMoved(by: 1)),
            KeyBinding(KeyChord(.backTab), help: "Previous pane", action: .focusMoved(by: -1)),
            KeyBinding(KeyChord(.escape), help: "To the prompt", action: .focused(.prompt)),
            KeyBinding(
                .ctrl("t"), help: "Next kind of result: text, image, video, audio, speech", hint: "kind",
                action: .modalityMoved(by: 1)),
            KeyBinding(.alt("1"), help: "Make text", action: .modalityChosen(.text)),
            KeyBinding(.alt("2"), help: "Make images", action: .modalityChosen(.image)),
            KeyBinding(.alt("3"), help: "Make videos", action: .modalityChosen(.video)),
            KeyBinding(.alt("4"), help: "Make music and sounds", action: .modalityChosen(.audio)),
            KeyBinding(.alt("5"), help: "Make speech", action: .modalityChosen(.speech)),
            KeyBinding(.ctrl("o"), help: "Attach a file to the prompt", hint: "attach", action: .attachAsked),
            KeyBinding(.ctrl("x"), help: "Remove the last attached file", action: .attachmentRemoved),
            KeyBinding(
                .ctrl("c"), help: "Cancel the generation in sight; without one, quit", hint: "cancel",
                action: .cancelled),
        ])

    private static let movement: [KeyBinding<Message>] = [
        KeyBinding([KeyChord(.up), .character("k")], help: "One row up", action: .moved(by: -1)),
        KeyBinding([KeyChord(.down), .character("j")], help: "One row down", action: .moved(by: 1)),
        KeyBinding(KeyChord(.pageUp), help: "One page up", action: .paged(by: -1)),
        KeyBinding(KeyChord(.pageDown), help: "One page down", action: .paged(by: 1)),
        KeyBinding([KeyChord(.home), .character("g")], help: "To the first row", action: .jumped(toEnd: false)),
        KeyBinding([KeyChord(.end), .character("G")], help: "To the last row", action: .jumped(toEnd: true)),
    ]
}
