import TerminalUI
import Testing

@Suite struct KeyChordTests {
    @Test(arguments: [
        ("ctrl-p", KeyChord.ctrl("p"), "Ctrl-P"),
        ("CTRL-P", .ctrl("p"), "Ctrl-P"),
        ("alt-enter", .alt(.enter), "Alt-Enter"),
        ("F2", .function(2), "F2"),
        ("?", .character("?"), "?"),
        ("G", .character("G"), "G"),
        ("g", .character("g"), "g"),
        ("shift-g", .character("G"), "G"),
        ("-", .character("-"), "-"),
        ("ctrl--", .ctrl("-"), "Ctrl--"),
        ("space", .character(" "), "Space"),
        ("ctrl-space", .ctrl(" "), "Ctrl-Space"),
        ("shift-tab", KeyChord(.backTab), "Shift-Tab"),
        ("ctrl-alt-shift-left", KeyChord(.left, [.control, .alt, .shift]), "Ctrl-Alt-Shift-Left"),
        ("pgdn", KeyChord(.pageDown), "PageDown"),
        ("esc", KeyChord(.escape), "Esc"),
        ("é", .character("é"), "é"),
    ])
    func `the notation of key maps is read and shown`(text: String, chord: KeyChord, label: String) {
        #expect(KeyChord(text) == chord)
        #expect(chord.label == label)
    }

    @Test(arguments: ["", "ctrl-", "ctrl-ctrl-a", "hyper-x", "F0", "F25", "FF", "\n", "abc", "ctrl-foo"])
    func `what is no key is refused`(text: String) {
        #expect(KeyChord(text) == nil)
    }

    @Test func `every label can be read back`() {
        let keys: [Key] = [
            .enter, .tab, .backTab, .backspace, .delete, .insert, .escape, .up, .down, .left, .right, .home, .end,
            .pageUp, .pageDown, .function(12), .character("x"), .character(" "), .character("中"),
        ]
        for key in keys {
            for modifiers: KeyModifiers in [[], .control, .alt, [.control, .alt]] {
                let chord = KeyChord(key, modifiers)
                #expect(KeyChord(chord.label) == chord)
            }
        }
    }

    @Test func `equal presses are equal values`() {
        #expect(KeyChord(.character("P"), .control) == KeyChord(.character("p"), [.control, .shift]))
        #expect(KeyChord(.tab, .shift) == KeyChord(.backTab))
    }

    @Test func `only plain characters are text`() {
        #expect(KeyChord(.character("x")).text == "x")
        #expect(KeyChord.ctrl("x").text == nil)
        #expect(KeyChord(.enter).text == nil)
    }
}
