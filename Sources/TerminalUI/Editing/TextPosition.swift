/// A place between two characters of a `TextBuffer`.
public struct TextPosition: Hashable, Comparable, Sendable {
    /// Index of the line, from 0.
    public var line: Int
    /// UTF-8 bytes from the start of the line; always between two characters.
    public var offset: Int

    /// The beginning of a buffer.
    public static let start = TextPosition(line: 0, offset: 0)

    /// A place in line `line`, `offset` UTF-8 bytes from its start.
    public init(line: Int, offset: Int) {
        self.line = line
        self.offset = offset
    }

    /// Order in the text.
    public static func < (lhs: TextPosition, rhs: TextPosition) -> Bool {
        (lhs.line, lhs.offset) < (rhs.line, rhs.offset)
    }

    /// The place behind `text` when it is inserted here.
    func advanced(over text: String) -> TextPosition {
        var lines = 0
        var tail = 0
        for byte in text.utf8 {
            if byte == 0x0A {
                lines += 1
                tail = 0
            } else {
                tail += 1
            }
        }
        return TextPosition(line: line + lines, offset: lines == 0 ? offset + tail : tail)
    }
}
