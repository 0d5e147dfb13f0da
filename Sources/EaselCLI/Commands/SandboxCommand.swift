import ArgumentParser
import EaselApp
import EaselCore

/// `easel sandbox`: every provider's protocol on one port of this machine.
struct SandboxCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "sandbox", abstract: "Serve every provider's protocol on this machine, without any real model.",
        discussion: """
            Point Easel or any provider's own SDK at it: EASEL_SANDBOX_URL=http://127.0.0.1:PORT redirects all of Easel. \
            Faults are injected with --fault, for example --fault fal:429:times=2, --fault openrouter:disconnect-after=3 or \
            --fault '*:latency=500ms'.
            """)

    @Option(help: "The port; 0 takes any free one.")
    var port = 0

    @Option(name: .customLong("fault"), help: ArgumentHelp("A fault to inject; may be repeated.", valueName: "spec"))
    var faults: [String] = []

    @Flag(help: "Answer at once instead of at the pace of a real provider.")
    var fast = false

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port must be between 0 and 65535.") }
    }

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        let output = context.output
        let order = SandboxOrder(port: port, faults: faults, isFast: fast) { port in
            output.line("The sandbox listens on http://127.0.0.1:\(port)")
            output.line("export EASEL_SANDBOX_URL=http://127.0.0.1:\(port)")
        }
        let outcome = await withTaskGroup(of: EaselError?.self) { group in
            group.addTask { await serve(order, context) }
            group.addTask {
                for await _ in context.signals() { break }
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }
        if let outcome { throw outcome }
        return .done
    }

    private func serve(_ order: SandboxOrder, _ context: CommandContext) async -> EaselError? {
        do throws(EaselError) {
            try await context.serveSandbox(order)
            return nil
        } catch {
            return error
        }
    }
}
