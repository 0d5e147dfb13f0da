import TerminalUI
import Testing

@Suite struct TextAreaTests {
    private func draw(_ buffer: TextBuffer, _ width: Int, _ height: Int) -> (rows: [String], cursor: Point?) {
        var cursor: Point?
        let rows = picture(width, height) { surface in
            let area = TextArea(buffer, placeholder: "Write here")
            cursor = area.draw(in: surface.bounds, on: &surface, theme: .standard)
        }
        return (rows, cursor)
    }

    @Test func `text wraps and the cursor stands behind it`() {
        let (rows, cursor) = draw(TextBuffer("a lighthouse at dawn"), 13, 3)
        #expect(rows == ["a lighthouse", "at dawn", ""])
        #expect(cursor == Point(x: 7, y: 1))
    }

    @Test func `an empty area shows its placeholder`() {
        let (rows, cursor) = draw(TextBuffer(), 12, 2)
        #expect(rows == ["Write here", ""])
        #expect(cursor == .zero)
    }

    @Test func `the cursor behind wide characters is at their display column`() {
        #expect(draw(TextBuffer("日本"), 9, 1).cursor == Point(x: 4, y: 0))
    }

    @Test func `the view scrolls by half pages to the cursor`() {
        var buffer = TextBuffer((0..<10).map { "\($0)" }.joined(separator: "\n"))
        #expect(draw(buffer, 5, 4).rows == ["6", "7", "8", "9"])
        #expect(draw(buffer, 5, 4).cursor == Point(x: 1, y: 3))
        buffer.move(.up)
        #expect(draw(buffer, 5, 4).rows == ["6", "7", "8", "9"])
        buffer.move(.bufferStart)
        #expect(draw(buffer, 5, 4).rows == ["0", "1", "2", "3"])
    }

    @Test func `the cursor is in sight wherever it is`() throws {
        for seed in UInt64(1)...60 {
            var random = SeededRandom(seed: seed)
            var buffer = TextBuffer(AwkwardText.random(60, from: AwkwardText.pieces + ["\n"], using: &random))
            let width = Int.random(in: 1...12, using: &random)
            let height = Int.random(in: 1...5, using: &random)
            let motions: [TextMotion] = [.up, .down, .left, .pageUp(2), .bufferStart, .wordRight, .bufferEnd, .lineEnd]
            for _ in 0..<20 {
                buffer.move(motions[Int.random(in: 0..<motions.count, using: &random)], wrapWidth: max(1, width - 1))
                let cursor = try #require(draw(buffer, width, height).cursor)
                #expect(Rect(x: 0, y: 0, width: width, height: height).contains(cursor), "seed \(seed)")
            }
        }
    }

    @Test func `the mouse finds the place it points at`() {
        let rect = Rect(x: 2, y: 1, width: 6, height: 3)
        let area = TextArea(TextBuffer("aaaa bbbb\n日本"))
        func place(_ x: Int, _ y: Int) -> TextPosition? { area.position(at: Point(x: x, y: y), in: rect) }
        #expect(place(4, 1) == TextPosition(line: 0, offset: 2))
        #expect(place(7, 1) == TextPosition(line: 0, offset: 4))
        #expect(place(3, 2) == TextPosition(line: 0, offset: 6))
        #expect(place(5, 3) == TextPosition(line: 1, offset: 3))
        #expect(place(7, 3) == TextPosition(line: 1, offset: 6))
        #expect(place(1, 1) == nil)
    }

    @Test func `a huge text is drawn around the cursor`() {
        var buffer = TextBuffer((0..<100_000).map { "line \($0)" }.joined(separator: "\n"))
        #expect(draw(buffer, 20, 2).rows == ["line 99998", "line 99999"])
        buffer.move(.bufferStart)
        buffer.move(.pageDown(500))
        #expect(draw(buffer, 20, 2).rows.last == "line 500")
    }

    @Test func `a field scrolls sideways to the cursor and hides secrets`() {
        func field(_ field: TextField) -> (rows: [String], cursor: Point?) {
            var cursor: Point?
            let rows = picture(6, 1) { cursor = field.draw(in: $0.bounds, on: &$0, theme: .standard) }
            return (rows, cursor)
        }
        var buffer = TextBuffer("abcdefgh", isMultiline: false)
        #expect(field(TextField(buffer)).rows == ["defgh"])
        #expect(field(TextField(buffer)).cursor == Point(x: 5, y: 0))
        #expect(field(TextField(buffer, isSecret: true)).rows == ["*****"])
        buffer.move(.lineStart)
        #expect(field(TextField(buffer)).rows == ["abcdef"])
        #expect(field(TextField(TextBuffer(), placeholder: "search models")).rows == ["searc…"])
    }
}
