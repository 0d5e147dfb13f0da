/// Puts a UTF-8 character together byte by byte, with the limits of the Unicode standard's table 3-7.
struct ScalarAssembler: Sendable {
    enum Step {
        case incomplete
        case scalar(Unicode.Scalar)
        /// The byte cannot continue the character; it was not used.
        case malformed
    }

    private var value: UInt32 = 0
    private var missing = 0
    private var allowed: ClosedRange<UInt8> = 0x80...0xbf

    /// Starts with a byte from 0x80; false when no character starts so.
    mutating func begin(_ byte: UInt8) -> Bool {
        allowed = 0x80...0xbf
        switch byte {
        case 0xc2...0xdf:
            missing = 1
            value = UInt32(byte & 0x1f)
        case 0xe0...0xef:
            missing = 2
            value = UInt32(byte & 0x0f)
            if byte == 0xe0 { allowed = 0xa0...0xbf }
            if byte == 0xed { allowed = 0x80...0x9f }
        case 0xf0...0xf4:
            missing = 3
            value = UInt32(byte & 0x07)
            if byte == 0xf0 { allowed = 0x90...0xbf }
            if byte == 0xf4 { allowed = 0x80...0x8f }
        default:
            return false
        }
        return true
    }

    mutating func add(_ byte: UInt8) -> Step {
        guard allowed.contains(byte) else { return .malformed }
        allowed = 0x80...0xbf
        value = value << 6 | UInt32(byte & 0x3f)
        missing -= 1
        guard missing == 0 else { return .incomplete }
        return Unicode.Scalar(value).map { .scalar($0) } ?? .malformed
    }
}
