import TerminalUI

/// Which number or letter of a sequence is which key.
enum KeyTables {
    /// Modifiers from the number in a sequence (1 is none); nil when super or hyper is held, which no binding knows.
    static func modifiers(_ number: Int) -> KeyModifiers? {
        let bits = max(0, number - 1)
        guard bits & 0b1_1000 == 0 else { return nil }
        var held: KeyModifiers = []
        if bits & 1 != 0 { held.insert(.shift) }
        if bits & 2 != 0 || bits & 32 != 0 { held.insert(.alt) }
        if bits & 4 != 0 { held.insert(.control) }
        return held
    }

    static func arrow(_ letter: UInt8) -> Key? {
        switch letter {
        case UInt8(ascii: "A"): .up
        case UInt8(ascii: "B"): .down
        case UInt8(ascii: "C"): .right
        case UInt8(ascii: "D"): .left
        default: nil
        }
    }

    /// The last letter of `CSI 1 ; m X`.
    static func letter(_ letter: UInt8) -> Key? {
        switch letter {
        case UInt8(ascii: "H"): .home
        case UInt8(ascii: "F"): .end
        case UInt8(ascii: "P")...UInt8(ascii: "S"): .function(Int(letter - UInt8(ascii: "P")) + 1)
        default: arrow(letter)
        }
    }

    /// The letter after `ESC O`: cursor keys in application mode, F1 to F4, the keypad, and rxvt's Ctrl with arrows.
    static func singleShift(_ letter: UInt8, modifiers: KeyModifiers?) -> KeyChord? {
        guard let modifiers else { return nil }
        switch letter {
        case UInt8(ascii: "M"): return KeyChord(.enter, modifiers)
        case UInt8(ascii: "I"): return KeyChord(.tab, modifiers)
        case UInt8(ascii: "X"): return KeyChord(.character("="), modifiers)
        case UInt8(ascii: "a")...UInt8(ascii: "d"): return arrow(letter - 0x20).map { KeyChord($0, .control) }
        case UInt8(ascii: "j")...UInt8(ascii: "y"):
            return KeyChord(.character(Character(Unicode.Scalar(letter - 0x40))), modifiers)
        default: return KeyTables.letter(letter).map { KeyChord($0, modifiers) }
        }
    }

    /// Whether `parameters` is the bare number of a key that ends in `~`.
    static func isTildeKey(_ parameters: [UInt8]) -> Bool {
        guard (1...2).contains(parameters.count) else { return false }
        return ControlSequence(parameters: parameters, final: 0x7e).number(at: 0).flatMap(tilde) != nil
    }

    /// The number of `CSI n ~`.
    static func tilde(_ number: Int) -> Key? {
        switch number {
        case 1, 7: .home
        case 2: .insert
        case 3: .delete
        case 4, 8: .end
        case 5: .pageUp
        case 6: .pageDown
        case 11...15: .function(number - 10)
        case 17...21: .function(number - 11)
        case 23...26: .function(number - 12)
        case 28, 29: .function(number - 13)
        case 31...34: .function(number - 14)
        default: nil
        }
    }

    /// A key by its Unicode value, or by kitty's number in the private use area.
    static func unicode(_ code: Int) -> Key? {
        switch code {
        case 9: return .tab
        case 13, 57414: return .enter
        case 27: return .escape
        case 8, 127: return .backspace
        case 57376...57387: return .function(code - 57376 + 13)
        case 57399...57408: return .character(Character(Unicode.Scalar(UInt8(code - 57399 + 0x30))))
        case 57409...57416: return keypad[code - 57409]
        case 57417...57426: return keypadNavigation[code - 57417]
        case 0xe000...0xf8ff, ..<32, 0x80...0x9f: return nil
        default: return UInt32(exactly: code).flatMap(Unicode.Scalar.init).map { .character(Character($0)) }
        }
    }

    private static let keypad: [Key] = [
        .character("."), .character("/"), .character("*"), .character("-"), .character("+"), .enter, .character("="),
        .character(","),
    ]
    private static let keypadNavigation: [Key] = [
        .left, .right, .up, .down, .pageUp, .pageDown, .home, .end, .insert, .delete,
    ]
}
