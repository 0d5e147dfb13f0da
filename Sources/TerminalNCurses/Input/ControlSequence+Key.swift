import TerminalUI

extension ControlSequence {
    /// The key this sequence reports: cursor and function keys as xterm, rxvt and VT220 send them, kitty's `u`, and
    /// xterm's modifyOtherKeys. Nil for replies, key releases and whatever else.
    ///
    /// Sources: XTerm Control Sequences ("PC-Style Function Keys"), rxvt(7), the kitty keyboard protocol.
    var chord: KeyChord? {
        let isRxvtShift = final == UInt8(ascii: "$")
        guard prefix == nil, intermediates.isEmpty || isRxvtShift else { return nil }
        switch final {
        case UInt8(ascii: "~"): return number(at: 0) == 27 && count == 3 ? otherKey : tildeKey(extra: [])
        case UInt8(ascii: "^"): return tildeKey(extra: .control)
        case UInt8(ascii: "$"): return tildeKey(extra: .shift)
        case UInt8(ascii: "@"): return tildeKey(extra: [.control, .shift])
        case UInt8(ascii: "u"): return unicodeKey
        case UInt8(ascii: "Z"): return KeyChord(.backTab, reportedModifiers ?? [])
        case UInt8(ascii: "a")...UInt8(ascii: "d"):
            return KeyTables.arrow(final - 0x20).map { KeyChord($0, .shift) }
        default: return letterKey
        }
    }

    /// The second field's modifiers; nil when the event is a release, or super or hyper is held.
    private var reportedModifiers: KeyModifiers? {
        guard number(at: 1, part: 1) != 3 else { return nil }
        return KeyTables.modifiers(number(at: 1) ?? 1)
    }

    private var letterKey: KeyChord? {
        // A cursor position report looks like F3 with modifiers, except for its first number.
        guard let key = KeyTables.letter(final), (number(at: 0) ?? 1) == 1, let held = reportedModifiers else {
            return nil
        }
        return KeyChord(key, held)
    }

    private func tildeKey(extra: KeyModifiers) -> KeyChord? {
        guard let code = number(at: 0), let key = KeyTables.tilde(code), let held = reportedModifiers else {
            return nil
        }
        return KeyChord(key, held.union(extra))
    }

    private var otherKey: KeyChord? {
        guard let code = number(at: 2), let key = KeyTables.unicode(code), let held = reportedModifiers else {
            return nil
        }
        return KeyChord(key, held)
    }

    private var unicodeKey: KeyChord? {
        guard let code = number(at: 0), let held = reportedModifiers else { return nil }
        if held.contains(.shift), let shifted = number(at: 0, part: 1), let key = KeyTables.unicode(shifted) {
            return KeyChord(key, held)
        }
        return KeyTables.unicode(code).map { KeyChord($0, held) }
    }
}
