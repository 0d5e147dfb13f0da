import ArgumentParser
import EaselApp
import EaselCore
import Synchronization

/// `easel history check`: are all files where history says, and are they what it says?
struct HistoryCheck: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Compare the files that history knows with the disk.",
        discussion: """
            Files that are not in their place are looked for in the media folder by their checksum. The exit code is 0 when \
            every file is in order, or was found again with --repair; else 74.
            """)

    @Flag(help: "Believe files that have their right size; without it each is read.")
    var quick = false

    @Flag(help: "Keep the new path of files that were found elsewhere.")
    var repair = false

    @Flag(help: "Print one JSON object.")
    var json = false

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withRuntime(context) { runtime throws(EaselError) in
            let tally = Tally()
            let progress = ProgressLine(context.output, isQuiet: !context.output.errorIsTerminal)
            defer { progress.clear() }
            try await runtime.checkFiles(verifying: !quick) { finding in
                let count = tally.note(finding)
                if count.isMultiple(of: 100) { progress.show("Checking: \(count) files") }
            }
            progress.clear()
            let (counts, problems) = tally.result
            let moved = problems.filter { $0.state == .moved }
            if repair { try await runtime.adopt(moved) }
            let report = CheckJSON(counts, problems, isRepaired: repair)
            let isInOrder = problems.count == (repair ? moved.count : 0)
            if json {
                _ = context.output.printJSON(report)
            } else {
                show(report, context.output)
            }
            return isInOrder ? .done : .storage
        }
    }

    private func show(_ report: CheckJSON, _ output: CommandOutput) {
        for file in report.files {
            let place = file.newPath.value.map { " → \($0)" } ?? ""
            output.line("\(file.state.rawValue.padded(to: 8)) \(JobID(rawValue: file.id).short)  \(file.path)\(place)")
        }
        output.note(
            "\(report.present) present, \(report.moved) moved, \(report.changed) changed, \(report.missing) missing.")
        if report.moved > 0 {
            output.note(
                report.repaired
                    ? "The new paths are kept." : "`easel history check --repair` keeps the new paths.")
        }
    }
}

/// What a check found so far. Only files that are not in order are kept.
private final class Tally: Sendable {
    private let state = Mutex((counts: [FileState: Int](), problems: [FileFinding](), total: 0))

    /// Returns how many files there were so far.
    func note(_ finding: FileFinding) -> Int {
        state.withLock { state in
            state.counts[finding.state, default: 0] += 1
            if finding.state != .present { state.problems.append(finding) }
            state.total += 1
            return state.total
        }
    }

    var result: (counts: [FileState: Int], problems: [FileFinding]) { state.withLock { ($0.counts, $0.problems) } }
}

/// A check as `--json` prints it: how many files are in which state, and those that are not in order.
private struct CheckJSON: Encodable {
    struct File: Encodable {
        var id: String
        var path: String
        var state: FileState
        var newPath: Nullable<String>
    }

    var present: Int
    var moved: Int
    var changed: Int
    var missing: Int
    var repaired: Bool
    var files: [File]

    init(_ counts: [FileState: Int], _ problems: [FileFinding], isRepaired: Bool) {
        present = counts[.present] ?? 0
        moved = counts[.moved] ?? 0
        changed = counts[.changed] ?? 0
        missing = counts[.missing] ?? 0
        repaired = isRepaired
        files = problems.map {
            File(
                id: $0.file.id.rawValue, path: $0.file.asset.path, state: $0.state, newPath: Nullable($0.newPath))
        }
    }
}
