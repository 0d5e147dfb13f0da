public import ArgumentParser
import EaselApp
import EaselCore
import EaselEngine
import Foundation

/// `easel compare list`, newest first, a page at a time.
struct CompareList: ContextCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List comparisons, newest first.")

    @Option(help: "Only one modality: text, image, video, audio or speech.")
    var modality: Modality?

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
            var query = ComparisonQuery(modality: modality, limit: limit)
            if let before { query.before = try await runtime.comparisons.only(before).id }
            let page = try await runtime.comparisons.page(query)
            var reports: [ComparisonReport] = []
            for comparison in page.comparisons {
                let board = try await runtime.comparisonRunner.board(of: comparison.id)
                reports.append(try await ComparisonReport(board, runtime.comparisons))
            }
            if json { return context.output.printJSON(ComparisonListJSON(reports, page.next)) }
            context.output.table(
                ["ID", "WHEN", "KIND", "TARGETS", "DONE", "VOTE", "PROMPT"], reports.map(Self.row))
            if let next = page.next { context.output.note("More: easel compare list --before \(next)") }
            return .done
        }
    }

    private static func row(_ report: ComparisonReport) -> [String] {
        let comparison = report.comparison
        let kind = comparison.draft.modality.rawValue + (comparison.kind == .race ? " race" : "")
        return [
            comparison.id.short, RecordText.date(comparison.createdAt), kind,
            report.isRevealed
                ? comparison.targets.map { "\($0.reference)" }.joined(separator: " ")
                : "\(comparison.targets.count) hidden",
            "\(report.board.all.count(where: \.isFinished))/\(report.board.all.count)",
            report.verdictWords ?? "–", String((comparison.name ?? comparison.draft.prompt).prefix(50)),
        ]
    }
}

/// `easel compare show ID`.
struct CompareShow: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one comparison: its answers, its table, its votes.")

    @Argument(help: "Its id, the first or last letters of it, its name, or `last`.")
    var id: String

    @Option(help: "What the table is sorted by, for example total or cost.")
    var sort: MeasureKeyArgument = .target

    @Option(help: ArgumentHelp("Only what differs between two answers, word by word.", valueName: "a,b"))
    var diff: String?

    @Flag(help: "Print one JSON object.")
    var json = false

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withRuntime(context) { runtime throws(EaselError) in
            let report = try await runtime.report(id)
            if let diff { return try report.difference(diff, turn: 1).show(on: context.output, json: json) }
            if json { return context.output.printJSON(ComparisonJSON(report)) }
            CompareView(context.output, isQuiet: false).finish(report, sort: sort.key)
            for judgement in report.judgements {
                context.output.note("judge \(judgement.judge): \(report.words(judgement.verdict)); \(judgement.reason)")
            }
            return .done
        }
    }
}

/// `easel compare export ID`: the whole comparison for others; names stay hidden until the vote.
struct CompareExport: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract:
            "Write a comparison as a page that holds everything, as JSON, or as Markdown; a blind one without names.")

    @Argument(help: "Its id, the first or last letters of it, its name, or `last`.")
    var id: String

    @Option(help: "json, html or markdown.")
    var format: ComparisonFile.Form?

    @Option(
        name: [.short, .long], help: "The file to write; without it standard output. A file that is there is replaced.")
    var output: String?

    @Option(help: ArgumentHelp("The same as --format html --output FILE.", valueName: "file"))
    var html: String?

    func validate() throws {
        if html != nil, format != nil || output != nil { throw ValidationError("--html says format and file already.") }
    }

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withRuntime(context) { runtime throws(EaselError) in
            let report = try await runtime.report(id)
            let form = html == nil ? format ?? .json : .html
            guard let file = html ?? output else {
                guard context.output.write(try await report.text(as: form, context.previews)) else { throw .cancelled }
                return .done
            }
            try await report.write(as: form, to: file, context.previews)
            context.output.line(file)
            return .done
        }
    }
}

extension ComparisonFile.Form: ExpressibleByArgument {}

extension EaselRuntime {
    func report(_ id: String) async throws(EaselError) -> ComparisonReport {
        let comparison = try await comparisons.only(id)
        return try await ComparisonReport(comparisonRunner.board(of: comparison.id), comparisons)
    }
}

private struct ComparisonListJSON: Encodable {
    var comparisons: [ComparisonJSON]
    var next: Nullable<String>

    init(_ reports: [ComparisonReport], _ next: ComparisonID?) {
        comparisons = reports.map { ComparisonJSON($0) }
        self.next = Nullable(next?.rawValue)
    }
}
