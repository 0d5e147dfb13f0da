import TerminalUI

extension InputDecoder {
    mutating func acceptInControl(_ byte: UInt8, into events: inout [InputEvent]) -> Bool {
        switch byte {
        case UInt8(ascii: "[") where buffer.isEmpty:
            state = .consoleFunction
            return true
        case UInt8(ascii: "M") where buffer.isEmpty && !overflowed:
            state = .legacyMouse
            return true
        case UInt8(ascii: "$") where KeyTables.isTildeKey(buffer):
            // rxvt ends shifted keys with "$", which elsewhere is no end.
            finishControl(byte, into: &events)
            return true
        case 0x20...0x3f:
            keep(byte)
            return true
        case 0x40...0x7e:
            finishControl(byte, into: &events)
            return true
        default:
            return abandon(as: UInt8(ascii: "["), into: &events)
        }
    }

    private mutating func finishControl(_ byte: UInt8, into events: inout [InputEvent]) {
        let sequence = ControlSequence(parameters: buffer, final: byte)
        if overflowed {
            enterGround()
        } else if sequence.isPasteStart {
            emitBareEscape(into: &events)
            enterGround()
            state = .paste
            paste.begin()
        } else {
            interpret(sequence, into: &events)
            enterGround()
        }
    }

    private mutating func interpret(_ sequence: ControlSequence, into events: inout [InputEvent]) {
        switch (sequence.prefix, sequence.final) {
        case (UInt8(ascii: "<"), UInt8(ascii: "M")), (UInt8(ascii: "<"), UInt8(ascii: "m")):
            emitMouse(sequence, bias: 0, into: &events)
        case (nil, UInt8(ascii: "M")):
            emitMouse(sequence, bias: 32, into: &events)
        case (nil, UInt8(ascii: "I")):
            emit(.focusGained, into: &events)
        case (nil, UInt8(ascii: "O")):
            emit(.focusLost, into: &events)
        case (UInt8(ascii: "?"), UInt8(ascii: "u")):
            hasKittyKeyboard = true
            emitBareEscape(into: &events)
        case (UInt8(ascii: "?"), UInt8(ascii: "c")), (nil, UInt8(ascii: "t")):
            note(TerminalReply(sequence))
            emitBareEscape(into: &events)
        case (nil, _):
            if let chord = sequence.chord {
                emit(chord, into: &events)
            } else {
                emitBareEscape(into: &events)
            }
        default:
            emitBareEscape(into: &events)
        }
    }

    private mutating func emitMouse(_ sequence: ControlSequence, bias: Int, into events: inout [InputEvent]) {
        guard let bits = sequence.number(at: 0), let column = sequence.number(at: 1), let row = sequence.number(at: 2),
            let mouse = MouseReport.event(
                bits: bits - bias, column: column, row: row, isRelease: sequence.final == UInt8(ascii: "m"))
        else {
            emitBareEscape(into: &events)
            return
        }
        emit(.mouse(mouse), into: &events)
    }
}
