public import EaselCore
import Foundation

/// A file that a collector reads: it is replaced whole, so nobody ever reads half of it.
public struct MetricsFile: Sendable {
    public let path: String

    public init(path: String) { self.path = path }

    /// Throws `.storage` when it cannot be written.
    public func write(_ text: String) throws(EaselError) {
        let temporary = "\(path).\(getpid()).tmp"
        // Readable by the collector, which mostly is another user; it holds names of models and numbers.
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else { throw Self.failure(errno, path) }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try file.write(contentsOf: Data(text.utf8))
            try file.close()
        } catch {
            unlink(temporary)
            throw Self.failure(EIO, path)
        }
        guard rename(temporary, path) == 0 else {
            let code = errno
            unlink(temporary)
            throw Self.failure(code, path)
        }
    }

    private static func failure(_ code: Int32, _ path: String) -> EaselError {
        EaselError(
            .storage, "The metrics cannot be written to \(path): \(String(cString: strerror(code))).",
            remedy: "Name a file in a folder that you may write to.")
    }
}
