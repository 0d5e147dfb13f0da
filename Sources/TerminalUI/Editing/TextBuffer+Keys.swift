extension TextBuffer {
    /// Does what `chord` means in an editor; false, without any change, when it means nothing here.
    ///
    /// The usual keys and the shell's: Ctrl-A/E line start and end, Ctrl-B/F left and right, Alt-B/F words, Ctrl-H/D
    /// delete, Ctrl-K/U/W and Alt-D kill, Ctrl-Y yank, Ctrl-Z or Ctrl-_ undo, Alt-Z redo. Shift with a motion selects, Alt-A
    /// selects everything, Alt-W copies and Alt-X cuts the selection for Ctrl-Y. Enter breaks the line only in
    /// a multi-line buffer. A screen that wants one of these for itself asks its own key map first.
    public mutating func apply(_ chord: KeyChord, wrapWidth: Int? = nil, pageRows: Int = 10) -> Bool {
        if let character = chord.text {
            insert(String(character))
            return true
        }
        if chord.key == .enter, chord.modifiers.isEmpty || chord.modifiers == .alt {
            if isMultiline { insertLineBreak() }
            return isMultiline
        }
        let selecting = chord.modifiers.contains(.shift)
        let plain = KeyChord(chord.key, chord.modifiers.subtracting(.shift))
        if let motion = TextBuffer.motions[plain] {
            move(motion, wrapWidth: wrapWidth, selecting: selecting)
            return true
        }
        switch plain {
        case KeyChord(.up) where isMultiline: move(.up, wrapWidth: wrapWidth, selecting: selecting)
        case KeyChord(.down) where isMultiline: move(.down, wrapWidth: wrapWidth, selecting: selecting)
        case KeyChord(.pageUp) where isMultiline: move(.pageUp(pageRows), wrapWidth: wrapWidth, selecting: selecting)
        case KeyChord(.pageDown) where isMultiline:
            move(.pageDown(pageRows), wrapWidth: wrapWidth, selecting: selecting)
        default: return applyEdit(chord)
        }
        return true
    }

    private mutating func applyEdit(_ chord: KeyChord) -> Bool {
        switch chord {
        case KeyChord(.backspace), .ctrl("h"): deleteBackward()
        case KeyChord(.delete), .ctrl("d"): deleteForward()
        case .ctrl("k"): killToLineEnd()
        case .ctrl("u"): killToLineStart()
        case .ctrl("w"), .alt(.backspace), .ctrl(.backspace): killWordBackward()
        case .alt("d"), .ctrl(.delete): killWordForward()
        case .ctrl("y"): yank()
        case .ctrl("z"), .ctrl("_"): undo()
        case .alt("z"): redo()
        case .alt("a"): selectAll()
        case .alt("w"): copy()
        case .alt("x"): cut()
        default: return false
        }
        return true
    }

    private static let motions: [KeyChord: TextMotion] = [
        KeyChord(.left): .left, .ctrl("b"): .left,
        KeyChord(.right): .right, .ctrl("f"): .right,
        .ctrl(.left): .wordLeft, .alt(.left): .wordLeft, .alt("b"): .wordLeft,
        .ctrl(.right): .wordRight, .alt(.right): .wordRight, .alt("f"): .wordRight,
        KeyChord(.home): .lineStart, .ctrl("a"): .lineStart,
        KeyChord(.end): .lineEnd, .ctrl("e"): .lineEnd,
        .ctrl(.home): .bufferStart, .alt("<"): .bufferStart,
        .ctrl(.end): .bufferEnd, .alt(">"): .bufferEnd,
    ]
}
