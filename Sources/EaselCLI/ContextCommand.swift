import ArgumentParser
import EaselApp
import EaselCore

/// A subcommand that works on what it is given, so that a test can give it something else.
protocol ContextCommand: ParsableCommand {
    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus
}

extension ContextCommand {
    /// Opens the engine for as long as the work takes.
    func withRuntime(
        _ context: CommandContext, sandbox: SandboxUse = .asConfigured,
        _ work: (EaselRuntime) async throws(EaselError) -> ExitStatus
    ) async throws(EaselError) -> ExitStatus {
        let runtime = try await context.open(sandbox)
        for notice in runtime.notices { context.output.note("easel: \(notice)") }
        do {
            let status = try await work(runtime)
            await runtime.close()
            return status
        } catch {
            await runtime.close()
            throw error
        }
    }
}
