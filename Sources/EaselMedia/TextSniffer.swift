import EaselCore

/// Tells kinds of text apart: an SVG is a picture, a page in HTML where a picture should be is an error page.
enum TextSniffer {
    /// Nil when the bytes are not UTF-8 text.
    static func type(of bytes: [UInt8]) -> MediaType? {
        guard !bytes.isEmpty, isText(bytes) else { return nil }
        var text = Substring(String(decoding: bytes, as: UTF8.self))
        if text.hasPrefix("\u{FEFF}") { text.removeFirst() }
        text = skippingProlog(text)
        let start = text.prefix(64).lowercased()
        if isElement("svg", start) { return .svg }
        if start.hasPrefix("<!doctype svg") { return .svg }
        if start.hasPrefix("<!doctype html") || elements.contains(where: { isElement($0, start) }) {
            return "text/html"
        }
        if start.hasPrefix("<") { return "application/xml" }
        if start.hasPrefix("{") || start.hasPrefix("[") { return "application/json" }
        return .plainText
    }

    private static let elements = [
        "html", "head", "body", "title", "script", "div", "p", "h1", "meta", "center", "pre",
    ]

    private static func isElement(_ name: String, _ text: String) -> Bool {
        guard text.hasPrefix("<" + name) else { return false }
        let next = text.dropFirst(name.count + 1).first
        return next.map { $0 == ">" || $0 == "/" || $0 == ":" || $0.isWhitespace } ?? true
    }

    /// The XML declaration, comments and a document type with a name other than `svg` or `html` come before what counts.
    private static func skippingProlog(_ text: Substring) -> Substring {
        var rest = text.drop(while: \.isWhitespace)
        while true {
            let end: String
            if rest.hasPrefix("<?") { end = "?>" } else if rest.hasPrefix("<!--") { end = "-->" } else { return rest }
            guard let range = rest.firstRange(of: end) else { return rest }
            rest = rest[range.upperBound...].drop(while: \.isWhitespace)
        }
    }

    /// UTF-8 without control characters; a character that is cut off at the end does not count against it.
    private static func isText(_ bytes: [UInt8]) -> Bool {
        let controls = bytes.contains {
            $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D && $0 != 0x0C && $0 != 0x1B
        }
        guard !controls else { return false }
        for cut in 0..<min(4, bytes.count) where String(validating: bytes.dropLast(cut), as: UTF8.self) != nil {
            return true
        }
        return false
    }
}
