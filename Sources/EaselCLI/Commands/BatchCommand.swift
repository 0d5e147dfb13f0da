import ArgumentParser
import EaselApp
import EaselConfig
import EaselCore
import EaselEngine
import Foundation

/// `easel batch FILE.jsonl`: many requests, one a line.
struct BatchCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "batch", abstract: "Send many requests, one JSON object a line; results come as JSON lines.",
        discussion: """
            A line is {"id":"row-1","modality":"image","prompt":"…","on":"fal:fal-ai/flux/dev","set":{…},"attach":[…],"fallback":[…]}; \
            only modality and prompt are needed. Each result is the object of `generate --json` with the line's id as "batchID"; a line \
            without an id is called line-N. A run that was killed goes on with --resume. CLOUD_RUN_TASK_INDEX and \
            CLOUD_RUN_TASK_COUNT make several machines share one file. Ctrl-C lets what is under way finish; a second one cancels it.
            """)

    @Argument(help: "A file of requests, one JSON object a line; `-` reads them from standard input.")
    var file: String

    @Option(help: ArgumentHelp("The target of lines that name none.", valueName: "provider[:model]"))
    var on: ModelReference?

    @OptionGroup var options: BatchOptions

    func validate() throws {
        if file == "-" && (options.resume || options.anew) {
            throw ValidationError("Standard input cannot be gone on with: put the requests into a file.")
        }
    }

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        let shard = try BatchShard(
            index: context.environment["CLOUD_RUN_TASK_INDEX"], count: context.environment["CLOUD_RUN_TASK_COUNT"])
        return try await withRuntime(
            context, sandbox: options.connection.use, metricsFile: options.telemetry.metricsFile
        ) { runtime throws(EaselError) in
            let lines = try LineSource(file)
            return try await BatchSession(
                context: context, options: options, runtime: runtime, shard: shard, file: file, lines: lines, on: on
            ).run()
        }
    }
}
