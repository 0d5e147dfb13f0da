import ArgumentParser
import EaselApp
import EaselCore
import Foundation

/// `easel jobs list`: generations that are not finished.
struct JobsList: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List what is not finished, oldest first.",
        discussion: """
            `unknown` is a request whose process ended before the provider answered: `easel jobs resume` looks for its job at \
            the provider. Nothing is sent twice.
            """)

    @Flag(help: "Print one JSON object.")
    var json = false

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withRuntime(context) { runtime throws(EaselError) in
            var jobs: [JobJSON] = []
            for record in try await runtime.history.unfinished() {
                let owner = try await runtime.history.owner(of: record.id)
                jobs.append(JobJSON(record, isFollowed: owner.map(LeaseOwner.isAlive) ?? false))
            }
            let uploads = try await runtime.pendingUploads()
            if json { return context.output.printJSON(JobListJSON(generations: jobs, pendingUploads: uploads)) }
            if jobs.isEmpty { context.output.note("Nothing is running.") }
            if uploads > 0 { context.output.note("Copies to Cloud Storage that are not done: \(uploads).") }
            if !jobs.isEmpty {
                context.output.table(
                    ["ID", "SINCE", "STATUS", "KIND", "TARGET", "REMOTE JOB", "KEPT UNTIL", "PROGRESS", "PROMPT"],
                    jobs.map(\.row))
            }
            return .done
        }
    }
}

/// An unfinished generation as `jobs list --json` prints it: the generation, and how it stands.
struct JobJSON: Encodable {
    var record: GenerationRecord
    /// A living process works on it.
    var isFollowed: Bool

    init(_ record: GenerationRecord, isFollowed: Bool) {
        self.record = record
        self.isFollowed = isFollowed
    }

    /// `submitted`, `accepted`, or `unknown` where nobody waits for the answer any more.
    var state: String {
        record.remoteJob == nil && record.sentAt != nil && (!isFollowed || record.lostAt != nil)
            ? "unknown" : record.status.rawValue
    }

    var row: [String] {
        [
            record.id.short, RecordText.date(record.createdAt), state + (isFollowed ? "" : ", left"),
            record.draft.modality.rawValue, "\(record.target)", record.remoteJob?.id ?? "–",
            record.remoteJob?.resultsKeptUntil.map(RecordText.date) ?? "–",
            record.progress.map(RecordText.progress) ?? "–", String(record.draft.prompt.prefix(60)),
        ]
    }

    private enum Key: String, CodingKey { case state, isFollowed, progress }

    private struct ProgressJSON: Encodable {
        var queuePosition: Nullable<Int>
        var fraction: Nullable<Double>
        var logLine: Nullable<String>
        var at: String
    }

    func encode(to encoder: any Encoder) throws {
        try GenerationJSON(record).encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(state, forKey: .state)
        try container.encode(isFollowed, forKey: .isFollowed)
        let progress = record.progress.map {
            ProgressJSON(
                queuePosition: Nullable($0.queuePosition), fraction: Nullable($0.fraction),
                logLine: Nullable($0.logLine),
                at: $0.at.formatted(.iso8601))
        }
        try container.encode(Nullable(progress), forKey: .progress)
    }
}

private struct JobListJSON: Encodable {
    var generations: [JobJSON]
    /// Copies to Cloud Storage that are not done.
    var pendingUploads: Int
}
