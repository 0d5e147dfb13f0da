import TerminalUI

/// The keys around the prompt.
extension StudioScreen {
    static let moreAboutPrompts: [KeyBinding<Message>] = [
        KeyBinding(
            "recall", .ctrl("r"), help: "Find an earlier prompt by typing",
            action: .prompt(.recallAsked)),
        KeyBinding(
            "templates", .alt("t"), help: "Begin with a template", action: .prompt(.templatesAsked)),
        KeyBinding(
            "save-template", .alt("s"), help: "Keep the prompt as a template", action: .prompt(.templateSaveAsked)),
        KeyBinding(
            "rewrite", .alt("r"), help: "Have the prompt rewritten by a text model",
            action: .prompt(.rewriteAsked)),
        KeyBinding("find", .ctrl("f"), help: "Find words in the prompt", action: .prompt(.searchOpened)),
        KeyBinding(
            "copy-selection", .alt("w"), help: "Copy what is selected in the prompt, to the clipboard as well",
            action: .prompt(.selectionCopied)),
        KeyBinding(
            "cut-selection", .alt("x"), help: "Cut what is selected in the prompt, to the clipboard as well",
            action: .prompt(.selectionCut)),
        KeyBinding(
            "attach-earlier", .alt("e"), help: "Attach a file of an earlier result", action: .prompt(.filesAsked)),
    ]

    static let searchKeys = KeyMap<Message>(
        "prompt-search", title: "Finding in the prompt",
        [
            KeyBinding(
                "next", [KeyChord(.enter), KeyChord(.down), .ctrl("f")], help: "Next place", hint: "next",
                action: .prompt(.found(by: 1))),
            KeyBinding(
                "previous", [KeyChord(.up), .ctrl("r")], help: "Place before", hint: "previous",
                action: .prompt(.found(by: -1))),
            KeyBinding(
                "close", KeyChord(.escape), help: "Back to the prompt, at what was found", hint: "back",
                action: .prompt(.searchClosed)),
        ])
}
