/// Decodes percent-encoded bytes that come in pieces; a `%` without two hexadecimal digits is refused.
struct PercentStream {
    private var digits: [UInt8] = []
    private var isInEscape = false

    mutating func decode(_ piece: some Sequence<UInt8>, into output: inout [UInt8]) -> Bool {
        for byte in piece {
            if isInEscape {
                guard let digit = Self.hexadecimal(byte) else { return false }
                digits.append(digit)
                if digits.count == 2 {
                    output.append(digits[0] << 4 | digits[1])
                    digits.removeAll(keepingCapacity: true)
                    isInEscape = false
                }
            } else if byte == UInt8(ascii: "%") {
                isInEscape = true
            } else {
                output.append(byte)
            }
        }
        return true
    }

    /// False when the text ended inside an escape.
    func finish() -> Bool { !isInEscape }

    private static func hexadecimal(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
