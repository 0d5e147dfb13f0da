public import EaselCore
import Foundation
import GRDB

extension EaselError {
    /// The database is no database any more, or breaks its own form.
    public var isDamagedHistory: Bool { providerCode == HistoryFailure.damage }
}

/// Turns what SQLite and the file system report into one line with a remedy.
enum HistoryFailure {
    static func error(from error: any Error, file: URL?) -> EaselError {
        switch error {
        case let error as EaselError: error
        case is CancellationError: .cancelled
        case let error as DatabaseError: database(error, file: file)
        default: EaselError(.storage, "The history\(name(file)) failed: \(type(of: error)).")
        }
    }

    static func system(_ code: Int32, _ what: String, _ path: String) -> EaselError {
        EaselError(.storage, "\(what) \(path): \(String(cString: strerror(code))).", remedy: remedy(for: code, path))
            .with { $0.providerCode = "errno \(code)" }
    }

    static func corrupted(_ file: URL?, _ detail: String) -> EaselError {
        EaselError(
            .storage, "The history\(name(file)) is damaged: \(detail).",
            remedy:
                "Nothing was changed. `easel history repair` moves it aside and keeps what can be read; `easel history quarantine` only moves it aside."
        ).with { $0.providerCode = damage }
    }

    private static func database(_ error: DatabaseError, file: URL?) -> EaselError {
        let code = error.resultCode.primaryResultCode
        if code == .SQLITE_NOTADB { return corrupted(file, "the file is not a database") }
        if code == .SQLITE_CORRUPT { return corrupted(file, "the database is malformed") }
        let (message, remedy): (String, String?) =
            switch code {
            case .SQLITE_FULL:
                ("could not be written: the disk is full", "Free some space; what was kept before is safe.")
            case .SQLITE_READONLY, .SQLITE_PERM:
                ("cannot be written", "Make the file and its folder writable for your user.")
            case .SQLITE_CANTOPEN:
                ("cannot be opened", "Check that the folder exists and that your user may write to it.")
            case .SQLITE_BUSY, .SQLITE_LOCKED:
                ("is locked by another program", "Close the other program that has the file open, then try again.")
            case .SQLITE_IOERR:
                ("could not be read or written: input/output error", "Check the disk and the free space.")
            case .SQLITE_CONSTRAINT: ("refused a row that breaks its rules", "Please report this.")
            default: ("failed: \(error.message ?? "no reason given")", nil)
            }
        return EaselError(.storage, "The history\(name(file)) \(message).", remedy: remedy)
            .with { $0.providerCode = "SQLite \(error.extendedResultCode.rawValue)" }
    }

    /// The code of errors that mean damage.
    static let damage = "SQLite damage"

    private static func name(_ file: URL?) -> String { file.map { " \($0.path)" } ?? "" }

    private static func remedy(for code: Int32, _ path: String) -> String? {
        switch code {
        case ENOSPC, EDQUOT: "Free some space on the disk that holds \(path)."
        case EACCES, EPERM: "Give your user the right to read and write it."
        case EROFS: "The file system is read-only: set EASEL_HOME to a folder that can be written."
        case ENOTDIR: "A part of the path is a file: set EASEL_HOME to a folder."
        case EISDIR: "A folder is in the place of the file: move it away."
        default: nil
        }
    }
}
