public import EaselCore
import Foundation

extension DiskMediaStore {
    /// Reads an attachment into memory. Only regular files are taken: a pipe or a device would never end.
    @concurrent
    public func read(_ attachment: Attachment) async throws(EaselError) -> MediaInput {
        let path = attachment.file.path
        guard attachment.file.isFileURL, !path.isEmpty, !path.utf8.contains(0) else {
            throw EaselError(
                .invalidRequest, "The attachment \(attachment.file.absoluteString) is not a file on this machine.",
                remedy: "Attach a local file.")
        }
        let bytes = try Self.bytes(of: path, limit: limits.attachment)
        guard let type = Self.type(of: bytes, path: path) else {
            throw EaselError(
                .invalidRequest, "The attachment \(path) is of no type that Easel knows.",
                remedy: "Attach a picture, a video, a sound, a PDF or a text file.")
        }
        return MediaInput(role: attachment.role, bytes: bytes, type: type, name: attachment.file.lastPathComponent)
    }

    private static func bytes(of path: String, limit: Int64) throws(EaselError) -> Data {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw failure(errno, path) }
        defer { close(descriptor) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0 else { throw failure(errno, path) }
        switch facts.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw refused(path, "is a folder", "Attach a file.")
        default: throw refused(path, "is not a regular file", "Copy its content to a file and attach that.")
        }
        let size = Int64(facts.st_size)
        guard size > 0 else { throw refused(path, "is empty", "Attach a file with content.") }
        guard size <= limit else {
            throw refused(path, "has \(size) bytes; at most \(limit) can be sent", "Attach a smaller version.")
        }
        let bytes = FileBytes(descriptor: descriptor, count: size).bytes(at: 0, Int(size))
        guard bytes.count == Int(size) else { throw failure(EIO, path) }
        return Data(bytes)
    }

    /// Text has no signature: its own kind comes from the name where the name says a kind of text.
    private static func type(of bytes: Data, path: String) -> MediaType? {
        guard let type = MediaTypeSniffer.type(of: bytes.prefix(MediaTypeSniffer.prefixLength)) else { return nil }
        guard type == .plainText else {
            let isSound = type == .mp4 && !MediaMeasure.read(MemoryBytes(bytes: bytes), type: type).hasPicture
            return isSound ? "audio/mp4" : type
        }
        let named = MediaType(fileExtension: (path as NSString).pathExtension)
        return named?.family == "text" ? named : type
    }

    private static func refused(_ path: String, _ why: String, _ remedy: String) -> EaselError {
        EaselError(.invalidRequest, "The attachment \(path) \(why).", remedy: remedy)
    }

    private static func failure(_ code: Int32, _ path: String) -> EaselError {
        switch code {
        case ENOENT, ENOTDIR, ENAMETOOLONG, ELOOP:
            refused(path, "does not exist", "Check the path; a relative one starts from the current folder.")
        case EACCES, EPERM:
            EaselError(
                .storage, "The attachment \(path) cannot be read: permission denied.",
                remedy: "Give your user the right to read it.")
        default: StorageFailure.system(code, "Cannot read the attachment", path)
        }
    }
}

/// Bytes in memory.
struct MemoryBytes: ByteReader {
    var bytes: Data
    var count: Int64 { Int64(bytes.count) }

    func bytes(at offset: Int64, _ wanted: Int) -> [UInt8] {
        guard offset >= 0, offset < count, wanted > 0 else { return [] }
        return Array(bytes.dropFirst(Int(offset)).prefix(wanted))
    }
}
