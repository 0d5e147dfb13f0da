import TerminalUI
import Testing

@testable import TerminalMarkdown

/// What Markdown looks like in cells.
@Suite struct MarkdownPictureTests {
    static let sample = """
        # The sea

        It **falls** on the `water`, *slowly*; see [the atlas](https://example.org/atlas) and ~~forget~~ it.
        A second line stays a line.

        - first
          - deeper, with a text that goes on until it has to be folded somewhere
            1. numbered
        - [ ] to do
        - [x] done

        10. ten
        11. eleven

        > Quoted words
        > go on.

        ```swift
        let x = 1
        \tindented(by: "a tab")
        ```

        | Place | Depth | Note |
        |:------|------:|:----:|
        | 日本海溝 | 8046 | deep |
        | Kiel | 12 | a shallow fjord |

        ---
        <b>html</b> stays ![a map](map.png)
        """

    @Test func `everything in 80 columns`() {
        #expect(
            shown(Self.sample) == [
                "The sea",
                "",
                "It falls on the water, slowly; see the atlas (https://example.org/atlas) and",
                "~~forget~~ it.",
                "A second line stays a line.",
                "",
                "• first",
                "  ◦ deeper, with a text that goes on until it has to be folded somewhere",
                "    1. numbered",
                "• [ ] to do",
                "• [x] done",
                "",
                "10. ten",
                "11. eleven",
                "",
                "│ Quoted words",
                "│ go on.",
                "",
                "  swift",
                "  let x = 1",
                "      indented(by: \"a tab\")",
                "",
                "Place    │ Depth │      Note",
                "─────────┼───────┼────────────────",
                "日本海溝 │  8046 │      deep",
                "Kiel     │    12 │ a shallow fjord",
                "",
                String(repeating: "─", count: 80),
                "",
                "<b>html</b> stays ▣ a map (map.png)",
            ])
    }

    @Test func `everything in 30 columns`() {
        #expect(
            shown(Self.sample, 30) == [
                "The sea",
                "",
                "It falls on the water, slowly;",
                "see the atlas",
                "(https://example.org/atlas)",
                "and ~~forget~~ it.",
                "A second line stays a line.",
                "",
                "• first",
                "  ◦ deeper, with a text that",
                "    goes on until it has to be",
                "    folded somewhere",
                "    1. numbered",
                "• [ ] to do",
                "• [x] done",
                "",
                "10. ten",
                "11. eleven",
                "",
                "│ Quoted words",
                "│ go on.",
                "",
                "  swift",
                "  let x = 1",
                "      indented(by: \"a tab\")",
                "",
                "Place    │ Depth │    Note",
                "─────────┼───────┼────────────",
                "日本海溝 │  8046 │    deep",
                "Kiel     │    12 │  a shallow",
                "         │       │    fjord",
                "",
                String(repeating: "─", count: 30),
                "",
                "<b>html</b> stays ▣ a map",
                "(map.png)",
            ])
    }

    @Test func `in ASCII nothing else is drawn`() {
        let rows = shown(Self.sample.replacing("日本海溝", with: "Japan"), 40, theme: .asciiOnly)
        #expect(rows.allSatisfy { $0.unicodeScalars.allSatisfy(\.isASCII) })
        #expect(rows.contains("- first") && rows.contains("| Quoted words"))
        #expect(rows.contains("------+-------+----------------"))
        #expect(rows.contains("<b>html</b> stays [image] a map"))
    }

    @Test func `a table without room for columns becomes records`() {
        let table =
            "| Name | Place | Depth | Note |\n|---|---|---|---|\n| Kiel | fjord | 12 | calm |\n| Oslo | fjord | 160 | |"
        #expect(
            shown(table, 20) == [
                "Name: Kiel", "Place: fjord", "Depth: 12", "Note: calm", "",
                "Name: Oslo", "Place: fjord", "Depth: 160", "Note:",
            ])
    }

    @Test func `a long line of code is cut and goes on, nothing is lost`() {
        let code = "let text = \"" + String(repeating: "漢字x", count: 20) + "\""
        let rows = shown("```\n\(code)\n```", 30)
        #expect(rows.count > 1)
        #expect(rows.dropFirst().allSatisfy { $0.hasPrefix("  ↳ ") })
        #expect(rows.enumerated().map { $0.element.dropFirst($0.offset == 0 ? 2 : 4) }.joined() == code)
        #expect(laid("```\n\(code)\n```", 30).allSatisfy { $0.width <= 30 })
    }

    @Test func `looks tell what is what`() throws {
        let theme = Theme.standard
        func style(of text: String, in source: String) throws -> Style {
            try #require(laid(source).flatMap(\.spans).first { $0.text == text }?.style, "\(text)")
        }
        #expect(try style(of: "b", in: "a **b** c").attributes.contains(.bold))
        #expect(try style(of: "d", in: "a *d*").attributes.contains(.italic))
        #expect(try style(of: "e", in: "***e***").attributes.isSuperset(of: [.bold, .italic]))
        #expect(try style(of: "c", in: "a `c`") == theme[.code])
        #expect(try style(of: "t", in: "[t](u)") == theme[.link])
        #expect(try style(of: "h", in: "# h").attributes.isSuperset(of: [.bold, .underline]))
        #expect(try style(of: "~~x~~", in: "~~x~~").attributes.contains(.strikethrough))
        #expect(shown("2 * 3 **open and ~5 or ~6") == ["2 * 3 **open and ~5 or ~6"])
        #expect(shown("\\*not\\* &amp; &#65;") == ["*not* & A"])
    }

    @Test func `an address is shown where the text does not say it`() {
        #expect(shown("<https://a.example>") == ["https://a.example"])
        #expect(
            shown("[https://bank.example](https://evil.example)") == ["https://bank.example (https://evil.example)"])
        #expect(shown("[a] and [b][A]\n\n[a]: <x y> 'title'") == ["a (x y) and b (x y)"])
        #expect(shown("[](https://a.example)") == ["https://a.example"])
        #expect(shown("a<br>b <br/> c") == ["a", "b", " c"])
    }

    @Test func `deep nesting keeps the text and the width`() {
        let deep = String(repeating: "> ", count: 200) + "word"
        #expect(shown(deep, 40).joined().contains("word"))
        let list = (0..<60).map { String(repeating: "  ", count: $0) + "- item \($0)" }.joined(separator: "\n")
        let rows = laid(list, 30)
        #expect(rows.allSatisfy { $0.width <= 30 })
        #expect(rows.contains { $0.text.contains("item 59") })
        _ = laid(String(repeating: "*a **b ", count: 1000) + String(repeating: "**c*", count: 1000))
        _ = laid(String(repeating: "[", count: 4000) + String(repeating: "](x)", count: 900))
    }
}
