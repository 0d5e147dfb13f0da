import TerminalUI
import Testing

@Suite struct TextAreaSelectionTests {
    private let theme = Theme.standard

    private func marks(_ buffer: TextBuffer, _ role: ThemeRole, query: String = "", width: Int = 8) -> [String] {
        let surface = drawn(width, 4) { surface in
            TextArea(buffer, query: query).draw(in: surface.bounds, on: &surface, theme: theme)
        }
        return (0..<4).map { y in
            (0..<width).map { x in
                surface.style(at: Point(x: x, y: y)).background == theme[role].background ? "#" : "."
            }.joined()
        }
    }

    @Test func `the selection is marked over rows, wide characters whole, line breaks as a column`() {
        var buffer = TextBuffer("a日本x yy\nz")
        buffer.place(at: TextPosition(line: 0, offset: 1))
        buffer.place(at: TextPosition(line: 1, offset: 0), selecting: true)
        #expect(marks(buffer, .selection) == [".######.", "###.....", "........", "........"])
        buffer.selectAll()
        #expect(marks(buffer, .selection)[2] == "#.......")
        buffer.deselect()
        #expect(marks(buffer, .selection).joined().contains("#") == false)
    }

    @Test func `what was found is marked, also across a break of rows`() {
        let buffer = TextBuffer("one sea and seas")
        #expect(
            marks(buffer, .match, query: "SEA", width: 12) == [
                "....###.....", "###.........", "............", "............",
            ])
        #expect(
            marks(TextBuffer("abcdefghijkl"), .match, query: "fghi") == [
                ".....##.", "##......", "........", "........",
            ])
    }

    @Test func `in a line of a megabyte a point leads to its character and back`() {
        var random = SeededRandom(seed: 3)
        var text = ""
        while text.utf8.count < 1 << 20 { text += AwkwardText.random(9, from: AwkwardText.pieces, using: &random) }
        let unbroken = String(repeating: "x", count: 200_000)
        for source in [TextSanitizer.clean(text), unbroken, "short\n" + unbroken + "\nend"] {
            var buffer = TextBuffer(source)
            for _ in 0..<40 {
                let line = Int.random(in: 0..<buffer.lines.count, using: &random)
                let offset = Int.random(in: 0...buffer.lines[line].utf8.count, using: &random)
                buffer.place(at: TextPosition(line: line, offset: offset))
                let area = TextArea(buffer)
                var cursor: Point?
                let surface = drawn(37, 9) { cursor = area.draw(in: $0.bounds, on: &$0, theme: theme) }
                #expect(surface.faults.isEmpty)
                let point = cursor ?? Point(x: -1, y: -1)
                #expect(area.position(at: point, in: surface.bounds) == buffer.cursor)
            }
        }
    }

    @Test func `up and down go through a long line without leaving anything out`() {
        let words = (0..<6_000).map { "w\($0)" }.joined(separator: " ")
        var buffer = TextBuffer("top\n" + words + "\nend")
        buffer.place(at: .start)
        var visited: [TextPosition] = []
        while visited.last != buffer.cursor {
            visited.append(buffer.cursor)
            buffer.move(.down, wrapWidth: 20)
        }
        let steps = zip(visited, visited.dropFirst()).filter { $0.line == 1 && $1.line == 1 }
        #expect(steps.allSatisfy { $1.offset > $0.offset && $1.offset - $0.offset <= 24 })
        // The last step went from the last row to the end of the text; back from the row's start.
        #expect(visited.last == buffer.endPosition)
        let rows = visited.dropLast()
        buffer.place(at: TextPosition(line: 2, offset: 0))
        for place in rows.reversed() {
            #expect(buffer.cursor == place)
            buffer.move(.up, wrapWidth: 20)
        }
    }
}
