import ArgumentParser
import EaselApp
import EaselCore
import EaselEngine

/// `easel history refetch ID`: missing files, from the provider that still has them.
struct HistoryRefetch: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "refetch", abstract: "Fetch missing files again, where the provider still has them.")

    @Argument(help: "Its id, the first or last letters of it, or `last`.")
    var id: String

    @Flag(help: "Print one JSON object.")
    var json = false

    @OptionGroup var connection: ConnectionOptions

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withRuntime(context, sandbox: connection.use) { runtime throws(EaselError) in
            let record = try await runtime.history.only(id)
            let assets = try await runtime.desk.refetch(record.id)
            if json { return context.output.printJSON(assets.map(AssetJSON.init)) }
            for asset in assets { context.output.line(asset.path) }
            if assets.isEmpty { context.output.note("No file is missing.") }
            return .done
        }
    }
}
