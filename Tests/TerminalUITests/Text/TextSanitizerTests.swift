import TerminalUI
import Testing

@Suite struct TextSanitizerTests {
    @Test(arguments: [
        ("plain", "plain"),
        ("\u{1B}[31mred\u{1B}[0m", "red"),
        ("\u{1B}]0;title\u{07}x", "x"),
        ("\u{1B}]52;c;ZXZpbA==\u{1B}\\x", "x"),
        ("\u{1B}P0;1|17/ab\u{1B}\\x", "x"),
        ("\u{9B}2Jx", "x"),
        ("\u{1B}cx", "x"),
        ("\u{1B}(Bx", "x"),
        ("a\u{1B}", "a\u{FFFD}"),
        ("a\u{1B}[31", "a\u{FFFD}[31"),
        ("\u{1B}]unfinished", "\u{FFFD}]unfinished"),
        ("a\u{08}\u{08}b\u{7F}", "a\u{FFFD}\u{FFFD}b\u{FFFD}"),
        ("a\r\nb\rc\u{2028}d\u{85}e", "a\nb\nc\nd\ne"),
        ("x\u{202E}evil\u{2069}", "x\u{FFFD}evil\u{FFFD}"),
        ("a\u{FEFF}\u{200B}\u{AD}b", "ab"),
        ("tab\there", "tab\there"),
        ("👩‍👩‍👧‍👦❤️", "👩‍👩‍👧‍👦❤️"),
    ])
    func `outside text loses what could control the terminal`(text: String, cleaned: String) {
        #expect(TextSanitizer.clean(text) == cleaned)
    }

    @Test func `one line stays one line`() {
        #expect(TextSanitizer.singleLine("a\nb\tc\r\nd") == "a b c d")
    }

    @Test func `cleaning twice changes nothing more`() {
        for seed in UInt64(1)...300 {
            var random = SeededRandom(seed: seed)
            let once = TextSanitizer.clean(AwkwardText.random(15, from: AwkwardText.hostile, using: &random))
            #expect(Array(TextSanitizer.clean(once).unicodeScalars) == Array(once.unicodeScalars), "seed \(seed)")
        }
    }

    @Test func `a megabyte of unfinished sequences is read once`() {
        let text = String(repeating: "\u{1B}]", count: 500_000)
        #expect(TextSanitizer.clean(text).unicodeScalars.count == 1_000_000)
    }

    @Test func `right-to-left text keeps its columns`() {
        let rows = picture(12, 1) { surface in
            surface.write("│", at: Point(x: 11, y: 0), style: .plain)
            surface.write("שלום\u{202E}مرحبا", at: .zero, style: .plain, in: Rect(x: 0, y: 0, width: 11, height: 1))
        }
        #expect(rows == ["שלום\u{FFFD}مرحبا │"])
    }
}
