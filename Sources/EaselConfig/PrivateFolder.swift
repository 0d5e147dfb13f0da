import EaselCore
import Foundation

/// Folders that only their owner can look into.
enum PrivateFolder {
    /// Creates the folder and what is missing above it, each 0700.
    static func create(_ path: String) throws(EaselError) {
        guard mkdir(path, 0o700) != 0 else { return }
        let code = errno
        let parent = (path as NSString).deletingLastPathComponent
        if code == EEXIST {
            guard isFolder(path) else { throw failure(ENOTDIR, path) }
        } else if code == ENOENT, !parent.isEmpty, parent != path {
            try create(parent)
            if mkdir(path, 0o700) != 0, errno != EEXIST { throw failure(errno, path) }
        } else {
            throw failure(code, path)
        }
    }

    private static func isFolder(_ path: String) -> Bool {
        var facts = stat()
        return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
    }

    private static func failure(_ code: Int32, _ path: String) -> EaselError {
        EaselError(
            .storage, "Cannot create the folder \(path): \(String(cString: strerror(code))).",
            remedy: "Give your user the right to create it, or set EASEL_HOME to a folder that can be written.")
    }
}
