import TerminalUI

/// The keys that every text field knows. `TextBuffer` does them; here they are named for the help.
enum EditingKeys {
    static let map = KeyMap<KeyChord>(
        title: "Editing text",
        [
            binding([.ctrl(.left), .alt(.left), .alt("b")], "One word left"),
            binding([.ctrl(.right), .alt(.right), .alt("f")], "One word right"),
            binding([KeyChord(.home), .ctrl("a")], "To the start of the line"),
            binding([KeyChord(.end)], "To the end of the line"),
            binding([.ctrl("w"), .alt(.backspace)], "Cut the word before the cursor"),
            binding([.alt("d")], "Cut the word behind the cursor"),
            binding([.ctrl("k")], "Cut to the end of the line"),
            binding([.ctrl("u")], "Cut to the start of the line"),
            binding([.ctrl("y")], "Paste what was cut"),
            binding([.ctrl("z"), .ctrl("_")], "Undo"),
            binding([.alt("z")], "Redo"),
        ])

    private static func binding(_ chords: [KeyChord], _ help: String) -> KeyBinding<KeyChord> {
        KeyBinding(chords, help: help, action: chords.first ?? KeyChord(.escape))
    }
}
