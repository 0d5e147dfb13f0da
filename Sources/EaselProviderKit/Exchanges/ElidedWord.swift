import EaselCore

/// What stands in place of media in what is kept of a body: `[image/png, 48213 bytes, sha256 9f86…]`.
enum ElidedWord {
    /// - Parameters:
    ///   - type: what it is, or what it is said to be.
    ///   - digest: nil where nobody reckoned it.
    static func of(_ type: String, bytes: Int, sha256 digest: String? = nil) -> String {
        "[\(type), \(bytes) bytes" + (digest.map { ", sha256 \($0)" } ?? "") + "]"
    }

    /// The type of media that begin with these bytes; nil for what is not known.
    static func type(of bytes: some Collection<UInt8>) -> String? {
        let start = Array(bytes.prefix(12))
        for (mark, offset, type) in marks where start.count >= offset + mark.count {
            if start[offset..<offset + mark.count].elementsEqual(mark) { return type }
        }
        guard start.count >= 2, start[0] == 0xFF, start[1] & 0xE0 == 0xE0 else { return nil }
        return "audio/mpeg"
    }

    private static let marks: [([UInt8], Int, String)] = [
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], 0, "image/png"), ([0xFF, 0xD8, 0xFF], 0, "image/jpeg"),
        (Array("GIF8".utf8), 0, "image/gif"), (Array("WEBP".utf8), 8, "image/webp"),
        (Array("WAVE".utf8), 8, "audio/wav"), (Array("ID3".utf8), 0, "audio/mpeg"),
        (Array("OggS".utf8), 0, "audio/ogg"),
        (Array("fLaC".utf8), 0, "audio/flac"), (Array("ftyp".utf8), 4, "video/mp4"),
        ([0x1A, 0x45, 0xDF, 0xA3], 0, "video/webm"), (Array("%PDF".utf8), 0, "application/pdf"),
    ]
}
