public import EaselCore
import Foundation

extension DiskMediaStore {
    /// Reads an attachment into memory. Only regular files are taken: a pipe or a device would never end.
    @concurrent
    public func read(_ attachment: Attachment) async throws(EaselError) -> MediaInput {
        if let hosted = attachment.hosted { return try Self.input(attachment.role, hosted) }
        let path = attachment.file.path
        guard !path.isEmpty, !path.utf8.contains(0) else {
            throw Self.refused(path, "is no path", "Attach a file.")
        }
        let bytes = try Self.bytes(of: path, limit: limits.attachment)
        guard let type = Self.type(of: bytes, path: path) else {
            throw EaselError(
                .invalidRequest, "The attachment \(path) is of no type that Easel knows.",
                remedy: "Attach a picture, a video, a sound, a PDF or a text file.")
        }
        return MediaInput(role: attachment.role, bytes: bytes, type: type, name: attachment.file.lastPathComponent)
    }

    /// What is hosted stays where it is; only its address is looked at.
    private static func input(_ role: AttachmentRole, _ url: URL) throws(EaselError) -> MediaInput {
        guard let scheme = url.scheme?.lowercased(), ["https", "gs"].contains(scheme), url.host()?.isEmpty == false,
            url.user() == nil, url.password() == nil
        else {
            throw EaselError(
                .invalidRequest, "The attachment \(url.absoluteString) is neither a file nor an https or gs address.",
                remedy: "Attach a file of this machine, or an address that the provider can fetch.")
        }
        let type = MediaType(fileExtension: url.pathExtension) ?? .binary
        return MediaInput(role: role, content: .hosted(url), type: type, name: url.lastPathComponent)
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
