import Foundation

/// The built `easel`, beside the running test bundle.
enum EaselBinary {
    static let url: URL = {
        let test = URL(
            fileURLWithPath: (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "")
        return test.deletingLastPathComponent().appending(path: "easel")
    }()
}

/// A finished run of a program.
struct FinishedRun {
    var status: Int32
    var output: String
    var errors: String
}

/// A program started by a test; it is killed when the test lets go of it.
///
/// It is spawned and awaited by hand: Foundation's `Process` waits until every descendant is gone, and tmux leaves a server.
final class RunningProgram {
    private let output: URL
    private let errors: URL
    private var process: pid_t = 0
    private var ended: Int32?

    struct CannotStart: Error {
        var program: String
        var code: Int32
    }

    /// Starts a program with exactly this environment, its output going to files, its input from `/dev/null` or a text.
    init(
        _ program: URL, _ arguments: [String], environment: [String: String], input: String? = nil, in scratch: Scratch
    ) throws {
        output = scratch.file("out-\(UUID().uuidString)")
        errors = scratch.file("err-\(UUID().uuidString)")
        let source = input == nil ? URL(fileURLWithPath: "/dev/null") : scratch.file("in-\(UUID().uuidString)")
        try input?.write(to: source, atomically: false, encoding: .utf8)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, source.path, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output.path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errors.path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var words = ([program.path] + arguments).map { strdup($0) } + [nil]
        var settings = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + settings { free(text) } }
        let code = posix_spawn(&process, program.path, &actions, &attributes, &words, &settings)
        guard code == 0 else { throw CannotStart(program: program.path, code: code) }
    }

    deinit {
        guard ended == nil else { return }
        kill(process, SIGKILL)
        _ = finish()
    }

    var outputSoFar: String { (try? String(contentsOf: output, encoding: .utf8)) ?? "" }
    var errorsSoFar: String { (try? String(contentsOf: errors, encoding: .utf8)) ?? "" }

    /// How it ended, nil while it runs.
    var endedBy: Int32? {
        if ended == nil {
            var status: Int32 = 0
            if waitpid(process, &status, WNOHANG) == process {
                ended = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
            }
        }
        return ended
    }

    func signal(_ number: Int32) { kill(process, number) }

    /// Waits for its end. A signal that ended it counts as 128 and the signal, as in a shell.
    @discardableResult
    func finish() -> FinishedRun {
        while ended == nil {
            var status: Int32 = 0
            if waitpid(process, &status, 0) == process {
                ended = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
            } else if errno != EINTR {
                ended = -1
            }
        }
        return FinishedRun(status: ended ?? -1, output: outputSoFar, errors: errorsSoFar)
    }
}
