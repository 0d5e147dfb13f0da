public import EaselCore
public import Foundation
import GRDB

extension HistoryDatabase {
    /// Opens or creates the file, readable by its owner only: in write-ahead mode on a disk of this machine.
    ///
    /// Write-ahead mode needs memory that all processes share, which no network file system gives; locks over the network may
    /// be no locks. There the file has a rollback journal, and one process has it for itself as long as it is open.
    ///
    /// Nothing is lost when it fails: a damaged file stays where it is until `quarantine(at:)` is asked for.
    ///
    /// - Parameter fileSystem: tells what a path is on.
    public static func open(
        at file: URL, fileSystem: (String) -> FileSystemKind = FileSystemKind.of
    ) throws(EaselError) -> HistoryDatabase {
        let folder = file.deletingLastPathComponent().path
        try makeFolder(folder)
        let hasContent = try prepare(file.path)
        if case .network = fileSystem(folder) { return try HistoryDatabase(connectAlone(file), file: file) }
        let isOld = hasContent ? try inspect(file) : false
        let pool = try connect(file)
        if isOld { try HistoryBackup.make(of: file, pool) }
        return try HistoryDatabase(pool, file: file)
    }

    /// Looks before anything is written: the switch to write-ahead mode alone would change a file that is not ours. True for a
    /// history of an older schema.
    private static func inspect(_ file: URL) throws(EaselError) -> Bool {
        do {
            var configuration = configuration()
            configuration.readonly = true
            let queue = try DatabaseQueue(path: file.path, configuration: configuration)
            let isOld = try queue.read { database in
                let migrator = HistoryMigrator.make()
                try check(database, migrator, file)
                return try !migrator.appliedIdentifiers(database).isEmpty && !migrator.hasCompletedMigrations(database)
            }
            try queue.close()
            return isOld
        } catch {
            throw HistoryFailure.error(from: error, file: file)
        }
    }

    /// Exclusive locking comes before anything is read: a file in write-ahead mode is then opened without shared memory, and
    /// can be turned back.
    private static func connectAlone(_ file: URL) throws(EaselError) -> DatabaseQueue {
        var configuration = configuration()
        configuration.busyMode = .timeout(3)
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA locking_mode = EXCLUSIVE")
            try check(database, HistoryMigrator.make(), file)
            try database.execute(sql: "PRAGMA journal_mode = DELETE")
            // Takes the lock now, for as long as the connection is open: a second process is told so at once.
            try database.execute(sql: "BEGIN EXCLUSIVE; COMMIT")
        }
        do {
            return try DatabaseQueue(path: file.path, configuration: configuration)
        } catch let error as DatabaseError where error.resultCode.primaryResultCode == .SQLITE_BUSY {
            throw EaselError(
                .storage, "The history \(file.path) is in use by another Easel.",
                remedy:
                    "It is on a network file system, where one Easel at a time can use it: close the other one, or set EASEL_HOME to a local folder."
            )
        } catch {
            throw HistoryFailure.error(from: error, file: file)
        }
    }

    /// SQLite does not call its busy handler for the switch to write-ahead mode.
    private static func connect(_ file: URL) throws(EaselError) -> DatabasePool {
        do {
            return try patiently([.SQLITE_BUSY]) { try DatabasePool(path: file.path, configuration: configuration()) }
        } catch {
            throw HistoryFailure.error(from: error, file: file)
        }
    }

    /// A step of the schema that another process took first fails here, is rolled back, and is known as taken when it is
    /// looked at again.
    static func migrate(_ writer: any DatabaseWriter, _ migrator: DatabaseMigrator) throws {
        try patiently([.SQLITE_ERROR, .SQLITE_CONSTRAINT, .SQLITE_BUSY]) { try migrator.migrate(writer) }
    }

    /// Tries again for two seconds, while another process may be creating the same file or bringing it up to date.
    private static func patiently<Value>(_ codes: [ResultCode], _ work: () throws -> Value) throws -> Value {
        var triesLeft = 100
        while true {
            do {
                return try work()
            } catch let error as DatabaseError where triesLeft > 0 && codes.contains(error.resultCode) {
                triesLeft -= 1
                usleep(20_000)
            }
        }
    }

    static func makeFolder(_ path: String) throws(EaselError) {
        guard mkdir(path, 0o700) != 0 else { return sync((path as NSString).deletingLastPathComponent) }
        let code = errno
        let parent = (path as NSString).deletingLastPathComponent
        switch code {
        case EEXIST: return
        case ENOENT where parent != path && !parent.isEmpty:
            try makeFolder(parent)
            if mkdir(path, 0o700) != 0, errno != EEXIST {
                throw HistoryFailure.system(errno, "Cannot create the folder", path)
            }
            sync(parent)
        default: throw HistoryFailure.system(code, "Cannot create the folder", path)
        }
    }

    /// Makes a new name survive a power cut, where the system can; SQLite does the same for the names it makes.
    private static func sync(_ folder: String) {
        let descriptor = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    /// Creates the file before SQLite does, so that it and the files beside it never were readable by others; proves that
    /// the file and its folder can be written. True when something was in it.
    ///
    /// A file that is there is not opened: closing it would take away all locks that this process has on it, those of other
    /// connections too. The next process to end would then delete the log in which these go on writing, and all of that is lost.
    private static func prepare(_ path: String) throws(EaselError) -> Bool {
        var facts = stat()
        if stat(path, &facts) != 0 {
            let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            let code = errno
            if descriptor >= 0 { close(descriptor) }
            guard descriptor >= 0 || code == EEXIST, stat(path, &facts) == 0 else {
                throw HistoryFailure.system(code, "Cannot open the history", path)
            }
        }
        guard facts.st_mode & S_IFMT != S_IFDIR else {
            throw HistoryFailure.system(EISDIR, "Cannot open the history", path)
        }
        guard facts.st_mode & S_IFMT == S_IFREG else {
            throw EaselError(
                .storage, "The history \(path) is not a regular file.", remedy: "Move it away, or set EASEL_HOME.")
        }
        guard access(path, R_OK | W_OK) == 0 else {
            throw HistoryFailure.system(errno, "Cannot open the history", path)
        }
        if facts.st_mode & 0o077 != 0 { chmod(path, 0o600) }
        let folder = (path as NSString).deletingLastPathComponent
        guard access(folder, W_OK | X_OK) == 0 else {
            throw HistoryFailure.system(errno, "Cannot write to the folder", folder)
        }
        return facts.st_size > 0
    }
}
