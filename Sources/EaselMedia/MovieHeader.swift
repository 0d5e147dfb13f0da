import EaselCore

/// The header of an ISO base media file (MP4, MOV, M4A): box by box, the media data is stepped over.
struct MovieHeader {
    private(set) var measure = MediaMeasure(hasPicture: false)
    private var boxesLeft = 2000

    init(_ bytes: some ByteReader) {
        var sawMovie = false
        walk(bytes, 0..<bytes.count) { header, name, body in
            guard name == "moov" else { return }
            sawMovie = true
            header.movie(bytes, body)
        }
        // A file that is played while it is written may have no movie box here: say nothing about its tracks.
        if !sawMovie { measure.hasPicture = true }
    }

    private mutating func movie(_ bytes: some ByteReader, _ range: Range<Int64>) {
        walk(bytes, range) { header, name, body in
            switch name {
            case "mvhd": header.measure.durationSeconds = Self.duration(bytes, body.lowerBound)
            case "trak": header.track(bytes, body)
            default: break
            }
        }
    }

    /// The first track with a size is the picture.
    private mutating func track(_ bytes: some ByteReader, _ range: Range<Int64>) {
        walk(bytes, range) { header, name, body in
            guard name == "tkhd", header.measure.pixels == nil, let version = bytes.bigEndian(at: body.lowerBound, 1)
            else { return }
            let sizeOffset = body.lowerBound + (version == 1 ? 88 : 76)
            guard sizeOffset + 8 <= body.upperBound else { return }
            // 16.16 fixed point.
            let size = PictureHeader.size(
                bytes.bigEndian(at: sizeOffset, 4).map { $0 >> 16 },
                bytes.bigEndian(at: sizeOffset + 4, 4).map { $0 >> 16 })
            guard let size else { return }
            header.measure.pixels = size
            header.measure.hasPicture = true
        }
    }

    private static func duration(_ bytes: some ByteReader, _ start: Int64) -> Double? {
        guard let version = bytes.bigEndian(at: start, 1) else { return nil }
        let scale = bytes.bigEndian(at: start + (version == 1 ? 20 : 12), 4)
        let length = version == 1 ? bytes.bigEndian(at: start + 24, 8) : bytes.bigEndian(at: start + 16, 4)
        guard let scale, let length, scale > 0, length > 0, length != (version == 1 ? UInt64.max : 0xFFFF_FFFF) else {
            return nil
        }
        return Double(length) / Double(scale)
    }

    private mutating func walk(
        _ bytes: some ByteReader, _ range: Range<Int64>, _ visit: (inout MovieHeader, String, Range<Int64>) -> Void
    ) {
        var offset = range.lowerBound
        while offset + 8 <= range.upperBound, boxesLeft > 0 {
            boxesLeft -= 1
            guard let short = bytes.bigEndian(at: offset, 4) else { return }
            let name = bytes.ascii(at: offset + 4, 4)
            var head: Int64 = 8
            var length = Int64(short)
            if short == 1 {
                guard let long = bytes.bigEndian(at: offset + 8, 8), long <= UInt64(Int64.max) else { return }
                head = 16
                length = Int64(long)
            } else if short == 0 {
                length = range.upperBound - offset
            }
            guard length >= head, length <= range.upperBound - offset else { return }
            visit(&self, name, offset + head..<offset + length)
            offset += length
        }
    }
}
