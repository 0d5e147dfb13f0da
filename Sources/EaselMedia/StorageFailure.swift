import EaselCore
import Foundation

/// Names what the system refused, with the path and what to do about it.
enum StorageFailure {
    /// `what` begins the sentence: `Cannot write to`.
    static func system(_ code: Int32, _ what: String, _ path: String) -> EaselError {
        EaselError(
            .storage, "\(what) \(path): \(String(cString: strerror(code))).", remedy: remedy(for: code, path)
        ).with { $0.providerCode = "errno \(code)" }
    }

    private static func remedy(for code: Int32, _ path: String) -> String? {
        switch code {
        case ENOSPC, EDQUOT: "Free some space on that disk, or choose another folder with --output."
        case EACCES, EPERM: "Give your user the right to write there, or choose another folder with --output."
        case EROFS: "The file system is read-only: choose another folder with --output."
        case ENOENT: "Create the folder, or choose another one with --output."
        case ENOTDIR: "A part of the path is a file, not a folder: choose another folder with --output."
        case ENAMETOOLONG, EINVAL, EILSEQ: "Choose another folder with --output."
        case EFBIG: "The file system or a limit of your user does not take files of this size."
        case EMFILE, ENFILE: "Too many files are open: close other programs, or raise the limit (ulimit -n)."
        default: nil
        }
    }
}
