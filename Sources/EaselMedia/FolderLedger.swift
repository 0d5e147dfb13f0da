public import Foundation
import Synchronization

/// Remembers the folders in which this process writes, so that the next start cleans up after it if it was killed.
///
/// One small file per process, locked for as long as the process lives. A file that nobody locks was left by a process that was
/// killed; the folders in it, wherever they are, are the only ones that have to be looked at.
public final class FolderLedger: Sendable {
    private struct State {
        var descriptor: Int32 = -1
        var path = ""
        var noted: Set<String> = []
        var isClosed = false
    }

    private let folder: String
    private let state = Mutex(State())
    private static let suffix = ".folders"

    /// - Parameter folder: where the files are kept; created when the first folder is noted.
    public init(at folder: URL) { self.folder = folder.path }

    deinit { close() }

    /// Keeps, before anything is written there, that this process writes in a folder. Keeping it is a service, not a
    /// condition: what cannot be noted is found by the sweep of the configured folder.
    func note(_ path: String) {
        state.withLock { state in
            guard !state.isClosed, !path.utf8.contains(0), state.noted.insert(path).inserted else { return }
            if state.descriptor < 0 { open(&state) }
            guard state.descriptor >= 0 else { return }
            let line = Array(path.utf8) + [0]
            if write(state.descriptor, line, line.count) == line.count { fsync(state.descriptor) }
        }
    }

    /// The process ends in order and leaves nothing behind.
    public func close() {
        state.withLock { state in
            state.isClosed = true
            guard state.descriptor >= 0 else { return }
            unlink(state.path)
            Glibc.close(state.descriptor)
            state.descriptor = -1
        }
    }

    /// Hands over, once each, the folders in which processes wrote that were killed, and forgets them.
    func clearLeft(_ clear: (String) -> Void) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        var held: [(path: String, descriptor: Int32)] = []
        var folders: Set<String> = []
        for name in names.sorted() where name.hasSuffix(Self.suffix) {
            let path = folder + "/" + name
            let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
            guard descriptor >= 0 else { continue }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, let text = SmallFile.read(path, limit: 1 << 20) else {
                Glibc.close(descriptor)
                continue
            }
            held.append((path, descriptor))
            for part in text.split(separator: 0) { folders.insert(String(decoding: part, as: UTF8.self)) }
        }
        for folder in folders.sorted() { clear(folder) }
        for (path, descriptor) in held {
            unlink(path)
            Glibc.close(descriptor)
        }
    }

    private func open(_ state: inout State) {
        guard (try? FolderAccess.create(folder)) != nil else { return }
        for _ in 0..<8 {
            let path = "\(folder)/\(getpid())-\(UInt32.random(in: .min ... .max))\(Self.suffix)"
            let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
            guard descriptor >= 0 else { return }
            // Somebody who cleans up may have been faster than the lock.
            if PartLock.take(descriptor) {
                (state.descriptor, state.path) = (descriptor, path)
                return
            }
            Glibc.close(descriptor)
        }
    }
}
