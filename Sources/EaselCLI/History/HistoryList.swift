import ArgumentParser
import EaselApp
import EaselCore
import EaselEngine
import Foundation

/// How a listing is shown.
struct ListingOptions: ParsableArguments {
    @Option(help: "newest, oldest, cost, duration or rating.")
    var sort = HistorySort.newest

    @Option(help: "How many rows, at most 1000.")
    var limit = 20

    @Option(help: "What comes after this id in the order: the next page.")
    var before: String?

    @Flag(help: "Print one JSON object.")
    var json = false

    mutating func validate() throws {
        guard (1...1000).contains(limit) else { throw ValidationError("--limit must be between 1 and 1000.") }
    }
}

/// `easel history list`, newest first, a page at a time.
struct HistoryList: ContextCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List generations, newest first.")

    @OptionGroup var filter: FilterOptions
    @OptionGroup var listing: ListingOptions

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withRuntime(context) { runtime throws(EaselError) in
            let filter = try await filter.filter(runtime.curation)
            return try await ListingView(context.output, "history list").show(filter, listing, runtime)
        }
    }
}

/// `easel history search WORDS`.
struct HistorySearch: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Find generations by their words.",
        discussion: """
            Every word has to be there, or begin one that is; prompts, answers, names, notes and tags are searched. "A phrase" in \
            quotation marks is found word by word; -word inside of the quotes, or --not word, must not be there. Accents do not matter. The exit code is 0 also when \
            nothing is found.
            """)

    @Argument(help: "The words.")
    var words: [String]

    @Option(name: .customLong("not"), help: "A word that must not be there; repeat it for more.")
    var unwanted: [String] = []

    @OptionGroup var filter: FilterOptions
    @OptionGroup var listing: ListingOptions

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withRuntime(context) { runtime throws(EaselError) in
            var filter = try await filter.filter(runtime.curation)
            // A shell took the quotation marks off a phrase; an argument with spaces is one again.
            let asked = words.map { $0.contains(" ") && !$0.contains("\"") && words.count > 1 ? "\"\($0)\"" : $0 }
            let not = unwanted.map { $0.contains(" ") ? "-\"\($0)\"" : "-\($0)" }
            filter.search = (asked + not + [filter.search]).joined(separator: " ")
            return try await ListingView(context.output, "history search").show(filter, listing, runtime)
        }
    }
}

/// Prints a page of the history.
private struct ListingView {
    private let output: CommandOutput
    private let command: String

    init(_ output: CommandOutput, _ command: String) {
        self.output = output
        self.command = command
    }

    func show(
        _ filter: HistoryFilter, _ options: ListingOptions, _ runtime: EaselRuntime
    ) async throws(EaselError) -> ExitStatus {
        var request = HistoryRequest(filter, sort: options.sort)
        if let before = options.before { request.after = try await cursor(before, options.sort, runtime) }
        let listing = try await runtime.desk.list(request, upTo: options.limit)
        let count = try await runtime.curation.count(filter)
        if options.json { return output.printJSON(ListingJSON(listing, count)) }
        output.table(["ID", "WHEN", "STATUS", "KIND", "TARGET", "COST", "PROMPT"], listing.entries.map(Self.row))
        if listing.isSortBounded {
            output.note("Sorted among the newest that were found: there are too many to sort them all.")
        }
        let total = "\(count.value)\(count.isExact ? "" : "+")"
        if let next = listing.next { output.note("\(total) in all. More: easel \(command) --before \(next.id) …") }
        return .done
    }

    private func cursor(
        _ text: String, _ sort: HistorySort, _ runtime: EaselRuntime
    ) async throws(EaselError) -> HistoryCursor {
        if let entry = try await runtime.curation.entry(JobID(rawValue: text.lowercased())) {
            return HistoryCursor(entry, sort)
        }
        guard sort == .newest || sort == .oldest else {
            let id = try await runtime.history.only(text).id
            return HistoryCursor(try await runtime.desk.entry(id), sort)
        }
        let found = try await runtime.history.records(matchingID: text, limit: 2)
        return HistoryCursor(id: found.count == 1 ? found[0].id : JobID(rawValue: text.lowercased()))
    }

    private static func row(_ entry: HistoryEntry) -> [String] {
        let record = entry.record
        let marks = (entry.curation.isStarred ? "* " : "") + (entry.curation.rating.map { "\($0)/5 " } ?? "")
        return [
            record.id.short, RecordText.date(record.createdAt),
            record.stateWord + (record.isSandbox ? " (sandbox)" : ""),
            record.draft.modality.rawValue, "\(record.target)", RecordText.cost(record.usage),
            marks + String(entry.title.prefix(60)),
        ]
    }
}
