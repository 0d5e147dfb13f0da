import EaselCore

/// Decodes base64 that comes in pieces, in constant memory.
///
/// Takes the standard and the URL alphabet, skips white space, and lets the padding be absent. Anything else is refused.
struct Base64Stream {
    private var accumulator: UInt32 = 0
    private var pending = 0
    private var padding = 0

    /// Appends what the piece decodes to; nil at the first character that does not belong.
    mutating func decode(_ piece: some Sequence<UInt8>, into output: inout [UInt8]) -> Bool {
        for byte in piece {
            let value = Self.table[Int(byte)]
            if value < 64 {
                guard padding == 0 else { return false }
                accumulator = accumulator << 6 | UInt32(value)
                pending += 1
                if pending == 4 { flush(into: &output) }
            } else if value == Self.equals {
                padding += 1
            } else if value != Self.space {
                return false
            }
        }
        return true
    }

    /// Appends the last bytes; false when the text ended in the middle of a group.
    mutating func finish(into output: inout [UInt8]) -> Bool {
        guard padding == 0 || (pending + padding == 4 && padding <= 2) else { return false }
        switch pending {
        case 0: return true
        case 2: output.append(UInt8(truncatingIfNeeded: accumulator >> 4))
        case 3:
            output.append(UInt8(truncatingIfNeeded: accumulator >> 10))
            output.append(UInt8(truncatingIfNeeded: accumulator >> 2))
        default: return false
        }
        return true
    }

    private mutating func flush(into output: inout [UInt8]) {
        output.append(UInt8(truncatingIfNeeded: accumulator >> 16))
        output.append(UInt8(truncatingIfNeeded: accumulator >> 8))
        output.append(UInt8(truncatingIfNeeded: accumulator))
        accumulator = 0
        pending = 0
    }

    private static let equals: UInt8 = 64
    private static let space: UInt8 = 65
    private static let table: [UInt8] = {
        var table = [UInt8](repeating: 255, count: 256)
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        for (value, byte) in alphabet.utf8.enumerated() { table[Int(byte)] = UInt8(value) }
        table[Int(UInt8(ascii: "-"))] = 62
        table[Int(UInt8(ascii: "_"))] = 63
        table[Int(UInt8(ascii: "="))] = equals
        for byte in " \t\r\n".utf8 { table[Int(byte)] = space }
        return table
    }()
}
