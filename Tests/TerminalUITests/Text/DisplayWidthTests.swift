import TerminalUI
import Testing

@Suite struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("中文", 4), ("ｶﾅ", 2), ("한글", 4), ("👩‍👩‍👧‍👦", 2), ("👍🏽", 2),
        ("☝🏿", 1), ("🇩🇪", 1), ("🇩🇪🇫🇷", 2), ("❤️", 1), ("1️⃣", 1), ("\u{301}", 1), ("a\u{200B}b", 2), ("\t", 4),
        ("\u{FEFF}x", 1), ("קום", 3), ("กำ", 2),
    ])
    func `text takes the columns the terminal gives it`(text: String, columns: Int) {
        #expect(DisplayWidth.width(of: text) == columns)
    }

    @Test(
        arguments: [
            (0x41, 1), (0x300, 0), (0x1100, 2), (0x1160, 0), (0xAD, 1), (0x4E2D, 2), (0x1F600, 2), (0x1FAE8, -1),
            (0x378, -1), (0x1B, -1), (0xE000, 1), (0x20000, 2), (0x10FFFD, 1), (0xFFFD, 1),
        ] as [(UInt32, Int)])
    func `scalars have glibc's width`(value: UInt32, columns: Int) throws {
        #expect(DisplayWidth.width(of: try #require(Unicode.Scalar(value))) == columns)
    }

    @Test func `characters newer than the terminal library show as replacement`() {
        #expect(picture(4, 1) { $0.write("a🫨b", at: .zero, style: .plain) } == ["a\u{FFFD}b"])
    }

    @Test func `writing uses exactly the width that was measured`() {
        for seed in UInt64(1)...300 {
            var random = SeededRandom(seed: seed)
            let text = AwkwardText.random(12, from: AwkwardText.hostile, using: &random)
            var surface = Surface(size: Size(width: 200, height: 1), palette: CellPalette())
            let used = surface.write(text, at: .zero, style: Style(attributes: .bold))
            #expect(used == DisplayWidth.width(of: text), "seed \(seed)")
            let touched = surface.cells.lastIndex { $0.style != .plain }.map { $0 + 1 } ?? 0
            #expect(touched == used, "seed \(seed)")
            let sum = TextSanitizer.clean(text).reduce(0) { $0 + DisplayWidth.width(of: $1) }
            #expect(sum >= DisplayWidth.width(of: TextSanitizer.clean(text)), "seed \(seed)")
        }
    }

    @Test func `cutting keeps whole characters and marks the cut`() {
        #expect(DisplayWidth.truncated("日本語", to: 4) == "日…")
        #expect(DisplayWidth.truncated("日本語", to: 6) == "日本語")
        #expect(DisplayWidth.truncated("abcdef", to: 4) == "abc…")
        #expect(DisplayWidth.truncated("abc", to: 0) == "")
        #expect(DisplayWidth.prefix(of: "e\u{301}x", fitting: 1) == "e\u{301}")
        #expect(Line([Span("ab"), Span("cdef")]).truncated(to: 4).text == "abc…")
    }
}
