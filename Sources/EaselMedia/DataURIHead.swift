import EaselCore

/// What stands before the comma of `data:image/png;base64,…` (RFC 2397).
struct DataURIHead {
    /// Nil when the address names none.
    var declaredType: MediaType?
    var isBase64: Bool
    /// Where the payload begins, counted in UTF-8 bytes.
    var payloadOffset: Int

    /// Nil when the text is no data URI. Only the first 1,000 bytes are looked at.
    init?(_ text: String) {
        let head = text.utf8.prefix(1000)
        guard let comma = head.firstIndex(of: UInt8(ascii: ",")) else { return nil }
        let words = String(decoding: head[..<comma], as: UTF8.self)
        guard words.lowercased().hasPrefix("data:") else { return nil }
        let parts = words.dropFirst(5).split(separator: ";", omittingEmptySubsequences: false)
        let type = parts.first.map { $0.filter { !$0.isWhitespace } } ?? ""
        declaredType = type.isEmpty ? nil : MediaType(rawValue: type)
        isBase64 = parts.dropFirst().last?.filter { !$0.isWhitespace }.lowercased() == "base64"
        payloadOffset = head.distance(from: head.startIndex, to: comma) + 1
    }
}
