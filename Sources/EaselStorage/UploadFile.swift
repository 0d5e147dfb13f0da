import EaselCore
import Foundation

/// The file of an upload, open for reading in pieces.
final class UploadFile {
    let path: String
    let count: Int64
    /// Seconds since 1970.
    let modified: Double
    private let descriptor: Int32

    init(_ url: URL) throws(EaselError) {
        path = url.path
        descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw Self.failure(errno, url.path) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw EaselError(.storage, "\(url.path) is not a regular file.", remedy: "Name a file.")
        }
        count = Int64(facts.st_size)
        modified = Double(facts.st_mtim.tv_sec) + Double(facts.st_mtim.tv_nsec) / 1e9
    }

    deinit { close(descriptor) }

    /// A piece, or an error when the file became shorter meanwhile.
    func read(at offset: Int64, _ length: Int) throws(EaselError) -> Data {
        var piece = Data(count: length)
        let (filled, code) = piece.withUnsafeMutableBytes { buffer in fill(buffer, offset) }
        guard filled == length else {
            guard code == 0 else { throw Self.failure(code, path) }
            throw EaselError(.storage, "\(path) became shorter while it was uploaded.", remedy: "Upload it again.")
        }
        return piece
    }

    /// The checksum of the first bytes.
    func checksum(of length: Int64) throws(EaselError) -> CRC32CStream {
        var sum = CRC32CStream()
        var offset: Int64 = 0
        while offset < length {
            guard !Task.isCancelled else { throw .cancelled }
            let piece = try read(at: offset, Int(min(1 << 20, length - offset)))
            piece.withUnsafeBytes { sum.update($0) }
            offset += Int64(piece.count)
        }
        return sum
    }

    private func fill(_ buffer: UnsafeMutableRawBufferPointer, _ offset: Int64) -> (Int, Int32) {
        var filled = 0
        while filled < buffer.count {
            let count = pread(
                descriptor, buffer.baseAddress?.advanced(by: filled), buffer.count - filled, off_t(offset) + filled)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return (filled, count < 0 ? errno : 0) }
            filled += count
        }
        return (filled, 0)
    }

    private static func failure(_ code: Int32, _ path: String) -> EaselError {
        EaselError(.storage, "Cannot read \(path): \(String(cString: strerror(code))).").with {
            $0.providerCode = "errno \(code)"
        }
    }
}
