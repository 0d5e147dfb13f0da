import ArgumentParser
import EaselApp
import EaselCore

/// `easel jobs wait [ID…]`: returns when jobs have ended, whoever follows them.
struct JobsWait: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "wait", abstract: "Wait for jobs to end, whoever follows them; follow those that nobody does.",
        discussion: "The exit code is that of the job that ended worst. Nothing is sent again.")

    @Argument(help: "Which ones, by id or its first or last letters; all unfinished ones when none is named.")
    var ids: [String] = []

    @Flag(help: "Print one JSON object when all are done.")
    var json = false

    @OptionGroup var telemetry: TelemetryOptions

    @OptionGroup var connection: ConnectionOptions

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withRuntime(context, sandbox: connection.use, metricsFile: telemetry.metricsFile) {
            runtime throws(EaselError) in
            try await JobWatch(context: context, runtime: runtime, json: json, waitsForOthers: true).run(ids)
        }
    }
}
