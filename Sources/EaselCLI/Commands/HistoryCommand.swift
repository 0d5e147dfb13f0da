import ArgumentParser
import EaselApp
import EaselCore
import Foundation

/// `easel history`: everything ever made.
struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "Look at everything ever made.",
        subcommands: [
            HistoryList.self, HistoryShow.self, HistoryCheck.self, HistoryRebuild.self, HistoryQuarantine.self,
        ])
}

/// `easel history list`, newest first, a page at a time.
struct HistoryList: ContextCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List generations, newest first.")

    @Option(help: "Only those whose prompt or answer holds these words.")
    var search = ""

    @Option(help: "Only one modality: text, image, video, audio or speech.")
    var modality: Modality?

    @Option(help: "Only one provider.")
    var provider: String?

    @Option(help: "Only one status: succeeded, failed, cancelled, accepted or submitted.")
    var status: GenerationStatus?

    @Option(help: "How many rows, at most 1000.")
    var limit = 20

    @Option(help: "Rows older than this id: the next page.")
    var before: String?

    @Flag(help: "Print one JSON object.")
    var json = false

    func validate() throws {
        guard (1...1000).contains(limit) else { throw ValidationError("--limit must be between 1 and 1000.") }
    }

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withRuntime(context) { runtime throws(EaselError) in
            let page = try await runtime.history.page(
                HistoryQuery(
                    search: search, modality: modality, provider: provider.map(ProviderID.init(rawValue:)),
                    status: status,
                    before: before.map(JobID.init(rawValue:)), limit: limit))
            if json {
                return context.output.printJSON(HistoryPageJSON(page))
            }
            context.output.table(
                ["ID", "WHEN", "STATUS", "KIND", "TARGET", "COST", "PROMPT"], page.records.map(Self.row))
            if let next = page.next { context.output.note("More: easel history list --before \(next)") }
            return .done
        }
    }

    private static func row(_ record: GenerationRecord) -> [String] {
        [
            record.id.short, RecordText.date(record.createdAt),
            record.stateWord + (record.isSandbox ? " (sandbox)" : ""),
            record.draft.modality.rawValue, "\(record.target)", RecordText.cost(record.usage),
            String(record.draft.prompt.prefix(60)),
        ]
    }
}

/// `easel history show ID`.
struct HistoryShow: ContextCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show one generation whole.")

    @Argument(help: "Its id, or the first or last letters of it.")
    var id: String

    @Flag(help: "Print one JSON object.")
    var json = false

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withRuntime(context) { runtime throws(EaselError) in
            let record = try await runtime.history.only(id)
            if json { return context.output.printJSON(GenerationJSON(record)) }
            for (name, value) in RecordText.details(record) { context.output.line(name.padded(to: 14) + value) }
            if let text = record.text { context.output.line("\n\(text)") }
            return .done
        }
    }
}

/// `easel history quarantine`: the way out when the history is damaged.
struct HistoryQuarantine: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "quarantine",
        abstract: "Move a damaged history aside, so that a new one begins; nothing is deleted.")

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withSetup(context) { setup throws(EaselError) in
            context.output.line(try setup.quarantineHistory().path)
            return .done
        }
    }
}

/// A page of the history as `--json` prints it.
private struct HistoryPageJSON: Encodable {
    var generations: [GenerationJSON]
    var next: Nullable<String>

    init(_ page: HistoryPage) {
        generations = page.records.map(GenerationJSON.init)
        next = Nullable(page.next?.rawValue)
    }
}
