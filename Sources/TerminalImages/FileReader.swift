internal import Glibc

/// Reads a regular file whole; a pipe or a device is refused, since it might never end.
enum FileReader {
    static func read(path: String, limit: Int) throws(ImageDecodingError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .unreadable(path: path, code: errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .unreadable(path: path, code: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw .unreadable(path: path, code: status.st_mode & S_IFMT == S_IFDIR ? EISDIR : ENXIO)
        }
        guard Int(status.st_size) <= limit else { throw .tooLarge }
        return try read(descriptor, count: Int(status.st_size), path: path)
    }

    private static func read(_ descriptor: Int32, count: Int, path: String) throws(ImageDecodingError) -> [UInt8] {
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            while initialized < count {
                let rest = UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[initialized..<count])
                let taken = Glibc.read(descriptor, rest.baseAddress, rest.count)
                if taken < 0, errno == EINTR { continue }
                if taken < 0 { failure = errno }
                if taken <= 0 { return }
                initialized += taken
            }
        }
        if failure != 0 { throw .unreadable(path: path, code: failure) }
        return bytes
    }
}
