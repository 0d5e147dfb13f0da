public import EaselCore
public import Foundation

extension HistoryDatabase {
    /// Moves a damaged history and the files that belong to it aside, to `history.corrupt-<timestamp>.sqlite`, and returns
    /// the new place. Call it only when a person wants it; no connection may be open.
    ///
    /// The log goes first: if this is cut short, the next opening still finds the damaged file and not an empty one.
    public static func quarantine(at file: URL, now: Date = Date()) throws(EaselError) -> URL {
        let target = freeName(for: file, now)
        for suffix in ["-wal", "-shm", ""] {
            let from = file.path + suffix
            guard rename(from, target.path + suffix) != 0 else { continue }
            if errno == ENOENT, !suffix.isEmpty { continue }
            throw HistoryFailure.system(errno, "Cannot move", from)
        }
        return target
    }

    private static func freeName(for file: URL, _ now: Date) -> URL {
        let folder = file.deletingLastPathComponent()
        let name = file.deletingPathExtension().lastPathComponent
        let base = "\(name).corrupt-\(timestamp(now))"
        var candidate = folder.appendingPathComponent("\(base).\(file.pathExtension)")
        var count = 1
        while ["", "-wal", "-shm"].contains(where: { FileManager.default.fileExists(atPath: candidate.path + $0) }) {
            count += 1
            candidate = folder.appendingPathComponent("\(base)-\(count).\(file.pathExtension)")
        }
        return candidate
    }

    private static func timestamp(_ date: Date) -> String {
        date.formatted(.iso8601.dateSeparator(.omitted).timeSeparator(.omitted).timeZoneSeparator(.omitted))
    }
}
