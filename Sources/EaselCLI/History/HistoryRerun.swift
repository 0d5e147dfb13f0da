import ArgumentParser
import EaselApp
import EaselCore
import EaselEngine

/// `easel history rerun ID`: exactly the same again, as a new generation.
struct HistoryRerun: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "rerun", abstract: "Run a generation again exactly, as a new one; it is paid for again.")

    @Argument(help: "Its id, the first or last letters of it, or `last`.")
    var id: String

    @Flag(help: "Print one JSON object.")
    var json = false

    @OptionGroup var connection: ConnectionOptions

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withRuntime(context, sandbox: connection.use) { runtime throws(EaselError) in
            let record = try await runtime.history.only(id)
            let watch = JobWatch(context: context, runtime: runtime, json: json, waitsForOthers: false)
            let events = runtime.runner.events()
            let again = try await runtime.desk.rerun(record.id)
            return try await watch.follow([again.id], events)
        }
    }
}
