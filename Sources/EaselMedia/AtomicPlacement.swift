import Foundation

/// Gives a finished file its name in one step, and never over another file.
enum AtomicPlacement {
    /// 0 when it is done, EEXIST when the name is taken, another code when the system refuses.
    ///
    /// `link` fails when the name exists. File systems without hard links (FAT, some network and FUSE ones) get the name
    /// reserved with an empty file, which the rename then replaces.
    static func move(_ part: String, to final: String) -> Int32 {
        if link(part, final) == 0 {
            unlink(part)
            return 0
        }
        switch errno {
        case EPERM, EOPNOTSUPP, ENOSYS, EMLINK: return reserveAndRename(part, to: final)
        case let code: return code
        }
    }

    static func reserveAndRename(_ part: String, to final: String) -> Int32 {
        let descriptor = open(final, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return errno }
        close(descriptor)
        guard rename(part, final) != 0 else { return 0 }
        let code = errno
        unlink(final)
        return code
    }
}
