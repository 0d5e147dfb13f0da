import EaselCore
import Foundation

/// A file that is there whole or not at all, and that only its owner can read.
enum AtomicFile {
    /// Writes beside the place, brings it to the disk, and renames. Throws `.configuration`.
    static func write(_ bytes: [UInt8], to path: String) throws(EaselError) {
        let draft = "\(path).\(UUID().uuidString)"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(errno, path) }
        let code = fill(descriptor, bytes)
        close(descriptor)
        guard code == 0 else {
            unlink(draft)
            throw failure(code, path)
        }
        guard rename(draft, path) == 0 else {
            let code = errno
            unlink(draft)
            throw failure(code, path)
        }
    }

    /// The system's code, 0 when all went well.
    private static func fill(_ descriptor: Int32, _ bytes: [UInt8]) -> Int32 {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            if count < 0 { return errno }
            rest = rest.dropFirst(count)
        }
        return fsync(descriptor) == 0 ? 0 : errno
    }

    private static func failure(_ code: Int32, _ path: String) -> EaselError {
        ConfigurationFailure.system(
            code, "Cannot write", path,
            "Give your user the right to write there, or set EASEL_HOME to a folder that is yours.")
    }
}
