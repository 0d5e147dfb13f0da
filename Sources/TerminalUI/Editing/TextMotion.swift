/// A way for the cursor to move.
public enum TextMotion: Hashable, Sendable {
    /// One character.
    case left, right
    /// One row of the screen, keeping the column where possible.
    case up, down
    /// This many rows of the screen.
    case pageUp(Int), pageDown(Int)
    /// To the beginning of this or the previous word, to the end of this or the next one.
    case wordLeft, wordRight
    case lineStart, lineEnd
    case bufferStart, bufferEnd
}
