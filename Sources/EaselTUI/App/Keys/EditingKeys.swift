import TerminalUI

/// The keys that every text field knows. `TextBuffer` does them; here they are named for the help.
enum EditingKeys {
    static let map = KeyMap<KeyChord>(
        "editing", title: "Editing text",
        [
            binding("word-left", [.ctrl(.left), .alt(.left), .alt("b")], "One word left"),
            binding("word-right", [.ctrl(.right), .alt(.right), .alt("f")], "One word right"),
            binding("line-start", [KeyChord(.home), .ctrl("a")], "To the start of the line"),
            binding("line-end", [KeyChord(.end)], "To the end of the line"),
            binding("cut-word-left", [.ctrl("w"), .alt(.backspace)], "Cut the word before the cursor"),
            binding("cut-word-right", [.alt("d")], "Cut the word behind the cursor"),
            binding("cut-to-end", [.ctrl("k")], "Cut to the end of the line"),
            binding("cut-to-start", [.ctrl("u")], "Cut to the start of the line"),
            binding("yank", [.ctrl("y")], "Paste what was cut"),
            binding("undo", [.ctrl("z"), .ctrl("_")], "Undo"),
            binding("select-left", [KeyChord(.left, .shift)], "Select to the left"),
            binding("select-right", [KeyChord(.right, .shift)], "Select to the right"),
            binding("select-word-left", [KeyChord(.left, [.shift, .control])], "Select to the start of the word"),
            binding("select-word-right", [KeyChord(.right, [.shift, .control])], "Select to the end of the word"),
            binding("select-line-start", [KeyChord(.home, .shift)], "Select to the start of the line"),
            binding("select-line-end", [KeyChord(.end, .shift)], "Select to the end of the line"),
            binding("select-all", [.alt("a")], "Select everything"),
            binding("copy", [.alt("w")], "Copy what is selected"),
            binding("cut", [.alt("x")], "Cut what is selected"),
            binding("redo", [.alt("z")], "Redo"),
        ])

    /// The chord that the editor knows for one that a person chose; nil for one that was given to something else.
    static func translated(_ chord: KeyChord, by overrides: KeyOverrides) -> KeyChord? {
        guard overrides.touch(map.name) else { return chord }
        if let binding = map.rebound(by: overrides).binding(for: chord) { return binding.action }
        return map.action(for: chord) == nil ? chord : nil
    }

    private static func binding(_ name: String, _ chords: [KeyChord], _ help: String) -> KeyBinding<KeyChord> {
        KeyBinding(name, chords, help: help, action: chords.first ?? KeyChord(.escape))
    }
}
