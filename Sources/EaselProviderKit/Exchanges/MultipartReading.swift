import EaselCore
import Foundation

/// A form of parts as text: the heads as they are, fields whole, and a word in place of each file.
struct MultipartReading {
    let text: [UInt8]

    /// Nil for what is no such form.
    ///
    /// - Parameter type: the value of `Content-Type`, with its boundary.
    init?(_ bytes: Data, type: String) {
        guard let name = type.firstRange(of: "boundary=") else { return nil }
        let boundary = type[name.upperBound...].prefix { $0 != ";" }.filter { $0 != "\"" }
        guard !boundary.isEmpty else { return nil }
        let line = Data("--\(boundary)".utf8)
        var text: [UInt8] = []
        var rest = bytes[...]
        guard let first = rest.firstRange(of: line) else { return nil }
        rest = rest[first.upperBound...]
        text += line
        while let next = rest.firstRange(of: line) {
            text += Self.part(rest[..<next.lowerBound])
            text += line
            rest = rest[next.upperBound...]
        }
        text += Array(rest.prefix(16))
        self.text = text
    }

    private static func part(_ part: Data.SubSequence) -> [UInt8] {
        guard let gap = part.firstRange(of: Data("\r\n\r\n".utf8)) else { return Array(part) }
        let head = Array(part[..<gap.upperBound])
        let content = part[gap.upperBound...].dropLast(2)
        let words = String(decoding: head, as: UTF8.self).lowercased()
        let isFile = words.contains("filename=") || words.contains("content-type: ") && !words.contains("text/plain")
        guard isFile else { return Array(part) }
        let digest = InlineDigest()
        digest.update(Array(content))
        let type = words.firstRange(of: "content-type: ").map {
            words[$0.upperBound...].prefix { !$0.isNewline && $0 != ";" }
        }
        let word = ElidedWord.of(type.map(String.init) ?? "data", bytes: content.count, sha256: digest.finish())
        return head + Array(word.utf8) + Array("\r\n".utf8)
    }
}
