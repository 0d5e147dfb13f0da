import EaselCore
import EaselEngine
import Foundation
import Synchronization

/// A file to which results are appended, each line whole or not at all.
///
/// A line that a crash cut off is taken away when the file is opened again; a second process is kept out.
final class ResultsFile: Sendable {
    private let path: String
    private let handle: Mutex<FileHandle>

    /// Opens the file for going on with it, created where it is missing. Throws `storage` when it cannot be written, is not a
    /// file of results, or is in use.
    init(_ path: String) throws(EaselError) {
        self.path = path
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0o600)
        guard descriptor >= 0 else { throw Self.failure(path, errno) }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var facts = stat()
        guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            throw EaselError(.storage, "\(path) is not a regular file.", remedy: "Name another file with --results.")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw EaselError(
                .storage, "Another batch writes to \(path).",
                remedy: "Wait for it, or name another file with --results.")
        }
        handle = Mutex(file)
    }

    /// Reads the results that are in the file and takes away a last one that was cut off.
    ///
    /// Throws `storage` for a file that holds something else; it is left as it is.
    func read(_ body: (BatchResultHead) -> Void) async throws(EaselError) {
        do {
            for try await first in try lines() {
                guard Self.head(first) != nil else { throw Self.foreign(path) }
                break
            }
            try handle.withLock { handle in try Self.trim(handle) }
            for try await line in try lines() { Self.head(line).map(body) }
        } catch {
            throw error as? EaselError ?? Self.failure(path, errno)
        }
    }

    private func lines() throws(EaselError) -> LineSource {
        guard let reader = FileHandle(forReadingAtPath: path) else { throw Self.failure(path, errno) }
        return LineSource(reader)
    }

    private static func head(_ line: BatchInput) -> BatchResultHead? {
        line.text.flatMap { try? JSONDecoder().decode(BatchResultHead.self, from: Data($0)) }
    }

    /// Adds a line; false when it could not be written.
    func append(_ line: String) -> Bool {
        handle.withLock { handle in
            do {
                try handle.write(contentsOf: Data((line + "\n").utf8))
                return true
            } catch {
                return false
            }
        }
    }

    /// Cuts the file after its last line feed and goes to its end.
    private static func trim(_ handle: FileHandle) throws {
        var end = try handle.seekToEnd()
        let step: UInt64 = 65_536
        var start = end
        while start > 0 {
            let length = min(step, start)
            start -= length
            try handle.seek(toOffset: start)
            let piece = try handle.read(upToCount: Int(length)) ?? Data()
            if let last = piece.lastIndex(of: 0x0A) {
                end = start + UInt64(piece.distance(from: piece.startIndex, to: last)) + 1
                break
            }
            if start == 0 { end = 0 }
        }
        try handle.truncate(atOffset: end)
        try handle.seekToEnd()
    }

    private static func foreign(_ path: String) -> EaselError {
        EaselError(
            .storage, "\(path) holds something else than results; it was not touched.",
            remedy: "Name another file with --results.")
    }

    private static func failure(_ path: String, _ code: Int32) -> EaselError {
        EaselError(
            .storage, "The results cannot be kept in \(path): \(String(cString: strerror(code))).",
            remedy: "Name a file that can be written with --results.")
    }
}
