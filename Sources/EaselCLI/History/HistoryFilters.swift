import ArgumentParser
import EaselApp
import EaselCore
import EaselEngine

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
            var known = try await runtime.curation.savedFilters()
            if let remove {
                guard known.contains(where: { $0.name == remove }) else {
                    throw FilterOptions.unknown(remove, of: known)
                }
                try await runtime.curation.removeFilter(named: remove)
                known.removeAll { $0.name == remove }
            }
            if json { return context.output.printJSON(known) }
            context.output.table(["NAME", "WHAT IT SHOWS", "ORDER"], known.map(Self.row))
            return .done
        }
    }

    private static func row(_ saved: SavedFilter) -> [String] {
        let search = saved.filter.search.isEmpty ? [] : ["“\(saved.filter.search)”"]
        let words = search + saved.filter.words { String(RecordText.date($0).prefix(10)) }
        return [saved.name, words.isEmpty ? "everything" : words.joined(separator: ", "), saved.sort.rawValue]
    }
}
