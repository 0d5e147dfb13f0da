import TerminalUI
import Testing

@Suite struct TextBufferTests {
    /// A buffer with the cursor where the text has a bar.
    private func buffer(_ marked: String) -> TextBuffer {
        let parts = marked.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        var buffer = TextBuffer(parts.joined())
        let before = parts[0].split(separator: "\n", omittingEmptySubsequences: false)
        buffer.place(at: TextPosition(line: before.count - 1, offset: before.last?.utf8.count ?? 0))
        return buffer
    }

    private func marked(_ buffer: TextBuffer) -> String {
        var lines = buffer.lines
        let line = lines[buffer.cursor.line]
        let index = line.utf8.index(line.startIndex, offsetBy: buffer.cursor.offset)
        lines[buffer.cursor.line] = line[..<index] + "|" + line[index...]
        return lines.joined(separator: "\n")
    }

    @Test(arguments: [
        ("a|b", "left", "|ab"), ("|ab", "left", "|ab"), ("a\n|b", "left", "a|\nb"), ("a|\nb", "right", "a\n|b"),
        ("👩‍👩‍👧‍👦|x", "left", "|👩‍👩‍👧‍👦x"), ("|e\u{301}x", "right", "e\u{301}|x"),
        ("one two|", "ctrl-left", "one |two"), ("one |two", "ctrl-left", "|one two"), ("|one two", "alt-f", "one| two"),
        ("one|\ntwo", "ctrl-right", "one\n|two"), ("one\n|two", "alt-b", "one|\ntwo"),
        ("日本|語 x", "ctrl-right", "日本語| x"),
        ("ab|c", "home", "|abc"), ("a|bc", "ctrl-e", "abc|"), ("a\nb|", "ctrl-home", "|a\nb"),
        ("|a\nb", "ctrl-end", "a\nb|"),
        ("abc\nd\nef|g", "up", "abc\nd|\nefg"), ("|abc\nd", "up", "|abc\nd"), ("a|bc", "down", "abc|"),
        ("a|b", "backspace", "|b"), ("a\n|b", "backspace", "a|b"), ("|a", "backspace", "|a"),
        ("👍🏽|", "backspace", "|"), ("a|\nb", "delete", "a|b"), ("a|bc", "delete", "a|c"), ("a|", "ctrl-d", "a|"),
        ("a|b", "x", "ax|b"), ("a|b", "space", "a |b"), ("a|b", "enter", "a\n|b"), ("a|b", "alt-enter", "a\n|b"),
        ("a|bc\nd", "ctrl-k", "a|\nd"), ("a|\nd", "ctrl-k", "a|d"), ("ab|c", "ctrl-u", "|c"),
        ("one two| x", "ctrl-w", "one | x"), ("one |two x", "alt-d", "one | x"),
    ])
    func `a key edits or moves`(before: String, key: String, after: String) throws {
        var buffer = buffer(before)
        let isHandled = buffer.apply(try #require(KeyChord(key)))
        #expect(isHandled)
        #expect(marked(buffer) == after)
    }

    @Test(arguments: ["ctrl-x", "F1", "escape", "tab", "ctrl-p", "alt-up"])
    func `other keys are left to the screen`(key: String) throws {
        var buffer = buffer("a|b")
        let before = buffer
        let isHandled = buffer.apply(try #require(KeyChord(key)))
        #expect(!isHandled)
        #expect(buffer == before)
    }

    @Test func `up and down keep the column over shorter and wider lines`() {
        var buffer = buffer("abcdef|\nx\n日本語日本語")
        buffer.move(.down)
        #expect(marked(buffer) == "abcdef\nx|\n日本語日本語")
        buffer.move(.down)
        #expect(marked(buffer) == "abcdef\nx\n日本語|日本語")
        buffer.move(.up)
        buffer.move(.up)
        #expect(marked(buffer) == "abcdef|\nx\n日本語日本語")
    }

    @Test func `up and down go by the rows of the screen where lines are wrapped`() {
        var buffer = buffer("aaaa bbbb cc|cc")
        buffer.move(.up, wrapWidth: 5)
        #expect(marked(buffer) == "aaaa bb|bb cccc")
        buffer.move(.pageUp(5), wrapWidth: 5)
        #expect(marked(buffer) == "aa|aa bbbb cccc")
        buffer.move(.up, wrapWidth: 5)
        #expect(marked(buffer) == "|aaaa bbbb cccc")
    }

    @Test func `kills in a row are yanked as one`() {
        var buffer = buffer("one two three|")
        buffer.killWordBackward()
        buffer.killWordBackward()
        #expect(buffer.text == "one ")
        buffer.yank()
        #expect(buffer.text == "one two three")
        buffer.move(.bufferStart)
        buffer.killWordForward()
        buffer.move(.bufferEnd)
        buffer.yank()
        #expect(marked(buffer) == " two threeone|")
    }

    @Test func `undo goes back word by word while typing`() {
        var buffer = TextBuffer()
        for character in "one two" { buffer.insert(String(character)) }
        buffer.undo()
        #expect(marked(buffer) == "one |")
        buffer.undo()
        #expect(marked(buffer) == "|")
        let undidMore = buffer.undo()
        #expect(!undidMore)
        buffer.redo()
        buffer.redo()
        #expect(marked(buffer) == "one two|")
        let redidMore = buffer.redo()
        #expect(!redidMore)
    }

    @Test func `moving ends an undo group, an edit ends redo`() {
        var buffer = TextBuffer()
        buffer.insert("a")
        buffer.move(.left)
        buffer.insert("b")
        buffer.undo()
        #expect(marked(buffer) == "|a")
        buffer.insert("c")
        let redid = buffer.redo()
        #expect(!redid)
        #expect(buffer.text == "ca")
    }

    @Test func `a paste is one step, cleaned`() {
        var buffer = buffer("<|>")
        buffer.insert("one\r\ntwo\u{1B}[31m\tthree\u{07}")
        #expect(marked(buffer) == "<one\ntwo\tthree\u{FFFD}|>")
        #expect(buffer.byteCount == buffer.text.utf8.count)
        buffer.undo()
        #expect(marked(buffer) == "<|>")
    }

    @Test func `a buffer of one line keeps no line break`() throws {
        var buffer = TextBuffer("a\nb", isMultiline: false)
        buffer.insert("\r\nc\u{2028}d")
        #expect(buffer.text == "a b c d")
        let handled = [KeyChord(.enter), KeyChord(.up)].map { buffer.apply($0) }
        #expect(handled == [false, false])
    }

    @Test func `a mark typed behind a letter joins it`() {
        var buffer = TextBuffer("e")
        buffer.insert("\u{301}")
        #expect(buffer.cursorColumn == 1)
        buffer.deleteBackward()
        #expect(buffer.isEmpty)
    }

    @Test func `the cursor never stands inside a character`() {
        var buffer = TextBuffer("ax\u{301}")
        buffer.place(at: TextPosition(line: 0, offset: 2))
        #expect(buffer.cursor.offset == 4)
        buffer.place(at: TextPosition(line: 7, offset: -3))
        #expect(buffer.cursor == .start)
    }

    @Test func `megabytes of paste and the keys behind them are linear`() {
        var buffer = TextBuffer()
        let paste = String(repeating: String(repeating: "0123456789", count: 8) + "\n", count: 50_000)
        buffer.insert(paste)
        for _ in 0..<200 {
            buffer.insert("x")
            buffer.move(.up)
            buffer.deleteBackward()
        }
        #expect(buffer.byteCount == paste.utf8.count)
        buffer.reset()
        buffer.insert(String(repeating: "y", count: 2_000_000))
        buffer.insert("z")
        buffer.deleteBackward()
        #expect(buffer.byteCount == 2_000_000)
    }
}
