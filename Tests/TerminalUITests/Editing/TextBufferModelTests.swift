import TerminalUI
import Testing

/// The buffer against the simplest thing that could be right: one string and an offset into it.
@Suite struct TextBufferModelTests {
    private struct Model {
        var text = ""
        var offset = 0

        private func index(_ offset: Int) -> String.Index { text.utf8.index(text.startIndex, offsetBy: offset) }

        mutating func insert(_ new: String) {
            text.insert(contentsOf: new, at: index(offset))
            offset += new.utf8.count
        }

        mutating func remove(_ count: Int) {
            text.removeSubrange(index(offset)..<index(offset + count))
        }
    }

    private func offset(of buffer: TextBuffer) -> Int {
        buffer.lines[..<buffer.cursor.line].reduce(buffer.cursor.offset) { $0 + $1.utf8.count + 1 }
    }

    private func scalars(_ text: String) -> [Unicode.Scalar] { Array(text.unicodeScalars) }

    @Test func `random edits equal the naive model`() {
        for seed in UInt64(1)...200 {
            var random = SeededRandom(seed: seed)
            var buffer = TextBuffer()
            var model = Model()
            for _ in 0..<60 {
                step(&buffer, &model, using: &random)
                #expect(scalars(buffer.text) == scalars(model.text), "seed \(seed)")
                #expect(buffer.byteCount == model.text.utf8.count, "seed \(seed)")
                #expect(buffer.lines.allSatisfy { !$0.utf8.contains(0x0A) }, "seed \(seed)")
            }
        }
    }

    private func step(_ buffer: inout TextBuffer, _ model: inout Model, using random: inout SeededRandom) {
        model.offset = offset(of: buffer)
        switch Int.random(in: 0..<7, using: &random) {
        case 0, 1, 2:
            let pieces = AwkwardText.pieces + ["\n", "\n", "x"]
            let text = TextSanitizer.clean(AwkwardText.random(2, from: pieces, using: &random))
            buffer.insert(text)
            model.insert(text)
        case 3:
            let end = model.offset
            buffer.deleteBackward()
            let removed = model.text.utf8.count - buffer.byteCount
            model.offset = end - removed
            model.remove(removed)
        case 4:
            buffer.deleteForward()
            model.remove(model.text.utf8.count - buffer.byteCount)
        case 5:
            let motions: [TextMotion] = [
                .left, .right, .up, .down, .wordLeft, .wordRight, .lineStart, .lineEnd, .bufferStart, .bufferEnd,
                .pageUp(3), .pageDown(2),
            ]
            let wrap = Bool.random(using: &random) ? Int.random(in: 1...9, using: &random) : nil
            buffer.move(motions[Int.random(in: 0..<motions.count, using: &random)], wrapWidth: wrap)
        default:
            buffer.killToLineEnd()
            model.remove(model.text.utf8.count - buffer.byteCount)
        }
    }

    @Test func `undoing everything restores the beginning, redoing everything the end`() {
        for seed in UInt64(1)...200 {
            var random = SeededRandom(seed: seed)
            let start = TextSanitizer.clean(AwkwardText.random(6, from: AwkwardText.hostile, using: &random))
            var buffer = TextBuffer(start)
            var model = Model(text: start)
            for _ in 0..<40 { step(&buffer, &model, using: &random) }
            let end = scalars(buffer.text)
            while buffer.undo() {}
            #expect(scalars(buffer.text) == scalars(start), "seed \(seed)")
            while buffer.redo() {}
            #expect(scalars(buffer.text) == end, "seed \(seed)")
        }
    }

    @Test func `whatever the motion, the cursor stands between characters`() {
        for seed in UInt64(1)...200 {
            var random = SeededRandom(seed: seed)
            var buffer = TextBuffer()
            var model = Model()
            for _ in 0..<40 {
                step(&buffer, &model, using: &random)
                let line = buffer.lines[buffer.cursor.line]
                let index = line.utf8.index(line.startIndex, offsetBy: buffer.cursor.offset)
                #expect(index == line.endIndex || line.indices.contains(index), "seed \(seed)")
            }
        }
    }
}
