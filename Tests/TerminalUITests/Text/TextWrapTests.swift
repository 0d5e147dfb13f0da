import TerminalUI
import Testing

@Suite struct TextWrapTests {
    @Test(arguments: [
        ("the quick brown fox", 10, ["the quick", "brown fox"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("a abcdefghij", 4, ["a", "abcd", "efgh", "ij"]),
        ("日本語です", 5, ["日本", "語で", "す"]),
        ("日本。語", 4, ["日", "本。", "語"]),
        ("well-known fact", 6, ["well-", "known", "fact"]),
        ("a\n\nb", 5, ["a", "", "b"]),
        ("", 5, [""]),
        ("trailing   ", 8, ["trailing   "]),
        ("word     next", 6, ["word", "next"]),
        ("日", 1, ["日"]),
        ("ab", 0, ["ab"]),
    ])
    func `text breaks where people would break it`(text: String, width: Int, rows: [String]) {
        #expect(TextWrap.wrap(text, width: width) == rows)
    }

    @Test func `styles follow their words to the next row`() {
        let red = Style(foreground: .ansi(1))
        let rows = TextWrap.wrap(Line([Span("one "), Span("two three", style: red)]), width: 7)
        #expect(rows == [Line([Span("one "), Span("two", style: red)]), Line([Span("three", style: red)])])
    }

    @Test func `line breaks inside spans begin a new row`() {
        #expect(TextWrap.wrap(Line([Span("a\nb"), Span("c\n")]), width: 9).map(\.text) == ["a", "bc", ""])
    }

    @Test func `rows cover the line without overlap and fit`() {
        for seed in UInt64(1)...400 {
            var random = SeededRandom(seed: seed)
            let raw = AwkwardText.random(20, from: AwkwardText.pieces, using: &random)
            let text = TextSanitizer.singleLine(raw)
            let width = Int.random(in: 1...12, using: &random)
            let rows = TextWrap.rows(of: text, width: width)
            #expect(rows.first?.lowerBound == 0 && rows.last?.upperBound == text.utf8.count, "seed \(seed)")
            for (row, next) in zip(rows, rows.dropFirst()) {
                #expect(row.upperBound == next.lowerBound && !row.isEmpty, "seed \(seed)")
            }
            for piece in TextWrap.wrap(text, width: width).dropLast() where piece.count > 1 {
                #expect(DisplayWidth.width(of: piece) <= width, "seed \(seed): \(piece)")
            }
            let styled = TextWrap.wrap(Line(text.map { Span(String($0)) }), width: width)
            #expect(styled.map(\.text) == TextWrap.wrap(text, width: width), "seed \(seed)")
        }
    }
}
