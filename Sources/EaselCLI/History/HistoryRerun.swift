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

/// `easel history filters`: filters kept under names.
struct HistoryFilters: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "filters", abstract: "List, save and remove filters.",
        discussion: "easel history filters --save best --rating 4 --modality image")

    @Option(help: "Keep the filter options under this name.")
    var save: String?

    @Option(help: "Forget the filter of this name.")
    var remove: String?

    @Option(help: "The order that goes with it.")
    var sort = HistorySort.newest

    @OptionGroup var filter: FilterOptions

    @Flag(help: "Print one JSON array.")
    var json = false

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withRuntime(context) { runtime throws(EaselError) in
            if let save {
                let filter = try await filter.filter(runtime.curation)
                try await runtime.curation.save(SavedFilter(name: save, filter: filter, sort: sort))
            }
            if let remove { try await runtime.curation.removeFilter(named: remove) }
            let known = try await runtime.curation.savedFilters()
            if json { return context.output.printJSON(known) }
            for filter in known { context.output.line(filter.name) }
            return .done
        }
    }
}
