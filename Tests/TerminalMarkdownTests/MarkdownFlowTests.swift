import TerminalUI
import Testing

@testable import TerminalMarkdown

/// A text that grows looks at every moment like the text so far, laid out at once.
@Suite struct MarkdownFlowTests {
    private static let pieces = [
        "word", "two words", " ", " ", "\n", "\n", "\n", "\n\n", "\n\n", "# ", "## h\n", "- ", "- item\n", "  - sub\n",
        "1. ",
        "2. two\n", "> ", "> quote\n", "```\n", "```swift\n", "~~~\n", "code()\n", "    indented\n", "\t", "**", "*",
        "_",
        "`", "~~", "[", "]", "](u)", "[a]", "[a]: /u\n", "[b]: <x>\n", "[A][b]", "| a | b |\n", "|---|:-:|\n",
        "| 1 | 2 |\n",
        "---\n", "===\n", "***\n", "<div>\n", "</div>\n", "<b>", "<!-- c\n", "-->\n", "\\", "&amp;", "&#27;",
        "\u{1B}[31m",
        "\u{1B}]0;t\u{07}", "\r\n", "\u{2028}", "日本", "e\u{301}", "👩‍👩‍👧‍👦", "שלום", "[ ] t\n", "- [x] d\n", "   ", "![i](p)",
        "https://a.b", "<https://a.b>", "  \n", "\u{202E}", ":", "- a\n\n- b\n", "> - q\n", "#", "```", "``",
    ]

    func text(_ count: Int, _ random: inout SeededRandom) -> String {
        (0..<count).map { _ in Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &random)] }.joined()
    }

    @Test func `whatever the cuts, the rows are those of the text at once`() {
        for seed in UInt64(1)...400 {
            var random = SeededRandom(seed: seed)
            let source = text(Int.random(in: 1...60, using: &random), &random)
            let width = Int.random(in: 1...60, using: &random)
            var flow = MarkdownFlow(width: width, theme: .standard)
            var shown = ""
            for scalar in source.unicodeScalars {
                shown.unicodeScalars.append(scalar)
                if Int.random(in: 0..<4, using: &random) > 0 { continue }
                flow.lay(shown)
                let whole = laid(shown, width)
                #expect(flow.rows == whole, "seed \(seed): \(shown.debugDescription)")
                if flow.rows != whole { return }
            }
            flow.lay(source)
            #expect(flow.rows == laid(source, width), "seed \(seed)")
        }
    }

    @Test func `the rows are those of the parsed document`() {
        for seed in UInt64(1)...600 {
            var random = SeededRandom(seed: seed)
            let source = text(Int.random(in: 1...60, using: &random), &random)
            let known = parsedAtOnce(source, 40)
            #expect(laid(source, 40) == known, "seed \(seed): \(source.debugDescription)")
            if laid(source, 40) != known { return }
        }
    }

    @Test func `no row is wider than the pane, no control character is left`() {
        for seed in UInt64(1)...200 {
            var random = SeededRandom(seed: seed)
            let source = text(60, &random)
            for width in [12, 30, 80] {
                let rows = laid(source, width)
                for row in rows {
                    #expect(
                        DisplayWidth.width(of: row.text.trimmedEnd) <= width,
                        "\(row.text) in \(source.debugDescription)")
                }
                let scalars = rows.flatMap(\.spans).flatMap(\.text.unicodeScalars)
                #expect(scalars.allSatisfy { $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) || $0 == "\t" })
                #expect(!scalars.contains("\u{202E}"))
            }
        }
    }

    @Test func `a link gets its address when the definition comes, and loses it when it was none`() {
        var flow = MarkdownFlow(width: 60, theme: .standard)
        func rows(_ text: String) -> [String] {
            flow.lay(text)
            return flow.rows.map(\.text)
        }
        let start = "See [the map][1].\n\nMore.\n\nEnd.\n\n"
        #expect(rows(start) == ["See [the map][1].", "", "More.", "", "End."])
        #expect(rows(start + "[1]: https://a")[0] == "See the map (https://a).")
        #expect(rows(start + "[1]: https://a.example x")[0] == "See [the map][1].")
        #expect(rows(start + "[1]: https://a.example x\n\n[1]: b\n")[0] == "See the map (b).")
        #expect(rows(start + "[1]: https://a.example x\n\n[1]: b\n\nlast [1]").last == "last 1 (b)")
    }

    @Test func `only the open block is laid out again`() {
        // Rows of finished blocks are the same storage from frame to frame: the flow never touches them again.
        var flow = MarkdownFlow(width: 60, theme: .standard)
        var text = ""
        for number in 0..<2_000 {
            text += "Paragraph \(number) with **some** words.\n\n"
            flow.lay(text)
            #expect(flow.openLineCount <= 3)
        }
        text += "```\n"
        for number in 0..<2_000 {
            text += "line \(number)\n"
            flow.lay(text)
            #expect(flow.openLineCount == 0)
        }
        #expect(flow.rows.count == 2_000 * 2 + 2_000)
    }

    @Test func `a list that grows is laid out as at once, loose or tight`() {
        var flow = MarkdownFlow(width: 40, theme: .standard)
        var text = "Before\n\n"
        for number in 0..<120 {
            text += number % 10 == 9 ? "  - sub [a] *x*\n" : "- item \(number) **bold** [a]\n"
            if number == 60 { text += "\n" }
            if number == 80 { text += "\n  [a]: /u\n" }
            if number == 90 { text += "  no definition [a]\n" }
            flow.lay(text)
            #expect(flow.rows == laid(text, 40), "\(number)")
        }
        text += "\n9. nine\n10. ten\n"
        flow.lay(text)
        #expect(flow.rows == laid(text, 40))
    }

    @Test func `texts that would take the parser long are shown as they are`() {
        let pipes = "|a|\n|-|\n" + String(repeating: "|a|", count: 40_000)
        let question = String(repeating: "a<? ", count: 40_000)
        let lines = String(repeating: "a<? b *c\n", count: 20_000)
        for text in [pipes, question, lines] {
            let source = "# Before\n\n" + text + "\n\n*after*"
            let rows = laid(source, 40)
            #expect(rows.first?.text == "Before" && rows.last?.text == "after")
            var flow = MarkdownFlow(width: 40, theme: .standard)
            var end = source.startIndex
            while end < source.endIndex {
                end = source.index(end, offsetBy: 30_000, limitedBy: source.endIndex) ?? source.endIndex
                flow.lay(String(source[..<end]))
            }
            #expect(flow.rows == rows)
        }
    }
}
