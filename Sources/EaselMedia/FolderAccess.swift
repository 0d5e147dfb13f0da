import EaselCore
import Foundation

/// Folders for media: made private, proved writable, synced.
enum FolderAccess {
    /// Creates the folder and what is missing above it, each 0700 and synced into its parent.
    static func create(_ path: String) throws(EaselError) {
        guard mkdir(path, 0o700) != 0 else { return try sync(parent(of: path)) }
        let code = errno
        switch code {
        case EEXIST: try requireFolder(path)
        case ENOENT where parent(of: path) != path:
            try create(parent(of: path))
            if mkdir(path, 0o700) != 0, errno != EEXIST {
                throw StorageFailure.system(errno, "Cannot create the folder", path)
            }
            try sync(parent(of: path))
        default: throw StorageFailure.system(code, "Cannot create the folder", path)
        }
    }

    /// Writes a block to a file there and removes it again: permissions alone say nothing of a full disk or a quota.
    static func prove(_ path: String) throws(EaselError) {
        let probe = path + "/.easel-probe-\(getpid())-\(UInt32.random(in: .min ... .max)).part"
        let descriptor = open(probe, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StorageFailure.system(errno, "Cannot write to the folder", path) }
        defer {
            close(descriptor)
            unlink(probe)
        }
        let block = [UInt8](repeating: 0, count: 4096)
        let written = write(descriptor, block, block.count)
        guard written == block.count else {
            throw StorageFailure.system(written < 0 ? errno : ENOSPC, "Cannot write to the folder", path)
        }
    }

    /// Makes names in the folder survive a power cut. File systems that cannot sync a folder say EINVAL.
    static func sync(_ path: String) throws(EaselError) {
        let descriptor = open(path.isEmpty ? "." : path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        // A folder that may be searched but not listed cannot be opened; its entries are as safe as the system makes them.
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        if fsync(descriptor) != 0, errno != EINVAL, errno != EROFS, errno != EBADF {
            throw StorageFailure.system(errno, "Cannot write to the folder", path)
        }
    }

    private static func requireFolder(_ path: String) throws(EaselError) {
        var facts = stat()
        guard stat(path, &facts) == 0 else { throw StorageFailure.system(errno, "Cannot use the folder", path) }
        guard facts.st_mode & S_IFMT == S_IFDIR else {
            throw StorageFailure.system(ENOTDIR, "Cannot use the folder", path)
        }
    }

    private static func parent(of path: String) -> String {
        let parent = (path as NSString).deletingLastPathComponent
        return parent.isEmpty ? "." : parent
    }
}
