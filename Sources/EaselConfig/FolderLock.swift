import EaselCore
import Foundation

/// Keeps processes apart that write in one folder, for as long as a change takes. The lock is the folder's own, so nothing is
/// left behind; it goes with its process.
struct FolderLock: Sendable {
    private let path: String

    /// How long another process is waited for.
    static let patience = 40
    private static let pause = Duration.milliseconds(50)

    init(_ path: String) { self.path = path }

    /// Returns what `give` wants back. Throws `.configuration` when another process does not let go.
    func take() async throws(EaselError) -> Int32 {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw ConfigurationFailure.system(errno, "Cannot open", path, "Give your user the right to read it.")
        }
        for _ in 0..<Self.patience {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return descriptor }
            let code = errno
            // A file system without locks: the change is made without one.
            if code != EWOULDBLOCK && code != EINTR { return descriptor }
            try? await Task.sleep(for: Self.pause)
        }
        close(descriptor)
        throw ConfigurationFailure.bad(
            "Another Easel is writing in \(path).", "Try it again; it takes a moment at most.")
    }

    func give(_ descriptor: Int32) { close(descriptor) }
}
