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

    @OptionGroup var options: BatchOptions

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        let shard = try BatchShard(
            index: context.environment["CLOUD_RUN_TASK_INDEX"], count: context.environment["CLOUD_RUN_TASK_COUNT"])
        return try await withRuntime(
            context, sandbox: options.connection.use, metricsFile: options.telemetry.metricsFile
        ) { runtime throws(EaselError) in
            try await BatchSession(context: context, options: options, runtime: runtime, shard: shard).run()
        }
    }
}
