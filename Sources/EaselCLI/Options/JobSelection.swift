import ArgumentParser
import EaselApp
import EaselCore

/// Which jobs are followed, and how that is told: the options of `easel jobs wait` and `easel jobs resume`.
struct JobSelection: ParsableArguments {
    @Argument(help: "Which ones, by id or its first or last letters; all unfinished ones when none is named.")
    var ids: [String] = []

    @Flag(help: "Print one JSON object when all are done.")
    var json = false

    @OptionGroup var telemetry: TelemetryOptions

    @OptionGroup var connection: ConnectionOptions
}

extension ContextCommand {
    /// Follows the jobs to their end.
    ///
    /// - Parameter goOn: what comes after it, given its code.
    func follow(
        _ jobs: JobSelection, waitsForOthers: Bool, in context: CommandContext,
        goOn: (EaselRuntime, ExitStatus) async -> ExitStatus = { _, status in status }
    ) async throws(EaselError) -> ExitStatus {
        try await withRuntime(context, sandbox: jobs.connection.use, metricsFile: jobs.telemetry.metricsFile) {
            runtime throws(EaselError) in
            let watch = JobWatch(
                context: context, runtime: runtime, json: jobs.json, waitsForOthers: waitsForOthers)
            return await goOn(runtime, try await watch.run(jobs.ids))
        }
    }
}
