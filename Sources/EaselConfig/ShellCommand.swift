import Foundation
import Synchronization

/// A command line of the person's own configuration, run by `/bin/sh -c`.
///
/// The line is taken as written and nothing is inserted into it. It gets no input, its messages are dropped (they may hold
/// secrets), and it ends with everything it started when its time is up or the task is cancelled.
struct ShellCommand {
    enum Outcome: Sendable {
        case output([UInt8])
        case exit(Int32)
        case signal(Int32)
        case timeout
        case tooMuch
        case cancelled
        /// The system's code when it cannot be started.
        case failed(Int32)
    }

    var line: String
    var environment: [String: String]
    var timeout: Duration

    /// Waits on a thread of its own, never on one of the concurrency pool.
    func run() async -> Outcome {
        let flag = CancelFlag()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                Thread.detachNewThread { continuation.resume(returning: wait(for: flag)) }
            }
        } onCancel: {
            flag.raise()
        }
    }

    private static let longestOutput = 65_536

    private func wait(for flag: CancelFlag) -> Outcome {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return .failed(errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[0]) }
        var child: pid_t = 0
        let code = spawn(output: ends[1], &child)
        close(ends[1])
        guard code == 0 else { return .failed(code) }
        let (bytes, interruption) = collect(from: ends[0], flag)
        if interruption != nil { kill(-child, SIGKILL) }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        if let interruption { return interruption }
        let signal = status & 0x7F
        if signal != 0 { return .signal(signal) }
        let exitCode = (status >> 8) & 0xFF
        return exitCode == 0 ? .output(bytes) : .exit(exitCode)
    }

    /// Reads to the end; the second part says why it did not get there.
    private func collect(from descriptor: Int32, _ flag: CancelFlag) -> ([UInt8], Outcome?) {
        let deadline = ContinuousClock.now + timeout
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            if flag.isRaised { return ([], .cancelled) }
            if ContinuousClock.now >= deadline { return ([], .timeout) }
            var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&wait, 1, 50) > 0 else { continue }
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return (bytes, nil) }
            bytes += buffer.prefix(count)
            if bytes.count > Self.longestOutput { return ([], .tooMuch) }
        }
    }

    /// In a process group of its own, so that all of it can be ended; with signals as a shell expects them.
    private func spawn(output: Int32, _ child: inout pid_t) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        for signal in [SIGPIPE, SIGINT, SIGTERM, SIGQUIT, SIGHUP] { sigaddset(&signals, signal) }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETPGROUP) | Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
        let words: [UnsafeMutablePointer<CChar>?] = ["/bin/sh", "-c", line].map { (word: String) in strdup(word) }
        let variables: [UnsafeMutablePointer<CChar>?] = environment.filter {
            !$0.key.utf8.contains(0) && !$0.value.utf8.contains(0)
        }
        .map { strdup("\($0.key)=\($0.value)") }
        defer { for pointer in words + variables { free(pointer) } }
        return posix_spawn(&child, "/bin/sh", &actions, &attributes, words + [nil], variables + [nil])
    }
}

/// Set once, read from any thread.
private final class CancelFlag: Sendable {
    private let state = Mutex(false)
    var isRaised: Bool { state.withLock { $0 } }
    func raise() { state.withLock { $0 = true } }
}
