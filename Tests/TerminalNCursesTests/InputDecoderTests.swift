import TerminalNCurses
import TerminalUI
import Testing

/// What bytes mean, by table. `\e` stands for the escape byte.
struct InputDecoderTests {
    private static func bytes(_ text: String) -> [UInt8] {
        Array(text.replacing("\\e", with: "\u{1b}").utf8)
    }

    private func decode(_ text: String) -> [InputEvent] {
        var decoder = InputDecoder()
        let events = decoder.decode(InputDecoderTests.bytes(text))
        #expect(decoder.pending == .nothing, "\(text)")
        return events
    }

    private func keys(_ chords: KeyChord...) -> [InputEvent] { chords.map { .key($0) } }

    @Test(arguments: [
        ("a", "a"), ("?", "?"), (" ", "space"), ("é", "é"), ("中", "中"), ("👍", "👍"),
        ("\r", "enter"), ("\n", "ctrl-j"), ("\t", "tab"), ("\u{7f}", "backspace"), ("\u{08}", "ctrl-h"),
        ("\u{00}", "ctrl-space"), ("\u{01}", "ctrl-a"), ("\u{1a}", "ctrl-z"), ("\u{1c}", "ctrl-\\"),
        ("\u{1d}", "ctrl-]"),
        ("\u{1f}", "ctrl-_"),
    ])
    func `a byte or character is a key`(bytes: String, chord: String) throws {
        #expect(decode(bytes) == keys(try #require(KeyChord(chord))))
    }

    @Test(arguments: [
        ("\\ea", "alt-a"), ("\\eA", "alt-A"), ("\\e\r", "alt-enter"), ("\\e\u{7f}", "alt-backspace"), ("\\eé", "alt-é"),
        ("\\e\u{01}", "ctrl-alt-a"), ("\\e ", "alt-space"), ("\\e.", "alt-."),
    ])
    func `an escape before a key is Alt`(bytes: String, chord: String) throws {
        #expect(decode(bytes) == keys(try #require(KeyChord(chord))))
    }

    @Test(arguments: [
        ("\\e[A", "up"), ("\\eOA", "up"), ("\\e[B", "down"), ("\\e[C", "right"), ("\\e[D", "left"),
        ("\\e[1;5A", "ctrl-up"), ("\\e[1;2D", "shift-left"), ("\\e[1;3C", "alt-right"),
        ("\\e[1;8B", "ctrl-alt-shift-down"),
        ("\\e[H", "home"), ("\\eOH", "home"), ("\\e[1~", "home"), ("\\e[7~", "home"), ("\\e[1;5H", "ctrl-home"),
        ("\\e[F", "end"), ("\\e[4~", "end"), ("\\e[8~", "end"), ("\\e[2~", "insert"), ("\\e[3~", "delete"),
        ("\\e[3;5~", "ctrl-delete"), ("\\e[5~", "pageup"), ("\\e[6~", "pagedown"), ("\\e[6;3~", "alt-pagedown"),
        ("\\e[Z", "shift-tab"), ("\\eOM", "enter"), ("\\eOj", "*"), ("\\eOp", "0"), ("\\eOy", "9"),
    ])
    func `cursor and editing keys in xterm's forms`(bytes: String, chord: String) throws {
        #expect(decode(bytes) == keys(try #require(KeyChord(chord))))
    }

    @Test(arguments: [
        ("\\eOP", "f1"), ("\\e[11~", "f1"), ("\\e[[A", "f1"), ("\\e[P", "f1"), ("\\e[1;5P", "ctrl-f1"),
        ("\\eO5Q", "ctrl-f2"),
        ("\\eOS", "f4"), ("\\e[15~", "f5"), ("\\e[17~", "f6"), ("\\e[21~", "f10"), ("\\e[23~", "f11"),
        ("\\e[24;2~", "shift-f12"),
        ("\\e[25~", "f13"), ("\\e[29~", "f16"), ("\\e[34~", "f20"), ("\\e[[E", "f5"), ("\\e[1;2R", "shift-f3"),
    ])
    func `function keys`(bytes: String, chord: String) throws {
        #expect(decode(bytes) == keys(try #require(KeyChord(chord))))
    }

    @Test(arguments: [
        ("\\e[a", "shift-up"), ("\\eOd", "ctrl-left"), ("\\e[5^", "ctrl-pageup"), ("\\e[3$", "shift-delete"),
        ("\\e[24$", "shift-f12"), ("\\e[6@", "ctrl-shift-pagedown"), ("\\e\\e[A", "alt-up"),
        ("\\e\\eOc", "ctrl-alt-right"),
    ])
    func `rxvt's forms`(bytes: String, chord: String) throws {
        #expect(decode(bytes) == keys(try #require(KeyChord(chord))))
    }

