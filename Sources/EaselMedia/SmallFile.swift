import Foundation

/// Regular files, looked at without following a link at the end of the path.
enum SmallFile {
    /// The content, nil when it is missing, no regular file, or longer than `limit` bytes.
    static func read(_ path: String, limit: Int64) -> Data? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG, Int64(facts.st_size) <= limit else {
            return nil
        }
        return Data(FileBytes(descriptor: descriptor, count: Int64(facts.st_size)).bytes(at: 0, Int(facts.st_size)))
    }

    /// The size in bytes, nil when there is no regular file.
    static func size(_ path: String) -> Int64? {
        var facts = stat()
        guard lstat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int64(facts.st_size)
    }

    /// SHA-256 of the content, in pieces; nil when it cannot be read.
    static func sha256(_ path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
        guard descriptor >= 0, let digest = SHA256Digest() else { return nil }
        defer { close(descriptor) }
        return withUnsafeTemporaryAllocation(byteCount: 1 << 20, alignment: 16) { buffer in
            while !Task.isCancelled {
                let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                if count < 0, errno == EINTR { continue }
                guard count >= 0 else { return nil }
                guard count > 0 else { return digest.finish() }
                guard digest.update(UnsafeRawBufferPointer(rebasing: buffer[..<count])) else { return nil }
            }
            return nil
        }
    }
}
