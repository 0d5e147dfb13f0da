public import EaselCore

/// Tells a file's type from its first bytes.
public enum MediaTypeSniffer {
    /// How many bytes are enough.
    public static let prefixLength = 4096

    /// The type, nil when the bytes fit none that Easel knows. Text without a better name is `text/plain`.
    public static func type(of prefix: some Collection<UInt8>) -> MediaType? {
        let bytes = Array(prefix.prefix(prefixLength))
        return signature(bytes) ?? container(bytes) ?? frames(bytes) ?? TextSniffer.type(of: bytes)
    }

    private static func signature(_ bytes: [UInt8]) -> MediaType? {
        signatures.first { bytes.starts(with: $0.0) }?.1
    }

    private static let signatures: [([UInt8], MediaType)] = [
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .png),
        ([0xFF, 0xD8, 0xFF], .jpeg),
        (Array("GIF87a".utf8), .gif),
        (Array("GIF89a".utf8), .gif),
        (Array("fLaC".utf8), .flac),
        (Array("OggS".utf8), .ogg),
        (Array("ID3".utf8), .mp3),
        (Array("%PDF-".utf8), "application/pdf"),
    ]

    private static func container(_ bytes: [UInt8]) -> MediaType? {
        if bytes.count >= 12, bytes.starts(with: "RIFF".utf8) || bytes.starts(with: "RF64".utf8) {
            let form = bytes[8..<12]
            if form.elementsEqual("WEBP".utf8) { return .webp }
            if form.elementsEqual("WAVE".utf8) { return .wav }
        }
        if bytes.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) {
            return holds("webm", in: bytes) ? .webm : "video/x-matroska"
        }
        return bytes.count >= 12 && bytes[4..<8].elementsEqual("ftyp".utf8) ? isoType(bytes) : oldQuickTime(bytes)
    }

    /// The major brand of an ISO base media file decides; where it is a general one, the compatible brands do.
    private static func isoType(_ bytes: [UInt8]) -> MediaType {
        let length = bytes[0..<4].reduce(0) { $0 << 8 | Int($1) }
        let end = min(max(length, 12), bytes.count)
        var brands: [String] = [String(decoding: bytes[8..<12], as: UTF8.self)]
        var offset = 16
        while offset + 4 <= end {
            brands.append(String(decoding: bytes[offset..<offset + 4], as: UTF8.self))
            offset += 4
        }
        if ["avif", "avis"].contains(where: brands.contains) { return "image/avif" }
        if ["heic", "heix", "mif1", "heim"].contains(brands[0]) { return "image/heic" }
        switch brands[0] {
        case "qt  ": return .quickTime
        case "M4A ", "M4B ", "M4P ": return "audio/mp4"
        default: return .mp4
        }
    }

    private static func oldQuickTime(_ bytes: [UInt8]) -> MediaType? {
        guard bytes.count >= 12, ["moov", "mdat", "wide"].contains(String(decoding: bytes[4..<8], as: UTF8.self)) else {
            return nil
        }
        return .quickTime
    }

    /// MPEG audio without a tag begins with a frame: eleven set bits, then fields with forbidden values.
    private static func frames(_ bytes: [UInt8]) -> MediaType? {
        guard bytes.count >= 4, bytes[0] == 0xFF else { return nil }
        if bytes[1] & 0xF6 == 0xF0 {
            let rate = (bytes[2] >> 2) & 0xF
            return rate < 13 ? "audio/aac" : nil
        }
        let (version, layer) = ((bytes[1] >> 3) & 3, (bytes[1] >> 1) & 3)
        let (bitrate, rate) = (bytes[2] >> 4, (bytes[2] >> 2) & 3)
        let isFrame = bytes[1] & 0xE0 == 0xE0 && version != 1 && layer != 0 && bitrate != 15 && rate != 3
        return isFrame ? .mp3 : nil
    }

    private static func holds(_ word: String, in bytes: [UInt8]) -> Bool {
        let head = bytes.prefix(64)
        return head.indices.contains { head[$0...].starts(with: word.utf8) }
    }
}
