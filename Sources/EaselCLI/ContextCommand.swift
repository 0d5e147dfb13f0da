import ArgumentParser
import EaselApp
import EaselCore
import EaselEngine

/// A subcommand that works on what it is given, so that a test can give it something else.
protocol ContextCommand: ParsableCommand {
    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus
}

extension ContextCommand {
    /// Sets Easel up for as long as the work takes; no history is opened.
    func withSetup(
        _ context: CommandContext, sandbox: SandboxUse = .asConfigured, only: ProviderID? = nil,
        _ work: (EaselSetup) async throws(EaselError) -> ExitStatus
    ) async throws(EaselError) -> ExitStatus {
        let setup = try await context.load(sandbox, only, context.tape)
        for notice in setup.notices { context.output.note("easel: \(notice)") }
        do throws(EaselError) {
            let status = try await work(setup)
            await close(setup, context)
            return status
        } catch {
            await close(setup, context)
            throw error
        }
    }

    /// What was made stays made when it could not be recorded.
    private func close(_ setup: EaselSetup, _ context: CommandContext) async {
        await setup.close()
        if let problem = setup.recordingProblem { context.output.show(problem) }
    }

    /// Opens history and engine for as long as the work takes.
    func withRuntime(
        _ context: CommandContext, sandbox: SandboxUse = .asConfigured, only: ProviderID? = nil,
        metricsFile: String? = nil, _ work: (EaselRuntime) async throws(EaselError) -> ExitStatus
    ) async throws(EaselError) -> ExitStatus {
        try await withSetup(context, sandbox: sandbox, only: only) { setup throws(EaselError) in
            let runtime = try EaselRuntime.open(setup, metricsFile: metricsFile)
            do throws(EaselError) {
                await runtime.sweepLeft()
                let status = try await work(runtime)
                await finish(runtime, context)
                return status
            } catch {
                await finish(runtime, context)
                throw error
            }
        }
    }

    /// What was made stays made when its measurements cannot be written.
    private func finish(_ runtime: EaselRuntime, _ context: CommandContext) async {
        do throws(EaselError) { try await runtime.finish() } catch { context.output.show(error) }
    }
}
