/// Finds values that are secrets by their name, in bytes of any kind: `…?Signature=…&` in an address, and
/// `"access_token": "…"` in JSON. What is no text comes back as it was.
enum SecretScan {
    static func redact(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var start = 0
        var index = 0
        while index < bytes.count {
            let value: Range<Int>? =
                switch bytes[index] {
                case UInt8(ascii: "="): parameter(at: index, in: bytes)
                case UInt8(ascii: ":"): member(at: index, in: bytes)
                default: nil
                }
            if let value, !value.isEmpty {
                result += bytes[start..<value.lowerBound]
                result += Array(RecordingRedactor.mark.utf8)
                start = value.upperBound
                index = value.upperBound
            } else {
                index += 1
            }
        }
        return start == 0 ? bytes : result + bytes[start...]
    }

    /// The value of a query parameter that ends in `=` here, if its name says that it is a secret.
    private static func parameter(at mark: Int, in bytes: [UInt8]) -> Range<Int>? {
        var begin = mark
        while begin > 0, mark - begin < longestName, isName(bytes[begin - 1]) { begin -= 1 }
        guard begin > 0 else { return nil }
        var name = String(decoding: bytes[begin..<mark], as: UTF8.self).lowercased()
        switch bytes[begin - 1] {
        case UInt8(ascii: "?"), UInt8(ascii: "&"), UInt8(ascii: ";"): break
        // `&` as JSON may spell it.
        case UInt8(ascii: "\\") where name.hasPrefix("u0026"): name.removeFirst(5)
        default: return nil
        }
        guard parameters.contains(name) else { return nil }
        var end = mark + 1
        while end < bytes.count, !endsParameter(bytes[end]) { end += 1 }
        return mark + 1..<end
    }

    /// The text of a member of a JSON object whose name ends before this colon, if it says that the text is a secret. Quotes
    /// may be escaped: JSON inside JSON.
    private static func member(at colon: Int, in bytes: [UInt8]) -> Range<Int>? {
        var close = colon - 1
        while close >= 0, isSpace(bytes[close]) { close -= 1 }
        guard close > 0, bytes[close] == quote else { return nil }
        var nameEnd = close
        if bytes[nameEnd - 1] == backslash { nameEnd -= 1 }
        var begin = nameEnd
        while begin > 0, nameEnd - begin < longestName, isName(bytes[begin - 1]) { begin -= 1 }
        guard begin > 0, bytes[begin - 1] == quote else { return nil }
        let name = String(decoding: bytes[begin..<nameEnd], as: UTF8.self).lowercased()
        var open = colon + 1
        while open < bytes.count, isSpace(bytes[open]) { open += 1 }
        let isEscaped = open < bytes.count && bytes[open] == backslash
        if isEscaped { open += 1 }
        guard open < bytes.count, bytes[open] == quote, members.contains(name) || name == "token" else { return nil }
        var end = open + 1
        while end < bytes.count, bytes[end] != quote { end += bytes[end] == backslash && !isEscaped ? 2 : 1 }
        end = min(end, bytes.count)
        if isEscaped, end > open + 1, bytes[end - 1] == backslash { end -= 1 }
        let value = open + 1..<end
        // A token of a language model is a word, one that opens doors is long and has no spaces.
        if name == "token", value.count < 16 || bytes[value].contains(where: isSpace) { return nil }
        return value
    }

    private static let longestName = 40
    private static let quote = UInt8(ascii: "\"")
    private static let backslash = UInt8(ascii: "\\")

    private static func isName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private static func endsParameter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "#"), quote, backslash, UInt8(ascii: "'"), UInt8(ascii: "<"),
            UInt8(ascii: ">"), UInt8(ascii: ")"), UInt8(ascii: ","), 0x00...0x20, 0x7F...:
            true
        default: false
        }
    }

    /// Signed addresses of S3, Google, Azure and CloudFront, sessions of uploads, and keys in addresses.
    private static let parameters: Set<String> = [
        "signature", "sig", "x-amz-signature", "x-amz-credential", "x-amz-security-token", "x-goog-signature",
        "x-goog-credential", "x-goog-security-token", "googleaccessid", "awsaccesskeyid", "key-pair-id", "policy",
        "upload_id", "key", "api_key", "apikey", "access_token", "id_token", "refresh_token", "token", "auth",
        "authorization", "password", "secret", "hmac",
    ]

    private static let members: Set<String> = [
        "access_token", "id_token", "refresh_token", "session_token", "security_token", "api_key", "apikey",
        "client_secret", "private_key", "password", "secret", "authorization", "signature",
    ]
}
