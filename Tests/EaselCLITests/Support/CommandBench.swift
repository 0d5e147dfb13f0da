import EaselApp
import EaselCLI
import EaselConfig
import EaselCore
import Foundation
import Synchronization

/// Runs command lines in this process, on a folder of its own, and keeps what they print.
final class CommandBench: Sendable {
    let home: URL
    private let variables: [String: String]
    private let terminal: Bool

    struct Run {
        var status: Int32
        var output: String
        var errors: String
    }

    init(_ variables: [String: String] = [:], terminal: Bool = false) {
        self.home = FileManager.default.temporaryDirectory.appending(path: "easel-cli-\(UUID().uuidString)")
        self.variables = variables
        self.terminal = terminal
    }

    deinit { try? FileManager.default.removeItem(at: home) }

    func run(_ arguments: String..., input: String = "", answer: String? = nil) async -> Run {
        await run(arguments, input: input, answer: answer)
    }

    /// - Parameter lines: what is typed, line by line, into a command that asks again and again.
    func run(
        _ arguments: [String], input: String = "", answer: String? = nil, lines: [String] = []
    ) async -> Run {
        let output = Mutex("")
        let errors = Mutex("")
        let environment = Environment(variables.merging(["EASEL_HOME": home.path, "HOME": home.path]) { $1 })
        var console = CommandOutput(
            write: { text in
                output.withLock { $0 += text }
                return true
            },
            report: { text in errors.withLock { $0 += text } }, outputIsTerminal: terminal,
            errorIsTerminal: terminal,
            readInput: { Data(input.utf8) })
        console.canAsk = answer != nil
        let typed = Mutex(lines)
        console.readAnswer = { answer ?? typed.withLock { $0.isEmpty ? nil : $0.removeFirst() } }
        let context = CommandContext(
            output: console, environment: environment,
            load: { sandbox, only, tape throws(EaselError) in
                var options = SetupOptions(environment: environment, sandbox: sandbox, only: only)
                options.tape = tape
                return try await EaselSetup.load(options)
            },
            signals: { AsyncStream { _ in } },
            themes: { names in
                (names.isEmpty ? ["default", "faint"] : names).map { name in
                    ThemeReport(
                        name: name, appearance: "dark", place: "built in",
                        problems: name == "faint" ? ["text: contrast 2.1 to 1, needs 4.5"] : [])
                }
            },
            serveSandbox: { order throws(EaselError) in try await SandboxHost.serve(order) })
        let status = await EaselCommand.run(arguments, in: context) { _ in -1 }
        return Run(status: status, output: output.withLock { $0 }, errors: errors.withLock { $0 })
    }
}
