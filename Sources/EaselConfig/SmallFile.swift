internal import Glibc

/// A small regular file, read whole. Pipes and devices are refused, so that reading never hangs.
public enum SmallFile {
    case content([UInt8], mode: UInt32)
    case missing
    case notRegular
    case tooLarge
    /// The system's code.
    case failed(Int32)

    public static func read(_ path: String, limit: Int) -> SmallFile {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return errno == ENOENT || errno == ENOTDIR ? .missing : .failed(errno) }
        defer { close(descriptor) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0 else { return .failed(errno) }
        guard facts.st_mode & S_IFMT == S_IFREG else { return .notRegular }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while bytes.count <= limit {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            if count < 0 { return .failed(errno) }
            if count == 0 { return .content(bytes, mode: facts.st_mode) }
            bytes += buffer.prefix(count)
        }
        return .tooLarge
    }
}
