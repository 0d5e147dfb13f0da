import TerminalUI
import Testing

@Suite struct TextSelectionTests {
    private func buffer(_ text: String, at offset: Int = 0, line: Int = 0) -> TextBuffer {
        var buffer = TextBuffer(text)
        buffer.place(at: TextPosition(line: line, offset: offset))
        return buffer
    }

    @Test func `shift with a motion selects, the motion alone ends it`() {
        var text = buffer("one two three")
        _ = text.apply(KeyChord(.right, [.shift, .control]))
        #expect(text.selectedText == "one")
        _ = text.apply(KeyChord(.end, .shift))
        #expect(text.selectedText == "one two three")
        _ = text.apply(KeyChord(.left))
        #expect(text.selection == nil && text.cursor.offset == 0)
        _ = text.apply(KeyChord(.right, .shift))
        _ = text.apply(KeyChord(.right))
        #expect(text.cursor.offset == 1)
        _ = text.apply(KeyChord(.left, .shift))
        #expect(text.selectedText == "o" && text.cursor.offset == 0)
    }

    @Test func `typing, pasting and deleting take the place of the selection, one undo brings it back`() {
        for key in [KeyChord.character("X"), KeyChord(.backspace), KeyChord(.delete), .ctrl("k")] {
            var text = buffer("one two three", at: 4)
            _ = text.apply(KeyChord(.right, [.shift, .alt]))
            _ = text.apply(key)
            #expect(text.text == (key.text == nil ? "one  three" : "one X three"), "\(key.label)")
            #expect(text.selection == nil)
            text.undo()
            #expect(text.text == "one two three")
        }
        var text = buffer("a\nb\nc")
        text.selectAll()
        text.insert("new\ntext")
        #expect(text.text == "new\ntext")
    }

    @Test func `cut and copy hand the selection to yank`() {
        var text = buffer("one two three")
        _ = text.apply(KeyChord(.right, [.shift, .control]))
        let copied = text.copy()
        #expect(copied == "one")
        #expect(text.text == "one two three" && text.selectedText == "one")
        let isTaken = text.apply(.alt("x"))
        #expect(isTaken && text.text == " two three")
        _ = text.apply(KeyChord(.end))
        _ = text.apply(.ctrl("y"))
        #expect(text.text == " two threeone")
        let nothing = text.cut()
        #expect(nothing == nil)
        text.selectAll()
        text.yank()
        #expect(text.text == "one")
    }

    @Test func `words and lines under a pointer`() {
        var text = buffer("say héllo_1 — 日本 now\nsecond")
        text.selectWord(at: TextPosition(line: 0, offset: 6))
        #expect(text.selectedText == "héllo_1")
        text.selectWord(at: TextPosition(line: 0, offset: 3))
        #expect(text.selectedText == " ")
        text.selectLine(0)
        #expect(text.selectedText == "say héllo_1 — 日本 now\n")
        text.selectLine(7)
        #expect(text.selectedText == "second")
        text.selectWord(at: TextPosition(line: 1, offset: 6))
        #expect(text.selectedText == "second")
        var empty = TextBuffer()
        empty.selectWord(at: .start)
        #expect(empty.selection == nil)
    }

    @Test func `finding goes on, back, and round the ends`() throws {
        let text = buffer("Sea and sea\nthe SEA ends")
        var places: [TextPosition] = []
        var at = TextPosition.start
        for _ in 0..<4 {
            let found = try #require(text.find("sea", from: at))
            places.append(found.lowerBound)
            at = found.upperBound
        }
        #expect(places.map(\.line) == [0, 0, 1, 0] && places.map(\.offset) == [0, 8, 4, 0])
        let back = try #require(text.find("sea", from: TextPosition(line: 0, offset: 8), isForward: false))
        #expect(back.lowerBound == .start)
        let round = try #require(text.find("sea", from: .start, isForward: false))
        #expect(round.lowerBound == TextPosition(line: 1, offset: 4))
        #expect(text.find("nothing", from: .start) == nil && text.find("", from: .start) == nil)
        let wide = TextBuffer("日本 É 👩‍👩‍👧‍👦x")
        #expect(try #require(wide.find("é", from: .start)).lowerBound.offset == 7)
    }

    @Test func `random selections equal the naive model`() {
        for seed in UInt64(1)...150 {
            var random = SeededRandom(seed: seed)
            var buffer = TextBuffer(
                TextSanitizer.clean(AwkwardText.random(12, from: AwkwardText.hostile, using: &random)))
            for _ in 0..<40 {
                let before = buffer
                let motions: [TextMotion] = [.left, .right, .up, .down, .wordLeft, .wordRight, .lineStart, .bufferEnd]
                let motion = motions[Int.random(in: 0..<motions.count, using: &random)]
                buffer.move(motion, wrapWidth: 5, selecting: Bool.random(using: &random))
                let whole = Array(buffer.text.utf8)
                let range = buffer.selection.map { offset($0.lowerBound, buffer)..<offset($0.upperBound, buffer) }
                #expect(buffer.text == before.text)
                #expect(buffer.selectedText.map { Array($0.utf8) } == range.map { Array(whole[$0]) }, "seed \(seed)")
                guard let range else { continue }
                switch Int.random(in: 0..<4, using: &random) {
                case 0:
                    buffer.insert("xy")
                    #expect(
                        Array(buffer.text.utf8) == Array(whole[..<range.lowerBound]) + Array("xy".utf8)
                            + whole[range.upperBound...])
                    buffer.undo()
                    #expect(Array(buffer.text.utf8) == whole)
                case 1:
                    let cut = buffer.cut()
                    #expect(cut.map { Array($0.utf8) } == Array(whole[range]))
                    #expect(Array(buffer.text.utf8) == Array(whole[..<range.lowerBound]) + whole[range.upperBound...])
                default: break
                }
                #expect(buffer.byteCount == buffer.text.utf8.count)
            }
        }
    }

    private func offset(_ position: TextPosition, _ buffer: TextBuffer) -> Int {
        buffer.lines[..<position.line].reduce(position.offset) { $0 + $1.utf8.count + 1 }
    }
}
