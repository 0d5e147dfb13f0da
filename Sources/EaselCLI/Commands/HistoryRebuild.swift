import ArgumentParser
import EaselApp
import EaselCore

/// `easel history rebuild`: the index from the notes beside the files alone.
struct HistoryRebuild: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild", abstract: "Read the history back from the notes beside the files.",
        discussion: """
            Each file that Easel makes has a note beside it, NAME.json. What history knows already stays as it is; what it does \
            not know is added. Answers in text, failures and attempts are in no note and do not come back.
            """)

    @Flag(help: "Print one JSON object.")
    var json = false

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withRuntime(context) { runtime throws(EaselError) in
            let report = try await runtime.rebuildHistory()
            if json { return context.output.printJSON(RebuildJSON(report)) }
            context.output.line(
                "\(report.added) files added to history, \(report.known) known already, in \(report.generations) generations."
            )
            if report.orphans > 0 { context.output.note("\(report.orphans) notes have no file beside them any more.") }
            for path in report.unreadable { context.output.note("not readable: \(path)") }
            return .done
        }
    }
}

/// A rebuild as `--json` prints it.
private struct RebuildJSON: Encodable {
    var generations: Int
    var added: Int
    var known: Int
    var orphans: Int
    var unreadable: [String]

    init(_ report: RebuildReport) {
        generations = report.generations
        added = report.added
        known = report.known
        orphans = report.orphans
        unreadable = report.unreadable
    }
}
