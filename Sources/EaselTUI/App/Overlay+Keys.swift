import TerminalUI

/// The keys of the layers above the screen.
extension Overlay {
    var keyMap: KeyMap<Message> {
        switch self {
        case .help, .card: Self.readingKeys
        case .choices: Self.choosingKeys
        case .attach: Self.attachKeys
        case .confirm: Self.confirmKeys
        }
    }

    static let readingKeys = KeyMap<Message>(
        title: "Reading",
        [
            KeyBinding(
                [KeyChord(.escape), .character("q"), .function(1), .character("?"), KeyChord(.enter), .ctrl("c")],
                help: "Close", hint: "close", action: .closed),
            KeyBinding([KeyChord(.up), .character("k")], help: "One row up", action: .moved(by: -1)),
            KeyBinding(
                [KeyChord(.down), .character("j")], help: "One row down", hint: "scroll", action: .moved(by: 1)),
            KeyBinding(KeyChord(.pageUp), help: "One page up", action: .paged(by: -1)),
            KeyBinding([KeyChord(.pageDown), .character(" ")], help: "One page down", action: .paged(by: 1)),
            KeyBinding(KeyChord(.home), help: "To the top", action: .jumped(toEnd: false)),
            KeyBinding(KeyChord(.end), help: "To the end", action: .jumped(toEnd: true)),
        ])

    static let choosingKeys = KeyMap<Message>(
        title: "Choosing",
        [
            KeyBinding([KeyChord(.enter), .character(" ")], help: "Choose", hint: "choose", action: .accepted),
            KeyBinding(
                [KeyChord(.escape), .character("q"), .ctrl("c")], help: "Leave as it is", hint: "leave", action: .closed
            ),
            KeyBinding([KeyChord(.up), .character("k")], help: "One row up", action: .moved(by: -1)),
            KeyBinding([KeyChord(.down), .character("j")], help: "One row down", action: .moved(by: 1)),
            KeyBinding(KeyChord(.pageUp), help: "One page up", action: .paged(by: -1)),
            KeyBinding(KeyChord(.pageDown), help: "One page down", action: .paged(by: 1)),
            KeyBinding(KeyChord(.home), help: "To the first", action: .jumped(toEnd: false)),
            KeyBinding(KeyChord(.end), help: "To the last", action: .jumped(toEnd: true)),
        ])

    static let attachKeys = KeyMap<Message>(
        title: "Attaching a file",
        [
            KeyBinding(KeyChord(.enter), help: "Attach the file", hint: "attach", action: .accepted),
            KeyBinding(KeyChord(.tab), help: "Complete the path", hint: "complete", action: .completed),
            KeyBinding(KeyChord(.down), help: "What the file is for: next role", hint: "role", action: .cycled(by: 1)),
            KeyBinding(KeyChord(.up), help: "What the file is for: previous role", action: .cycled(by: -1)),
            KeyBinding([KeyChord(.escape), .ctrl("c")], help: "Attach nothing", hint: "leave", action: .closed),
        ])

    static let confirmKeys = KeyMap<Message>(
        title: "Question",
        [
            KeyBinding(KeyChord(.enter), help: "Press the button", hint: "press", action: .accepted),
            KeyBinding(
                [KeyChord(.right), KeyChord(.tab), .character("l")], help: "Next button", hint: "next",
                action: .cycled(by: 1)),
            KeyBinding(
                [KeyChord(.left), KeyChord(.backTab), .character("h")], help: "Previous button", action: .cycled(by: -1)
            ),
            KeyBinding([KeyChord(.escape), .character("n")], help: "No", hint: "no", action: .closed),
        ])
}
