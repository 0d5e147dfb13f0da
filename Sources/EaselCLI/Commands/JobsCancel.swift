import ArgumentParser
import EaselApp
import EaselCore
import EaselEngine

/// `easel jobs cancel ID`.
struct JobsCancel: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Cancel an unfinished job at its provider.")

    @Argument(help: "Its id, the first or last letters of it, or `last`.")
    var id: String

    @Flag(help: "Print one JSON object.")
    var json = false

    @OptionGroup var connection: ConnectionOptions

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withRuntime(context, sandbox: connection.use) { runtime throws(EaselError) in
            let record = try await runtime.runner.cancel(try await runtime.history.only(id).id)
            if json { return context.output.printJSON(GenerationJSON(record)) }
            let reply = record.cancelReply.map { " (the provider said: \($0.rawValue))" } ?? ""
            context.output.note("\(record.id.short): \(record.status.rawValue)\(reply)")
            return .done
        }
    }
}
