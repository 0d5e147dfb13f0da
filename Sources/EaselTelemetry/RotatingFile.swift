import EaselCore
public import Foundation
import Synchronization

/// A file of lines that many processes append to, and that begins anew when it is full.
///
/// Each line is one `write(2)` on a descriptor opened for appending, so lines of several processes never mix. Whoever finds
/// the file full takes a lock beside it, looks again, and moves the files on: `easel.jsonl`, `easel.1.jsonl`, and so on. A
/// process that still holds a moved file notices before its next line. What cannot be written is dropped: a log that fails
/// stops nobody.
public final class RotatingFile: Sendable {
    private struct State {
        var descriptor: Int32 = -1
        var identity: ino_t = 0
    }

    private let folder: String
    private let name: String
    private let limit: Int
    private let count: Int
    private let state = Mutex(State())

    /// - Parameters:
    ///   - folder: is made, for its owner only, when the first line comes.
    ///   - limit: bytes of one file.
    ///   - count: how many files are kept, the present one among them.
    public init(folder: URL, name: String = "easel", limit: Int = 5_000_000, count: Int = 5) {
        self.folder = folder.path
        self.name = name
        self.limit = limit
        self.count = max(1, count)
    }

    deinit { state.withLock { if $0.descriptor >= 0 { close($0.descriptor) } } }

    /// The present file.
    public var path: String { path(0) }

    /// Appends a line, to which a line feed is added. False when it could not be written.
    @discardableResult
    public func append(_ line: String) -> Bool {
        let bytes = Array((line + "\n").utf8)
        return state.withLock { state in
            guard follow(&state), rotateIfFull(&state, for: bytes.count) else { return false }
            return bytes.withUnsafeBytes { write(state.descriptor, $0.baseAddress, $0.count) } == bytes.count
        }
    }

    /// Makes the descriptor stand for the present file. False when there is none and none can be made.
    private func follow(_ state: inout State) -> Bool {
        var facts = stat()
        if state.descriptor >= 0, stat(path, &facts) == 0, facts.st_ino == state.identity { return true }
        return reopen(&state)
    }

    private func reopen(_ state: inout State) -> Bool {
        if state.descriptor >= 0 { close(state.descriptor) }
        state.descriptor = openPrivately(path)
        if state.descriptor < 0, errno == ENOENT {
            try? FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            state.descriptor = openPrivately(path)
        }
        var facts = stat()
        guard state.descriptor >= 0, fstat(state.descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            if state.descriptor >= 0 { close(state.descriptor) }
            state.descriptor = -1
            return false
        }
        state.identity = facts.st_ino
        return true
    }

    private func rotateIfFull(_ state: inout State, for length: Int) -> Bool {
        guard isFull(state.descriptor, for: length) else { return true }
        let lock = openPrivately(folder + "/.\(name).lock")
        guard lock >= 0 else { return true }
        // Closing gives the lock back.
        defer { close(lock) }
        while flock(lock, LOCK_EX) != 0 { guard errno == EINTR else { return true } }
        guard reopen(&state) else { return false }
        // Another process may have moved it on meanwhile.
        guard isFull(state.descriptor, for: length) else { return true }
        for number in stride(from: count - 1, through: 1, by: -1) { rename(path(number - 1), path(number)) }
        if count == 1 { unlink(path) }
        return reopen(&state)
    }

    /// An empty file takes a line of any length.
    private func isFull(_ descriptor: Int32, for length: Int) -> Bool {
        var facts = stat()
        return fstat(descriptor, &facts) == 0 && facts.st_size > 0 && Int(facts.st_size) + length > limit
    }

    private func openPrivately(_ path: String) -> Int32 {
        open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o600)
    }

    private func path(_ number: Int) -> String { "\(folder)/\(name)\(number == 0 ? "" : ".\(number)").jsonl" }
}
