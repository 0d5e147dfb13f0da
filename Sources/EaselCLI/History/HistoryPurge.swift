import ArgumentParser
import EaselApp
import EaselCore
import EaselEngine
import Foundation

/// `easel history purge`: what is in the trash, for good.
struct HistoryPurge: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "purge", abstract: "Forget generations for good: those named, or all that are in the trash.",
        discussion: """
            Without ids it is about the trash. Files stay unless --files is given; then those are deleted that no other \
            generation has, that lie in the media folder, and that still are what was made. What was spent stays counted.
            """)

    @Argument(help: "Ids, the first or last letters of them, or `last`; none for the trash.")
    var ids: [String] = []

    @Option(help: "Of the trash, only what has been in it for so long: 30d.")
    var olderThan: MomentOption?

    @Flag(help: "Delete their files as well.")
    var files = false

    @Flag(help: "Do not ask.")
    var yes = false

    @Flag(help: "Print one JSON object.")
    var json = false

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withRuntime(context) { runtime throws(EaselError) in
            let wanted = try await wanted(runtime)
            if !wanted.isEmpty, !yes {
                let what = files ? " and their files" : ""
                guard context.output.ask("Forget \(wanted.count) generations\(what) for good?") else {
                    throw EaselError(.cancelled, "Nothing was purged.", remedy: "--yes purges without asking.")
                }
            }
            let report = try await runtime.desk.purge(wanted, deletesFiles: files)
            return show(report, context.output)
        }
    }

    private func wanted(_ runtime: EaselRuntime) async throws(EaselError) -> [JobID] {
        guard ids.isEmpty else {
            var found: [JobID] = []
            for text in ids { found.append(try await runtime.history.only(text).id) }
            return found
        }
        let moment = olderThan?.moment(Date()) ?? .distantFuture
        return try await runtime.curation.trashed(before: moment, limit: 10_000)
    }

    private func show(_ report: PurgeReport, _ output: CommandOutput) -> ExitStatus {
        if json {
            _ = output.printJSON(
                PurgeJSON(
                    purged: report.purged.map(\.rawValue), unfinished: report.unfinished.map(\.rawValue),
                    deletedFiles: report.deletedFiles, keptFiles: report.keptFiles))
        } else {
            output.note("\(report.purged.count) purged, \(report.deletedFiles.count) files deleted.")
            if !report.keptFiles.isEmpty { output.note("\(report.keptFiles.count) files were left where they are.") }
            for id in report.unfinished { output.note("\(id.short) is not finished: it stays.") }
        }
        for problem in report.problems { output.show(problem) }
        return report.problems.isEmpty ? .done : .storage
    }
}

private struct PurgeJSON: Encodable {
    var purged: [String]
    var unfinished: [String]
    var deletedFiles: [String]
    var keptFiles: [String]
}

/// `easel history delete ID…`: into the trash, where `restore` finds it.
struct HistoryDelete: CurationCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Put generations into the trash; `purge` empties it.")

    @OptionGroup var selection: SelectionOptions
    @Flag(help: "Print one JSON object.")
    var json = false

    func change() -> CurationChange { .trash }
}
