import TerminalUI

extension InputDecoder {
    /// Takes one byte; false means that it ended something and must be offered again.
    mutating func accept(_ byte: UInt8, into events: inout [InputEvent]) -> Bool {
        switch state {
        case .ground: return acceptInGround(byte, into: &events)
        case .escape: return acceptAfterEscape(byte, into: &events)
        case .control: return acceptInControl(byte, into: &events)
        case .singleShift: return acceptInSingleShift(byte, into: &events)
        case .legacyMouse: return acceptInLegacyMouse(byte, into: &events)
        case .consoleFunction: return acceptConsoleFunction(byte, into: &events)
        case .character: return acceptInCharacter(byte, into: &events)
        case .reply(let introducer, let length, let sawEscape):
            return acceptInReply(byte, introducer: introducer, length: length, sawEscape: sawEscape, into: &events)
        case .paste: return true
        }
    }

    private mutating func acceptInGround(_ byte: UInt8, into events: inout [InputEvent]) -> Bool {
        if byte == 0x1b {
            state = .escape
            escapes = 1
            return true
        }
        if byte < 0x80 {
            events.append(.key(asciiChord(byte)))
            return true
        }
        return beginCharacter(byte, into: &events)
    }

    private mutating func acceptAfterEscape(_ byte: UInt8, into events: inout [InputEvent]) -> Bool {
        switch byte {
        case 0x1b:
            if escapes == 2 { events.append(.key(KeyChord(.escape))) }
            escapes = 2
        case UInt8(ascii: "["): state = .control
        case UInt8(ascii: "O"): state = .singleShift
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
            state = .reply(introducer: byte, length: 0, sawEscape: false)
        case 0x80...:
            return beginCharacter(byte, into: &events)
        default:
            emitPrefixed(byte, into: &events)
            enterGround()
        }
        return true
    }

    private mutating func beginCharacter(_ byte: UInt8, into events: inout [InputEvent]) -> Bool {
        if character.begin(byte) {
            state = .character
        } else {
            emitCharacter(.replacement, into: &events)
            enterGround()
        }
        return true
    }

    private mutating func acceptInCharacter(_ byte: UInt8, into events: inout [InputEvent]) -> Bool {
        switch character.add(byte) {
        case .incomplete:
            return true
        case .scalar(let scalar):
            emitCharacter(scalar, into: &events)
            enterGround()
            return true
        case .malformed:
            emitCharacter(.replacement, into: &events)
            enterGround()
            return false
        }
    }

    private mutating func acceptInSingleShift(_ byte: UInt8, into events: inout [InputEvent]) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ";"):
            keep(byte)
            return true
        case 0x20...0x7e:
            let modifier = ControlSequence(parameters: buffer, final: byte).number(at: -1)
            emit(KeyTables.singleShift(byte, modifiers: KeyTables.modifiers(modifier ?? 1)), into: &events)
            enterGround()
            return true
        default:
            return abandon(as: UInt8(ascii: "O"), into: &events)
        }
    }

    private mutating func acceptInLegacyMouse(_ byte: UInt8, into events: inout [InputEvent]) -> Bool {
        buffer.append(byte)
        guard buffer.count == 3 else { return true }
        let values = buffer.map { Int($0) - 32 }
        if values.allSatisfy({ $0 >= 0 }),
            let mouse = MouseReport.event(bits: values[0], column: values[1], row: values[2], isRelease: false)
        {
            emit(.mouse(mouse), into: &events)
        }
        enterGround()
        return true
    }

    private mutating func acceptConsoleFunction(_ byte: UInt8, into events: inout [InputEvent]) -> Bool {
        let first = UInt8(ascii: "A")
        let isKnown = (first...UInt8(ascii: "E")).contains(byte)
        if isKnown { emit(KeyChord(.function(Int(byte - first) + 1)), into: &events) }
        enterGround()
        return isKnown || (0x20...0x7e).contains(byte)
    }

    private mutating func acceptInReply(
        _ byte: UInt8, introducer: UInt8, length: Int, sawEscape: Bool, into events: inout [InputEvent]
    ) -> Bool {
        if sawEscape {
            if byte == UInt8(ascii: "\\") {
                finishReply(introducer)
                return true
            }
            enterGround()
            state = .escape
            escapes = 1
            return false
        }
        switch byte {
        case 0x07:
            finishReply(introducer)
            return true
        case 0x18, 0x1a:
            enterGround()
            return true
        case 0x1b:
            state = .reply(introducer: introducer, length: length, sawEscape: true)
            return true
        case 0x0a, 0x0d:
            if length == 0 { return abandon(as: introducer, into: &events) }
            enterGround()
            return false
        default:
            keep(byte)
            state = .reply(introducer: introducer, length: length + 1, sawEscape: false)
            return true
        }
    }

    private mutating func finishReply(_ introducer: UInt8) {
        if !overflowed { note(TerminalReply(introducer: introducer, body: buffer)) }
        enterGround()
    }

    /// Nobody may have asked: a terminal that does not stop to answer must not fill the memory.
    mutating func note(_ reply: TerminalReply?) {
        if let reply, replies.count < InputDecoder.mostReplies { replies.append(reply) }
    }

    /// Gives up a sequence because `byte` cannot belong to it. Without parameters it was Alt and a key.
    mutating func abandon(as introducer: UInt8, into events: inout [InputEvent]) -> Bool {
        if buffer.isEmpty && !overflowed { emitPrefixed(introducer, into: &events) }
        enterGround()
        return false
    }

    mutating func keep(_ byte: UInt8) {
        if buffer.count < InputDecoder.longestSequence {
            buffer.append(byte)
        } else {
            overflowed = true
        }
    }
}
