import ArgumentParser
import EaselApp
import EaselCore
import EaselEngine

/// `easel jobs resend ID`: the same request as a new generation. It may be paid for twice, so a person has to say so.
struct JobsResend: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "resend", abstract: "Send a request of unknown fate again, as a new generation.",
        discussion: """
            The job is looked for at its provider first; where it is found, it is followed and nothing is sent. Otherwise the \
            request may be billed twice: --yes says that this is wanted; on a terminal Easel asks.
            """)

    @Argument(help: "Its id, the first or last letters of it, or `last`.")
    var id: String

    @Flag(help: "Send it although it may be billed twice.")
    var yes = false

    @Flag(help: "Print one JSON object.")
    var json = false

    @OptionGroup var connection: ConnectionOptions

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withRuntime(context, sandbox: connection.use) { runtime throws(EaselError) in
            let record = try await runtime.history.only(id)
            try check(record)
            let watch = JobWatch(context: context, runtime: runtime, json: json, waitsForOthers: false)
            if record.isOfUnknownFate {
                if let status = try await found(record, runtime, watch, context) { return status }
                try confirm(record, context)
            }
            let order = GenerationOrder(draft: record.draft, target: record.target, allowsUnknownModel: true)
            let events = runtime.runner.events()
            try await runtime.runner.start(order)
            return try await watch.follow([order.id], events)
        }
    }

    private func check(_ record: GenerationRecord) throws(EaselError) {
        guard record.status.isFinished else {
            throw EaselError(
                .invalidRequest, "Generation \(record.id.short) is not finished.",
                remedy: "`easel jobs wait \(record.id.short)` follows it to its end.")
        }
        guard record.status != .succeeded else {
            throw EaselError(
                .invalidRequest, "Generation \(record.id.short) has its result already.",
                remedy: "`easel history show \(record.id.short)` shows it.")
        }
    }

    /// Looks for the job once more. Nil when it is not there.
    private func found(
        _ record: GenerationRecord, _ runtime: EaselRuntime, _ watch: JobWatch, _ context: CommandContext
    ) async throws(EaselError) -> ExitStatus? {
        let events = runtime.runner.events()
        do throws(EaselError) {
            guard try await runtime.runner.resume(record) else { return nil }
        } catch {
            context.output.note("The job could not be looked for: \(error.message)")
            return nil
        }
        context.output.note("The job was found at the provider; nothing is sent.")
        return try await watch.follow([record.id], events)
    }

    private func confirm(_ record: GenerationRecord, _ context: CommandContext) throws(EaselError) {
        if yes { return }
        let question =
            "It is not known whether \(record.provider) accepted \(record.id.short). Sending it again may be billed twice. Send?"
        guard context.output.ask(question) else {
            throw EaselError(
                .cancelled, "Nothing was sent.",
                remedy: "`easel jobs resend --yes \(record.id.short)` sends it; it may be billed twice.")
        }
    }
}
