public import ArgumentParser
public import EaselApp
import EaselCore
import Foundation

extension ExportFormat: ExpressibleByArgument {}

extension ImportFormat: ExpressibleByArgument {}

/// `easel history export`: what a filter finds, as JSON lines, a table, Markdown or a contact sheet.
struct HistoryExportCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write generations as JSON lines, CSV, Markdown or an HTML contact sheet.",
        discussion: "JSON lines are what `easel history import` reads on another machine.")

    @Option(help: "json, csv, markdown or html.")
    var format = ExportFormat.json

    @Option(
        name: [.short, .long], help: "The file to write; without it standard output. A file that is there is replaced.")
    var output: String?

    @Option(help: "newest, oldest, cost, duration or rating.")
    var sort = HistorySort.newest

    @Flag(help: "Also write what was sent and what came back, without secrets and media; JSON only.")
    var raw = false

    @OptionGroup var filter: FilterOptions

    func validate() throws {
        if raw, format != .json { throw ValidationError("--raw goes with --format json only.") }
    }

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withRuntime(context) { runtime throws(EaselError) in
            let filter = try await filter.filter(runtime.curation)
            guard let output else {
                let place = ExportPlace(previews: context.previews)
                _ = try await runtime.exportHistory(filter, as: format, sort: sort, raw: raw, to: place) {
                    text throws(EaselError) in
                    guard context.output.write(text) else { throw .cancelled }
                }
                return .done
            }
            let file = try ExportFile(output)
            let progress = ProgressLine(context.output, isQuiet: !context.output.errorIsTerminal)
            defer { progress.clear() }
            do throws(EaselError) {
                let place = ExportPlace(path: output, previews: context.previews)
                var pieces = 0
                let count = try await runtime.exportHistory(filter, as: format, sort: sort, raw: raw, to: place) {
                    text throws(EaselError) in
                    try file.write(text)
                    pieces += 1
                    if pieces.isMultiple(of: 1000) { progress.show("Writing: \(pieces)") }
                }
                try file.finish()
                progress.clear()
                context.output.note("\(count) generations in \(output)")
            } catch {
                file.abandon()
                throw error
            }
            return .done
        }
    }
}

/// `easel history import FILE`.
struct HistoryImportCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take generations over from an export, from llm, or from the base web app.",
        discussion: """
            What history knows already stays as it is, so importing twice changes nothing. Lines that cannot be taken over are \
            named and skipped; the exit code is 65 then.
            """)

    @Argument(help: "The file: JSON lines of `easel history export`, llm's logs.db, or Firestore records as JSON.")
    var file: String

    @Option(help: "auto, easel, llm or firestore.")
    var format = ImportFormat.auto

    @Option(help: "A folder with the files that belong to the generations, where they are not in their place.")
    var media: String?

    @Flag(help: "Print one JSON object.")
    var json = false

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withRuntime(context) { runtime throws(EaselError) in
            let place = { (path: String) in URL(fileURLWithPath: (path as NSString).expandingTildeInPath) }
            let progress = ProgressLine(context.output, isQuiet: !context.output.errorIsTerminal)
            defer { progress.clear() }
            let report = try await runtime.importHistory(place(file), as: format, media: media.map(place)) { line in
                progress.show("Reading: \(line / 1000 * 1000)")
            }
            progress.clear()
            if json {
                _ = context.output.printJSON(ImportJSON(report))
            } else {
                for problem in report.problems { context.output.note("line \(problem.line): \(problem.message)") }
                if report.problemCount > report.problems.count {
                    context.output.note("… and \(report.problemCount - report.problems.count) more lines.")
                }
                context.output.note(
                    "\(report.added) added, \(report.known) known already, \(report.problemCount) skipped; "
                        + "\(report.files) files in place, \(report.missingFiles) missing.")
            }
            return report.problemCount == 0 ? .done : .refused
        }
    }
}

/// An import as `--json` prints it.
private struct ImportJSON: Encodable {
    struct Problem: Encodable {
        var line: Int
        var message: String
    }

    var added: Int
    var known: Int
    var skipped: Int
    var files: Int
    var missingFiles: Int
    var problems: [Problem]

    init(_ report: ImportReport) {
        added = report.added
        known = report.known
        skipped = report.problemCount
        files = report.files
        missingFiles = report.missingFiles
        problems = report.problems.map { Problem(line: $0.line, message: $0.message) }
    }
}
