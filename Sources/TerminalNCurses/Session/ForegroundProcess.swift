internal import CTerminalGuard
internal import Dispatch
internal import Glibc

/// Another program on the same terminal: an editor, a pager. For use inside `NCursesBackend.withTerminalReleased`.
public enum ForegroundProcess {
    /// How the program ended.
    public enum Ending: Hashable, Sendable {
        /// It exited with this code; 0 is success.
        case exited(Int32)
        /// This signal ended it.
        case killed(Int32)
    }

    /// The program could not be started.
    public struct LaunchError: Error, Hashable, Sendable, CustomStringConvertible {
        /// What was to be started.
        public let program: String
        /// The `errno`, for example ENOENT.
        public let code: Int32

        public var description: String { "\(program) could not be started (error \(code))" }
    }

    /// Runs `arguments[0]`, found through PATH, and waits for its end. It shares this process's group and streams, so
    /// Ctrl-C and Ctrl-Z on the keyboard reach it. Cancelling the task does not end it: the user is working in it.
    public static func run(_ arguments: [String]) async throws(LaunchError) -> Ending {
        let process = try start(arguments)
        return await withCheckedContinuation { continuation in
            wait(for: process) { continuation.resume(returning: $0) }
        }
    }

    private static func start(_ arguments: [String]) throws(LaunchError) -> pid_t {
        guard let program = arguments.first else { throw LaunchError(program: "", code: ENOENT) }
        var copies: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
        copies.append(nil)
        defer { for copy in copies { free(copy) } }
        var process: pid_t = 0
        let code = tg_spawn_foreground(copies, &process)
        guard code == 0 else { throw LaunchError(program: program, code: code) }
        return process
    }

    /// Waits on a thread of its own: the child may take hours.
    private static func wait(for process: pid_t, then done: @escaping @Sendable (Ending) -> Void) {
        DispatchQueue.global().async {
            var status: Int32 = 0
            while waitpid(process, &status, 0) < 0, errno == EINTR {}
            let signal = status & 0x7f
            done(signal == 0 ? .exited(status >> 8 & 0xff) : .killed(signal))
        }
    }
}
