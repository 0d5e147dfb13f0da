extension TextBuffer {
    /// Moves the cursor. `wrapWidth` is the width rows are wrapped at on the screen (`TextArea.wrapWidth`); without it,
    /// up and down go by whole lines. `selecting` selects what the cursor passes; without it a selection ends, and left and
    /// right go to its ends.
    public mutating func move(_ motion: TextMotion, wrapWidth: Int? = nil, selecting: Bool = false) {
        history.close()
        if selecting {
            anchor = anchor ?? cursor
        } else if let selection {
            anchor = nil
            if motion == .left || motion == .right {
                endCommand()
                cursor = motion == .left ? selection.lowerBound : selection.upperBound
                return
            }
        } else {
            anchor = nil
        }
        switch motion {
        case .up: moveVertically(by: -1, wrapWidth: wrapWidth)
        case .down: moveVertically(by: 1, wrapWidth: wrapWidth)
        case .pageUp(let rows): moveVertically(by: -max(1, rows), wrapWidth: wrapWidth)
        case .pageDown(let rows): moveVertically(by: max(1, rows), wrapWidth: wrapWidth)
        default:
            endCommand()
            cursor = destination(of: motion)
        }
    }

    /// The place behind the last character.
    public var endPosition: TextPosition {
        TextPosition(line: lines.count - 1, offset: lines[lines.count - 1].utf8.count)
    }

    /// Where a motion within the text leads from the cursor; the cursor itself for motions along the screen.
    func destination(of motion: TextMotion) -> TextPosition {
        switch motion {
        case .left: position(before: cursor)
        case .right: position(after: cursor)
        case .wordLeft: wordStart(before: cursor)
        case .wordRight: wordEnd(after: cursor)
        case .lineStart: TextPosition(line: cursor.line, offset: 0)
        case .lineEnd: TextPosition(line: cursor.line, offset: lines[cursor.line].utf8.count)
        case .bufferStart: .start
        case .bufferEnd: endPosition
        case .up, .down, .pageUp, .pageDown: cursor
        }
    }

    func position(before position: TextPosition) -> TextPosition {
        if position.offset == 0 {
            if position.line == 0 { return position }
            return TextPosition(line: position.line - 1, offset: lines[position.line - 1].utf8.count)
        }
        let line = lines[position.line]
        let index = line.index(before: line.utf8.index(line.startIndex, offsetBy: position.offset))
        return TextPosition(line: position.line, offset: line.utf8.distance(from: line.startIndex, to: index))
    }

    func position(after position: TextPosition) -> TextPosition {
        let line = lines[position.line]
        if position.offset >= line.utf8.count {
            if position.line + 1 >= lines.count { return position }
            return TextPosition(line: position.line + 1, offset: 0)
        }
        let index = line.index(after: line.utf8.index(line.startIndex, offsetBy: position.offset))
        return TextPosition(line: position.line, offset: line.utf8.distance(from: line.startIndex, to: index))
    }

    func characterBefore(_ position: TextPosition) -> Character? {
        guard position.offset > 0 else { return nil }
        let line = lines[position.line]
        return line[line.index(before: line.utf8.index(line.startIndex, offsetBy: position.offset))]
    }

    func characterAfter(_ position: TextPosition) -> Character? {
        let line = lines[position.line]
        guard position.offset < line.utf8.count else { return nil }
        return line[line.utf8.index(line.startIndex, offsetBy: position.offset)]
    }

    /// `position` cut to the text and moved behind the character it would split.
    func aligned(_ position: TextPosition) -> TextPosition {
        let lineNumber = min(max(0, position.line), lines.count - 1)
        let line = lines[lineNumber]
        let offset = min(max(0, position.offset), line.utf8.count)
        if offset == 0 || offset == line.utf8.count { return TextPosition(line: lineNumber, offset: offset) }
        let index = line.utf8.index(line.startIndex, offsetBy: offset)
        if String.Index(index, within: line) != nil { return TextPosition(line: lineNumber, offset: offset) }
        // From inside a character, "after" is the end of that character.
        let end = line.index(after: index)
        return TextPosition(line: lineNumber, offset: line.utf8.distance(from: line.startIndex, to: end))
    }

    func wordStart(before position: TextPosition) -> TextPosition {
        var position = position
        if position.offset == 0 { return self.position(before: position) }
        while let character = characterBefore(position), !character.isWordPart {
            position = self.position(before: position)
        }
        while let character = characterBefore(position), character.isWordPart {
            position = self.position(before: position)
        }
        return position
    }

    func wordEnd(after position: TextPosition) -> TextPosition {
        var position = position
        if position.offset == lines[position.line].utf8.count { return self.position(after: position) }
        while let character = characterAfter(position), !character.isWordPart {
            position = self.position(after: position)
        }
        while let character = characterAfter(position), character.isWordPart {
            position = self.position(after: position)
        }
        return position
    }
}

extension Character {
    var isWordPart: Bool { isLetter || isNumber || self == "_" }
}
