import ArgumentParser
import EaselApp
import EaselCore

/// `easel jobs resume [ID…]`: follows unfinished jobs to their end and fetches what they made. Never submits anything.
struct JobsResume: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Fetch the results of unfinished jobs that nobody follows; nothing is sent again.",
        discussion: "One of unknown fate that is named is looked for at its provider once more.")

    @Argument(help: "Which ones, by id or its first or last letters; all unfinished ones when none is named.")
    var ids: [String] = []

    @Flag(help: "Print one JSON object when all are done.")
    var json = false

    @OptionGroup var connection: ConnectionOptions

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withRuntime(context, sandbox: connection.use) { runtime throws(EaselError) in
            try await JobWatch(context: context, runtime: runtime, json: json, waitsForOthers: false).run(ids)
        }
    }
}
