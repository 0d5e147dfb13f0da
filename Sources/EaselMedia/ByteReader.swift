import Foundation

/// Reads pieces of an open file or of memory at any offset; a short answer means the end.
protocol ByteReader {
    var count: Int64 { get }
    func bytes(at offset: Int64, _ wanted: Int) -> [UInt8]
}

extension ByteReader {
    /// A big-endian number of so many bytes, nil past the end.
    func bigEndian(at offset: Int64, _ width: Int) -> UInt64? {
        let piece = bytes(at: offset, width)
        guard piece.count == width else { return nil }
        return piece.reduce(0) { $0 << 8 | UInt64($1) }
    }

    func littleEndian(at offset: Int64, _ width: Int) -> UInt64? {
        let piece = bytes(at: offset, width)
        guard piece.count == width else { return nil }
        return piece.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    func ascii(at offset: Int64, _ width: Int) -> String {
        String(decoding: bytes(at: offset, width), as: UTF8.self)
    }
}

/// A file that stays open as long as its owner keeps it so.
struct FileBytes: ByteReader {
    var descriptor: Int32
    var count: Int64

    func bytes(at offset: Int64, _ wanted: Int) -> [UInt8] {
        guard offset >= 0, offset < count, wanted > 0 else { return [] }
        let length = Int(min(Int64(wanted), count - offset))
        return [UInt8](unsafeUninitializedCapacity: length) { buffer, filled in
            filled = 0
            while filled < length {
                let read = pread(
                    descriptor, buffer.baseAddress?.advanced(by: filled), length - filled, off_t(offset) + filled)
                if read < 0, errno == EINTR { continue }
                guard read > 0 else { return }
                filled += read
            }
        }
    }
}
