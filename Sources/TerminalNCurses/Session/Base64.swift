/// Base 64 with padding (RFC 4648, section 4), for what goes to the terminal; Foundation is not needed for anything else.
enum Base64 {
    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func encode(_ text: String) -> String { encode(Array(text.utf8)) }

    static func encode(_ bytes: [UInt8]) -> String {
        let count = (bytes.count + 2) / 3 * 4
        return String(unsafeUninitializedCapacity: count) { output in
            var index = 0
            for start in stride(from: 0, to: bytes.count, by: 3) {
                let left = bytes.count - start
                var bits = UInt32(bytes[start]) << 16
                if left > 1 { bits |= UInt32(bytes[start + 1]) << 8 }
                if left > 2 { bits |= UInt32(bytes[start + 2]) }
                for place in 0..<4 {
                    output[index] =
                        place <= left ? digits[Int(bits >> UInt32(18 - 6 * place) & 0x3f)] : UInt8(ascii: "=")
                    index += 1
                }
            }
            return index
        }
    }
}
