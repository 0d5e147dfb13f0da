import EaselCore

/// Looks for a C2PA manifest: a JUMBF box, which each container keeps in its own place (C2PA 2.1, appendix A).
enum ContentCredentials {
    /// Whether the file carries one; nil where the container is not looked into. A damaged container counts as having none
    /// after the damage.
    static func arePresent(in bytes: some ByteReader, type: MediaType) -> Bool? {
        switch type {
        case .png: png(bytes)
        case .jpeg: jpeg(bytes)
        case .webp, .wav: riff(bytes)
        case .mp4, .quickTime, "audio/mp4", "image/avif", "image/heic": boxes(bytes)
        case .mp3, .flac: tag(bytes)
        default: nil
        }
    }

    /// The most parts of a container that are looked at.
    private static let patience = 200_000

    /// A chunk `caBX` whose content is the box.
    private static func png(_ bytes: some ByteReader) -> Bool {
        var offset: Int64 = 8
        for _ in 0..<patience {
            guard let length = bytes.bigEndian(at: offset, 4) else { return false }
            switch bytes.ascii(at: offset + 4, 4) {
            case "caBX": if isManifest(bytes, at: offset + 8) { return true }
            case "IEND": return false
            default: break
            }
            offset += 12 + Int64(length)
        }
        return false
    }

    /// A segment APP11 of JPEG XT: `JP`, an instance, a packet number, then the box.
    private static func jpeg(_ bytes: some ByteReader) -> Bool {
        var offset: Int64 = 2
        for _ in 0..<patience {
            let head = bytes.bytes(at: offset, 6)
            guard head.count >= 4, head[0] == 0xFF else { return false }
            switch head[1] {
            case 0xFF: offset += 1
            case 0x01, 0xD0...0xD8: offset += 2
            case 0xD9, 0xDA: return false
            default:
                let isBox = head[1] == 0xEB && head.count == 6 && head[4...].elementsEqual("JP".utf8)
                if isBox, isManifest(bytes, at: offset + 12) { return true }
                offset += 2 + max(2, Int64(head[2]) << 8 | Int64(head[3]))
            }
        }
        return false
    }

    /// A chunk `C2PA` of a RIFF file.
    private static func riff(_ bytes: some ByteReader) -> Bool {
        var offset: Int64 = 12
        for _ in 0..<patience {
            guard let length = bytes.littleEndian(at: offset + 4, 4) else { return false }
            if bytes.ascii(at: offset, 4) == "C2PA", isManifest(bytes, at: offset + 8) { return true }
            offset += 8 + Int64(length) + Int64(length & 1)
        }
        return false
    }

    /// A box `uuid` of an ISO base media file, at the top level.
    private static func boxes(_ bytes: some ByteReader) -> Bool {
        var offset: Int64 = 0
        for _ in 0..<patience {
            guard let short = bytes.bigEndian(at: offset, 4) else { return false }
            var length = Int64(short)
            if short == 1 {
                guard let long = bytes.bigEndian(at: offset + 8, 8), long <= UInt64(Int64.max) - UInt64(offset) else {
                    return false
                }
                length = Int64(long)
            }
            if bytes.ascii(at: offset + 4, 4) == "uuid", bytes.bytes(at: offset + (short == 1 ? 16 : 8), 16) == box {
                return true
            }
            guard length >= 8 else { return false }
            offset += length
        }
        return false
    }

    private static let box: [UInt8] = [
        0xD8, 0xFE, 0xC3, 0xD6, 0x1B, 0x0E, 0x48, 0x3C, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7E, 0xC4, 0x81,
    ]

    /// A frame `GEOB` of an ID3v2 tag at the start, with the manifest's media type.
    private static func tag(_ bytes: some ByteReader) -> Bool {
        let head = bytes.bytes(at: 0, 10)
        guard head.count == 10, head.starts(with: "ID3".utf8), head[3] >= 3 else { return false }
        let end = 10 + Int64(sevenBits(head[6...]))
        var offset: Int64 = 10
        for _ in 0..<patience where offset + 10 <= end {
            let frame = bytes.bytes(at: offset, 10)
            guard frame.count == 10, frame[0] != 0 else { return false }
            let size = head[3] == 3 ? frame[4..<8].reduce(0) { $0 << 8 | Int64($1) } : Int64(sevenBits(frame[4..<8]))
            if frame.starts(with: "GEOB".utf8) {
                let type = bytes.bytes(at: offset + 11, 48).prefix { $0 != 0 }
                let name = String(decoding: type, as: UTF8.self).lowercased()
                if name == "application/c2pa" || name == "application/x-c2pa-manifest-store" { return true }
            }
            offset += 10 + size
        }
        return false
    }

    private static func sevenBits(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.prefix(4).reduce(0) { $0 << 7 | UInt64($1 & 0x7F) }
    }

    /// A box `jumb` whose description names C2PA.
    private static func isManifest(_ bytes: some ByteReader, at offset: Int64) -> Bool {
        let head = bytes.bytes(at: offset, 64)
        guard head.count >= 20, head[4..<8].elementsEqual("jumb".utf8) else { return false }
        return head.indices.contains { head[$0...].starts(with: "c2pa".utf8) }
    }
}
