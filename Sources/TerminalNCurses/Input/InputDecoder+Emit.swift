import TerminalUI

extension InputDecoder {
    /// The chord of a byte below 0x80 on its own.
    func asciiChord(_ byte: UInt8) -> KeyChord {
        switch byte {
        case eraseByte, 0x7f: KeyChord(.backspace)
        case 0x00: .ctrl(" ")
        case 0x09: KeyChord(.tab)
        case 0x0d: KeyChord(.enter)
        case 0x1b: KeyChord(.escape)
        case 0x01...0x1a: .ctrl(Character(Unicode.Scalar(byte + 0x60)))
        case 0x1c...0x1f: .ctrl(Character(Unicode.Scalar(byte + 0x40)))
        default: .character(Character(Unicode.Scalar(byte)))
        }
    }

    /// A byte after one or two escapes: Alt and the key, and before it Escape when there were two.
    mutating func emitPrefixed(_ byte: UInt8, into events: inout [InputEvent]) {
        if escapes == 2 { events.append(.key(KeyChord(.escape))) }
        events.append(.key(asciiChord(byte).adding(.alt)))
    }

    mutating func emitCharacter(_ scalar: Unicode.Scalar, into events: inout [InputEvent]) {
        if escapes == 2 { events.append(.key(KeyChord(.escape))) }
        // U+0080 to U+009F are controls that no key sends.
        if (0x80...0x9f).contains(scalar.value) { return }
        let chord = KeyChord.character(Character(scalar))
        events.append(.key(escapes > 0 ? chord.adding(.alt) : chord))
    }

    /// A key from a sequence; a second escape before it is Alt, as rxvt sends it.
    mutating func emit(_ chord: KeyChord?, into events: inout [InputEvent]) {
        guard let chord else {
            emitBareEscape(into: &events)
            return
        }
        events.append(.key(escapes == 2 ? chord.adding(.alt) : chord))
    }

    /// An event that is no key; a second escape before it was the Escape key.
    mutating func emit(_ event: InputEvent, into events: inout [InputEvent]) {
        emitBareEscape(into: &events)
        events.append(event)
    }

    mutating func emitBareEscape(into events: inout [InputEvent]) {
        if escapes == 2 { events.append(.key(KeyChord(.escape))) }
    }
}

extension KeyChord {
    func adding(_ more: KeyModifiers) -> KeyChord { KeyChord(key, modifiers.union(more)) }
}
