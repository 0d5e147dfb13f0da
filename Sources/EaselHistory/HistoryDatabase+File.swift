public import EaselCore
public import Foundation
import GRDB

extension HistoryDatabase {
    /// Opens or creates the file, in write-ahead mode, readable by its owner only.
    ///
    /// Nothing is lost when it fails: a damaged file stays where it is until `quarantine(at:)` is asked for.
    public static func open(at file: URL) throws(EaselError) -> HistoryDatabase {
        try makeFolder(file.deletingLastPathComponent().path)
        if try prepare(file.path) { try inspect(file) }
        return try HistoryDatabase(connect(file), file: file)
    }

    /// Looks before anything is written: the switch to write-ahead mode alone would change a file that is not ours.
    private static func inspect(_ file: URL) throws(EaselError) {
        do {
            var configuration = configuration()
            configuration.readonly = true
            let queue = try DatabaseQueue(path: file.path, configuration: configuration)
            try queue.read { database in try check(database, HistoryMigrator.make(), file) }
            try queue.close()
        } catch {
            throw HistoryFailure.error(from: error, file: file)
        }
    }

    /// Two processes that create the same file at once make one of them wait for the switch to write-ahead mode, for which
    /// SQLite does not call the busy handler.
    private static func connect(_ file: URL) throws(EaselError) -> DatabasePool {
        var triesLeft = 100
        while true {
            do {
                return try DatabasePool(path: file.path, configuration: configuration())
            } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY && triesLeft > 0 {
                triesLeft -= 1
                usleep(20_000)
            } catch {
                throw HistoryFailure.error(from: error, file: file)
            }
        }
    }

    private static func makeFolder(_ path: String) throws(EaselError) {
        guard mkdir(path, 0o700) != 0 else { return }
        let code = errno
        let parent = (path as NSString).deletingLastPathComponent
        switch code {
        case EEXIST: return
        case ENOENT where parent != path && !parent.isEmpty:
            try makeFolder(parent)
            if mkdir(path, 0o700) != 0, errno != EEXIST {
                throw HistoryFailure.system(errno, "Cannot create the folder", path)
            }
        default: throw HistoryFailure.system(code, "Cannot create the folder", path)
        }
    }

    /// Creates the file before SQLite does, so that it and the files beside it never were readable by others; proves that
    /// the file and its folder can be written.
    /// True when something was in it.
    private static func prepare(_ path: String) throws(EaselError) -> Bool {
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0o600)
        guard descriptor >= 0 else { throw HistoryFailure.system(errno, "Cannot open the history", path) }
        defer { close(descriptor) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0 else {
            throw HistoryFailure.system(errno, "Cannot open the history", path)
        }
        guard facts.st_mode & S_IFMT == S_IFREG else {
            throw EaselError(
                .storage, "The history \(path) is not a regular file.", remedy: "Move it away, or set EASEL_HOME.")
        }
        if facts.st_mode & 0o077 != 0 { fchmod(descriptor, 0o600) }
        let folder = (path as NSString).deletingLastPathComponent
        guard access(folder, W_OK | X_OK) == 0 else {
            throw HistoryFailure.system(errno, "Cannot write to the folder", folder)
        }
        return facts.st_size > 0
    }
}
