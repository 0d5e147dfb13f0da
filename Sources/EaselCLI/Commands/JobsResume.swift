import ArgumentParser
import EaselApp
import EaselCore

/// `easel jobs resume [ID…]`: follows unfinished jobs to their end and fetches what they made. Never submits anything.
struct JobsResume: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Fetch the results of unfinished jobs that nobody follows; nothing is sent again.",
        discussion: """
            One of unknown fate that is named is looked for at its provider once more. Without ids, copies to Cloud Storage \
            that are not done go on too.
            """)

    @Argument(help: "Which ones, by id or its first or last letters; all unfinished ones when none is named.")
    var ids: [String] = []

    @Flag(help: "Print one JSON object when all are done.")
    var json = false

    @OptionGroup var telemetry: TelemetryOptions

    @OptionGroup var connection: ConnectionOptions

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withRuntime(context, sandbox: connection.use, metricsFile: telemetry.metricsFile) {
            runtime throws(EaselError) in
            let status = try await JobWatch(context: context, runtime: runtime, json: json, waitsForOthers: false).run(
                ids)
            guard ids.isEmpty, let error = await UploadsResume(context: context, runtime: runtime).run().error else {
                return status
            }
            return status == .done ? ExitStatus(error.kind) : status
        }
    }
}
