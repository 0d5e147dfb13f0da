import TerminalUI

/// The numbers of a mouse report, as all of xterm's encodings share them (XTerm Control Sequences, "Mouse Tracking").
enum MouseReport {
    /// The event for button `bits` at a column and row counted from 1; nil for buttons and motions that are not used.
    static func event(bits: Int, column: Int, row: Int, isRelease: Bool) -> MouseEvent? {
        guard bits >= 0, bits & 128 == 0, column > 0, row > 0, let kind = kind(bits: bits, isRelease: isRelease) else {
            return nil
        }
        var held: KeyModifiers = []
        if bits & 4 != 0 { held.insert(.shift) }
        if bits & 8 != 0 { held.insert(.alt) }
        if bits & 16 != 0 { held.insert(.control) }
        return MouseEvent(kind, at: Point(x: column - 1, y: row - 1), modifiers: held)
    }

    private static func kind(bits: Int, isRelease: Bool) -> MouseEvent.Kind? {
        let button = bits & 3
        if bits & 64 != 0 {
            return isRelease ? nil : button == 0 ? .wheelUp : button == 1 ? .wheelDown : nil
        }
        if isRelease { return .release }
        if bits & 32 != 0 { return button == 3 ? nil : .drag }
        switch button {
        case 0: return .press(.left)
        case 1: return .press(.middle)
        case 2: return .press(.right)
        default: return .release
        }
    }
}
