import ArgumentParser
import EaselApp
import EaselCore
import EaselEngine
import Foundation

/// `easel jobs`: what is running at the providers.
struct JobsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jobs", abstract: "See, fetch or cancel what runs at the providers.",
        subcommands: [JobsList.self, JobsResume.self, JobsCancel.self])
}

/// `easel jobs list`: generations that are not finished.
struct JobsList: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List what is not finished, oldest first.")

    @Flag(help: "Print one JSON object.")
    var json = false

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withRuntime(context) { runtime throws(EaselError) in
            let records = try await runtime.history.unfinished()
            if json { return context.output.printJSON(GenerationListJSON(records)) }
            if records.isEmpty { context.output.note("Nothing is running.") }
            if !records.isEmpty {
                context.output.table(
                    ["ID", "SINCE", "STATUS", "KIND", "TARGET", "REMOTE JOB", "PROMPT"], records.map(Self.row))
            }
            return .done
        }
    }

    private static func row(_ record: GenerationRecord) -> [String] {
        [
            record.id.short, RecordText.date(record.createdAt), record.status.rawValue, record.draft.modality.rawValue,
            "\(record.target)", record.remoteJob?.id ?? "–", String(record.draft.prompt.prefix(60)),
        ]
    }
}

/// `easel jobs resume [ID…]`: follows unfinished jobs to their end and fetches what they made. Never submits anything.
struct JobsResume: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Fetch the results of unfinished jobs; nothing is sent again.")

    @Argument(help: "Which ones, by id or its first or last letters; all when none is named.")
    var ids: [String] = []

    @Flag(help: "Print one JSON object when all are done.")
    var json = false

    @OptionGroup var telemetry: TelemetryOptions

    @OptionGroup var connection: ConnectionOptions

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withRuntime(context, sandbox: connection.use, metricsFile: telemetry.metricsFile) {
            runtime throws(EaselError) in
            let events = runtime.runner.events()
            let pending = try await wanted(runtime)
            var running: Set<JobID> = []
            for record in pending {
                if try await runtime.runner.resume(record) {
                    running.insert(record.id)
                } else {
                    try await explain(record.id, runtime, context.output)
                }
            }
            let records = await follow(running, events, runtime.runner, context)
            if json { _ = context.output.printJSON(GenerationListJSON(records)) }
            if pending.isEmpty { context.output.note("Nothing to resume.") }
            return records.map(ExitStatus.init).first { $0 != .done } ?? .done
        }
    }

    private func wanted(_ runtime: EaselRuntime) async throws(EaselError) -> [GenerationRecord] {
        guard !ids.isEmpty else { return try await runtime.history.unfinished() }
        var records: [GenerationRecord] = []
        for id in ids { records.append(try await runtime.history.only(id)) }
        return records.filter { !$0.status.isFinished }
    }

    /// Says why a job was not taken up.
    private func explain(_ id: JobID, _ runtime: EaselRuntime, _ output: CommandOutput) async throws(EaselError) {
        guard let record = try await runtime.history.record(id) else { return }
        if let error = record.error {
            output.note("\(id.short): \(error.message)")
        } else if record.isSandbox {
            output.note("\(id.short): belongs to a sandbox that is not the one in use.")
        } else {
            output.note("\(id.short): another Easel follows it.")
        }
    }

    private func follow(
        _ ids: Set<JobID>, _ events: AsyncStream<JobEvent>, _ runner: JobRunner, _ context: CommandContext
    ) async -> [GenerationRecord] {
        await withTaskGroup(of: [GenerationRecord]?.self) { group in
            group.addTask { await collect(ids, events, context.output) }
            group.addTask {
                for await _ in context.signals() { await runner.shutdown() }
                return nil
            }
            var result: [GenerationRecord]?
            while result == nil, let next = await group.next() { result = next }
            group.cancelAll()
            return result ?? []
        }
    }

    private func collect(_ ids: Set<JobID>, _ events: AsyncStream<JobEvent>, _ output: CommandOutput) async
        -> [GenerationRecord]
    {
        var waiting = ids
        var records: [GenerationRecord] = []
        guard !waiting.isEmpty else { return [] }
        for await event in events where waiting.contains(event.id) {
            switch event.event {
            case .saved(let asset) where !json: output.line(asset.path)
            case .finished(let record):
                records.append(record)
                waiting.remove(event.id)
                if let error = record.error { output.show(error) }
                output.note("\(record.id.short): \(record.status.rawValue)  \(RecordText.summary(record))")
            default: break
            }
            if waiting.isEmpty { break }
        }
        return records
    }
}

/// `easel jobs cancel ID`.
struct JobsCancel: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Cancel an unfinished job at its provider.")

    @Argument(help: "Its id, or the first or last letters of it.")
    var id: String

    @Flag(help: "Print one JSON object.")
    var json = false

    @OptionGroup var connection: ConnectionOptions

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withRuntime(context, sandbox: connection.use) { runtime throws(EaselError) in
            let record = try await runtime.runner.cancel(try await runtime.history.only(id).id)
            if json { return context.output.printJSON(GenerationJSON(record)) }
            let reply = record.cancelReply.map { " (the provider said: \($0.rawValue))" } ?? ""
            context.output.note("\(record.id.short): \(record.status.rawValue)\(reply)")
            return .done
        }
    }
}

/// Several generations as `--json` prints them.
struct GenerationListJSON: Encodable {
    var generations: [GenerationJSON]

    init(_ records: [GenerationRecord]) { generations = records.map(GenerationJSON.init) }
}
