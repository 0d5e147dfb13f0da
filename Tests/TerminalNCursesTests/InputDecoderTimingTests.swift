import TerminalNCurses
import TerminalUI
import Testing

/// What only the passing of time decides.
struct InputDecoderTimingTests {
    private func after(_ bytes: String) -> InputDecoder {
        var decoder = InputDecoder()
        _ = decoder.decode(Array(bytes.utf8))
        return decoder
    }

    private func keys(_ chords: KeyChord...) -> [InputEvent] { chords.map { .key($0) } }

    @Test func `a lone escape waits for the timer and is then the Escape key`() {
        var decoder = InputDecoder()
        #expect(decoder.decode([0x1b]) == [])
        #expect(decoder.pending == .escape)
        #expect(decoder.flush() == keys(KeyChord(.escape)))
        #expect(decoder.pending == .nothing)
        #expect(decoder.flush() == [])
    }

    @Test(arguments: [("[", "alt-["), ("O", "alt-O"), ("]", "alt-]"), ("P", "alt-P"), ("_", "alt-_")])
    func `an introducer with nothing after it is Alt and its key`(introducer: String, chord: String) throws {
        var decoder = after("\u{1b}\(introducer)")
        #expect(decoder.pending == .escape)
        #expect(decoder.flush() == keys(try #require(KeyChord(chord))))
    }

    @Test func `two escapes are two Escape keys, and one before another key when that is Alt`() {
        var decoder = after("\u{1b}\u{1b}")
        #expect(decoder.flush() == keys(KeyChord(.escape), KeyChord(.escape)))
        var other = InputDecoder()
        #expect(other.decode(Array("\u{1b}\u{1b}x".utf8)) == keys(KeyChord(.escape), .alt("x")))
    }

    @Test func `Escape typed right before a paste or a click is not lost`() {
        var decoder = InputDecoder()
        let events = decoder.decode(Array("\u{1b}\u{1b}[200~hi\u{1b}[201~".utf8))
        #expect(events == [.key(KeyChord(.escape)), .paste("hi")])
    }

    @Test func `a sequence that never ends is dropped and the next key works`() {
        for start in ["\u{1b}[1;", "\u{1b}]0;title", "\u{1b}[M!", "\u{1b}[["] {
            var decoder = after(start)
            #expect(decoder.pending == .sequence)
            #expect(decoder.flush() == [])
            #expect(decoder.decode([0x61]) == keys(.character("a")))
        }
    }

    @Test func `half a character is a replacement character in the end`() {
        var decoder = InputDecoder()
        _ = decoder.decode([0xe4, 0xb8])
        #expect(decoder.pending == .sequence)
        #expect(decoder.flush() == keys(.character("\u{FFFD}")))
    }

    @Test func `a paste without an end hands over what came and goes on`() {
        var decoder = after("\u{1b}[200~one")
        #expect(decoder.flush() == [.paste("one")])
        #expect(decoder.pending == .nothing)
        #expect(decoder.decode(Array("two\u{1b}[201~x".utf8)) == [.paste("two"), .key(.character("x"))])
    }

    @Test func `Ctrl-C leaves a paste whose end never came`() {
        var decoder = after("\u{1b}[200~one")
        _ = decoder.flush()
        #expect(decoder.decode([0x03, 0x61]) == keys(.ctrl("c"), .character("a")))
    }
}