    @Test(arguments: [
        ("\\e[13;2u", "shift-enter"), ("\\e[27;2;13~", "shift-enter"), ("\\e[13;5u", "ctrl-enter"),
        ("\\e[97;5u", "ctrl-a"),
        ("\\e[97;3u", "alt-a"), ("\\e[27u", "escape"), ("\\e[9;2u", "shift-tab"), ("\\e[127;5u", "ctrl-backspace"),
        ("\\e[27;5;105~", "ctrl-i"), ("\\e[49:33;2u", "!"), ("\\e[57414u", "enter"), ("\\e[57376u", "f13"),
        ("\\e[57419u", "up"), ("\\e[32;5u", "ctrl-space"), ("\\e[97;69u", "ctrl-a"), ("\\e[1;5:2A", "ctrl-up"),
    ])
    func `kitty's and xterm's extended keys`(bytes: String, chord: String) throws {
        #expect(decode(bytes) == keys(try #require(KeyChord(chord))))
    }

    @Test(arguments: ["\\e[97;5:3u", "\\e[1;1:3A", "\\e[99;9u", "\\e[57441u", "\\e[57358u"])
    func `releases, super and lone modifiers are no keys`(bytes: String) {
        #expect(decode(bytes) == [])
    }

    @Test(arguments: [
        "\\e[?62;4c", "\\e[>41;354;0c", "\\e[12;40R", "\\e[?2004;1$y", "\\e[4;1$y", "\\e[8;24;80t", "\\e[0n",
        "\\e]11;rgb:0000/0000/0000\u{07}", "\\e]52;c;aGk=\\e\\", "\\eP>|XTerm(379)\\e\\", "\\e_Gi=42;OK\\e\\",
        "\\e[?1u",
        "\\e[999999999999999999999999~", "\\e[<0;0;0M", "\\e[M", "\\e[200",
    ])
    func `replies and nonsense are swallowed`(bytes: String) {
        var decoder = InputDecoder()
        let events = decoder.decode(InputDecoderTests.bytes(bytes))
        #expect(events == [])
        _ = decoder.flush()
        #expect(decoder.decode([0x78]) == keys(.character("x")))
    }

    @Test func `the answer to the kitty question is noticed`() {
        var decoder = InputDecoder()
        #expect(!decoder.hasKittyKeyboard)
        _ = decoder.decode(InputDecoderTests.bytes("\\e[?0u"))
        #expect(decoder.hasKittyKeyboard)
    }

    @Test func `a very long sequence is swallowed whole and forgotten`() {
        let long = "\\e[" + String(repeating: "1;", count: 100_000) + "Ax"
        #expect(decode(long) == keys(.character("x")))
    }

    @Test func `mouse reports in the SGR, urxvt and X10 encodings`() {
        func mouse(_ kind: MouseEvent.Kind, _ x: Int, _ y: Int, _ held: KeyModifiers = []) -> [InputEvent] {
            [.mouse(MouseEvent(kind, at: Point(x: x, y: y), modifiers: held))]
        }
        #expect(decode("\\e[<0;10;5M") == mouse(.press(.left), 9, 4))
        #expect(decode("\\e[<0;10;5m") == mouse(.release, 9, 4))
        #expect(decode("\\e[<2;1;1M") == mouse(.press(.right), 0, 0))
        #expect(decode("\\e[<32;240;60M") == mouse(.drag, 239, 59))
        #expect(decode("\\e[<64;3;3M") == mouse(.wheelUp, 2, 2))
        #expect(decode("\\e[<81;3;3M") == mouse(.wheelDown, 2, 2, .control))
        #expect(decode("\\e[<35;3;3M") == [])
        #expect(decode("\\e[34;11;6M") == mouse(.press(.right), 10, 5))
        #expect(decode("\\e[M !!") == mouse(.press(.left), 0, 0))
        #expect(decode("\\e[M#%&") == mouse(.release, 4, 5))
    }

    @Test func `focus events`() {
        #expect(decode("\\e[I\\e[O") == [.focusGained, .focusLost])
    }

    @Test func `press, release and wheel in one read keep their order`() {
        let events = decode("\\e[<0;1;1M\\e[<0;1;1m\\e[<65;1;1M")
        let kinds: [MouseEvent.Kind] = [.press(.left), .release, .wheelDown]
        #expect(events == kinds.map { .mouse(MouseEvent($0, at: .zero)) })
    }

    @Test func `malformed UTF-8 becomes one replacement character for each broken start`() {
        var decoder = InputDecoder()
        let replacement = KeyChord.character("\u{FFFD}")
        #expect(decoder.decode([0xff, 0x61]) == keys(replacement, .character("a")))
        #expect(decoder.decode([0xe4, 0xb8, 0x61]) == keys(replacement, .character("a")))
        #expect(decoder.decode([0xed, 0xa0, 0x80]) == keys(replacement, replacement, replacement))
        #expect(decoder.decode([0xc2, 0x9b]) == [], "a C1 control is no key")
        #expect(decoder.decode([0xe4, 0x1b, 0x5b, 0x41]) == keys(replacement, KeyChord(.up)))
    }

    @Test func `the erase byte of the terminal is Backspace`() {
        var decoder = InputDecoder(eraseByte: 0x08)
        #expect(decoder.decode([0x08]) == keys(KeyChord(.backspace)))
    }
}
