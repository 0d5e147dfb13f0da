import TerminalUI
import Testing

@Suite struct SparklineTests {
    @Test func `the newest values stand at the right, the largest is the highest`() {
        let line = Sparkline([100, 1, 2, 4, 8])
        #expect(line.text(columns: 4, unicode: true) == "▂▃▅█")
        #expect(line.text(columns: 9, unicode: true).count == 5)
        #expect(line.text(columns: 4, unicode: false) == ".-=#")
        #expect(
            picture(7, 1) { Sparkline([1, 2]).draw(in: $0.bounds, on: &$0, theme: .standard) } == ["     ▅█"])
    }

    @Test func `gaps are gaps, and what is no number harms nobody`() {
        #expect(Sparkline([1, nil, .nan, .infinity, 1]).text(columns: 9, unicode: true) == "█   █")
        #expect(Sparkline([0, 0, -3]).text(columns: 9, unicode: true) == "▁▁▁")
        #expect(Sparkline([]).text(columns: 9, unicode: true).isEmpty)
        #expect(Sparkline([1, 2]).text(columns: 0, unicode: true).isEmpty)
        #expect(Sparkline([1, 2]).text(columns: -4, unicode: true).isEmpty)
    }

    @Test func `a given maximum keeps two rows comparable`() {
        #expect(Sparkline([1, 2], maximum: 8).text(columns: 2, unicode: true) == "▂▃")
        #expect(Sparkline([99], maximum: 8).text(columns: 2, unicode: true) == "█")
    }
}
