import EaselCore
import Foundation
import GRDB

/// Copies of a history, made before its schema changes: `backups/history-<timestamp>.sqlite` beside it, the last three.
enum HistoryBackup {
    static let kept = 3

    /// Throws `.storage` when there is no room for a copy; the history is unchanged then.
    static func make(of file: URL, _ writer: any DatabaseWriter, now: Date = Date()) throws(EaselError) {
        let folder = file.deletingLastPathComponent().appendingPathComponent("backups", isDirectory: true)
        try HistoryDatabase.makeFolder(folder.path)
        let name = file.deletingPathExtension().lastPathComponent
        let stamp = now.formatted(.iso8601.dateSeparator(.omitted).timeSeparator(.omitted).timeZoneSeparator(.omitted))
        // Two processes may do this at once: each has its own copy.
        let copy = folder.appendingPathComponent("\(name)-\(stamp)-\(getpid()).sqlite")
        unlink(copy.path)
        let descriptor = Glibc.open(copy.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw HistoryFailure.system(errno, "Cannot write the backup", copy.path) }
        close(descriptor)
        do {
            try writer.writeWithoutTransaction { database in
                try database.execute(sql: "VACUUM INTO ?", arguments: [copy.path])
            }
        } catch {
            unlink(copy.path)
            let cause = HistoryFailure.error(from: error, file: file)
            throw cause.with {
                $0.message = "The history is of an older Easel and could not be copied before it is brought up to date."
                $0.remedy = "\(cause.message) Nothing was changed; free some space and start again."
            }
        }
        removeOld(folder, name)
    }

    private static func removeOld(_ folder: URL, _ name: String) {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        let copies = all.filter { $0.hasPrefix(name + "-") && $0.hasSuffix(".sqlite") }.sorted()
        for old in copies.dropLast(kept) { unlink(folder.appendingPathComponent(old).path) }
    }
}
