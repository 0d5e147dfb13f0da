import EaselCore

/// Width and height out of the headers of pictures.
enum PictureHeader {
    static func png(_ bytes: some ByteReader) -> PixelSize? {
        guard bytes.ascii(at: 12, 4) == "IHDR" else { return nil }
        return size(bytes.bigEndian(at: 16, 4), bytes.bigEndian(at: 20, 4))
    }

    static func gif(_ bytes: some ByteReader) -> PixelSize? {
        size(bytes.littleEndian(at: 6, 2), bytes.littleEndian(at: 8, 2))
    }

    /// Walks the segments to the start of the frame; pictures of cameras have long segments before it.
    static func jpeg(_ bytes: some ByteReader) -> PixelSize? {
        var offset: Int64 = 2
        for _ in 0..<1000 {
            let head = bytes.bytes(at: offset, 9)
            guard head.count >= 4, head[0] == 0xFF else { return nil }
            switch head[1] {
            case 0xFF: offset += 1
            case 0x01, 0xD0...0xD8: offset += 2
            case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
                return size(bytes.bigEndian(at: offset + 7, 2), bytes.bigEndian(at: offset + 5, 2))
            case 0xD9, 0xDA: return nil
            default: offset += 2 + max(2, Int64(head[2]) << 8 | Int64(head[3]))
            }
        }
        return nil
    }

    /// Three kinds of chunk: lossy, lossless and extended (RFC 9649).
    static func webp(_ bytes: some ByteReader) -> PixelSize? {
        switch bytes.ascii(at: 12, 4) {
        case "VP8 ":
            guard bytes.bytes(at: 23, 3) == [0x9D, 0x01, 0x2A] else { return nil }
            return size(
                bytes.littleEndian(at: 26, 2).map { $0 & 0x3FFF }, bytes.littleEndian(at: 28, 2).map { $0 & 0x3FFF })
        case "VP8L":
            guard bytes.bytes(at: 20, 1) == [0x2F], let bits = bytes.littleEndian(at: 21, 4) else { return nil }
            return size((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
        case "VP8X":
            return size(bytes.littleEndian(at: 24, 3).map { $0 + 1 }, bytes.littleEndian(at: 27, 3).map { $0 + 1 })
        default: return nil
        }
    }

    static func size(_ width: UInt64?, _ height: UInt64?) -> PixelSize? {
        guard let width, let height, (1...0x7FFF_FFFF).contains(width), (1...0x7FFF_FFFF).contains(height) else {
            return nil
        }
        return PixelSize(width: Int(width), height: Int(height))
    }
}
