import ArgumentParser
import EaselApp
import EaselConfig
import EaselCore
import EaselEngine
import Foundation

/// `easel sweep FILE`: prompts by targets by values, as one run that can be gone on with.
struct SweepCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "sweep", abstract: "Send every combination of prompts, targets, seeds and values.",
        discussion: """
            The file is TOML:

              modality = "image"
              prompts = ["a fox", "an owl"]
              on = ["fal:fal-ai/flux/dev", "replicate:black-forest-labs/flux-schnell"]
              seeds = [1, 2, 3]
              budget = 2.50
              [set]
              aspectRatio = "16:9"
              [vary]
              steps = [20, 40]

            or JSON lines with the same keys, each a sweep of its own. What it leaves out comes from the options; without a file, \
            all of it. Each result is one JSON line as of `easel batch`; --html gathers all of them, also those of earlier runs.
            """)

    @Argument(help: "A TOML file, or JSON lines.")
    var file: String?

    @Option(help: "text, image, video, audio or speech.")
    var modality: Modality?

    @Option(name: .customLong("prompt"), help: "A prompt; may be repeated.")
    var prompts: [String] = []

    @Option(help: ArgumentHelp("A target; may be repeated.", valueName: "provider[:model]"))
    var on: [ModelReference] = []

    @Option(help: ArgumentHelp("Seeds: 1,2,7 or 1-8.", valueName: "list"))
    var seeds: SeedList?

    @Option(
        name: .customLong("vary"),
        help: ArgumentHelp("A parameter and its values; may be repeated.", valueName: "key=a,b"))
    var axes: [AxisSetting] = []

    @Option(
        name: .customLong("set"), help: ArgumentHelp("A parameter for all; may be repeated.", valueName: "key=value"))
    var parameters: [ParameterSetting] = []

    @Option(help: ArgumentHelp("Write a contact sheet of all results when it ends.", valueName: "file"))
    var html: String?

    @Flag(name: .customLong("dry-run"), help: "Show how many requests it makes and what they cost, and send nothing.")
    var dryRun = false

    @OptionGroup var options: BatchOptions

    func validate() throws {
        if file == nil, prompts.isEmpty || on.isEmpty || modality == nil {
            throw ValidationError("Without a file, a sweep needs --modality, --prompt and --on.")
        }
        if file == "-" { throw ValidationError("Standard input cannot be gone on with: put the sweep into a file.") }
    }

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        let sweep = Sweep(try plans())
        let shard = try BatchShard(
            index: context.environment["CLOUD_RUN_TASK_INDEX"], count: context.environment["CLOUD_RUN_TASK_COUNT"])
        return try await withRuntime(
            context, sandbox: options.connection.use, metricsFile: options.telemetry.metricsFile
        ) { runtime throws(EaselError) in
            if dryRun { return await preview(sweep, runtime, context.output) }
            context.output.note("\(sweep.count) requests")
            var options = options
            // The cap of the file, where the command line names none; of several plans together.
            let caps = sweep.plans.compactMap(\.capUSD)
            if options.budget == nil, caps.count == sweep.plans.count { options.budget = caps.reduce(0, +) }
            let session = BatchSession(
                context: context, options: options, runtime: runtime, shard: shard, file: name(of: sweep), lines: sweep,
                on: nil)
            let status = try await session.run()
            if let html { try await SweepSheet(sweep, session.name, runtime).write(to: html, context.previews) }
            return status
        }
    }

    private func plans() throws(EaselError) -> [SweepPlan] {
        var defaults = SweepDefaults()
        defaults.modality = modality
        defaults.prompts = prompts
        defaults.targets = on
        defaults.parameters = Dictionary(parameters.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
        if let seeds { defaults.axes.append(seeds.axis) }
        defaults.axes += axes.map(\.axis)
        guard let file else { return [try SweepPlan(.object([:]), defaults: defaults)] }
        let plans = try SweepFile.read(file, defaults: defaults)
        guard !plans.isEmpty else { throw EaselError(.invalidRequest, "The file holds no sweep.") }
        return plans
    }

    /// What names the run in history. Without a file, what it asks for: the same options are the same run.
    private func name(of sweep: Sweep) -> String { file ?? sweep.plans.first?.name ?? "/sweep/" }

    private func preview(_ sweep: Sweep, _ runtime: EaselRuntime, _ output: CommandOutput) async -> ExitStatus {
        let outlook = await SweepOutlook(sweep, on: runtime.runner)
        output.line("\(outlook.requests) requests")
        output.line("cost: \(outlook.costWords)")
        for (target, refusal) in outlook.refusals.sorted(by: { $0.key.description < $1.key.description }) {
            output.note("! \(target): \(refusal.message)")
        }
        return .worst(of: outlook.refusals.values.map { ExitStatus($0.kind) })
    }
}
