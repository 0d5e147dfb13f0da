import ArgumentParser
import EaselApp
import EaselCore

/// `easel compare`: one prompt to several targets, and what became of earlier comparisons.
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "Send one prompt to two to six targets and see which is best.",
        groupedSubcommands: [
            CommandGroup(
                name: "Send",
                subcommands: [
                    CompareText.self, CompareImage.self, CompareVideo.self, CompareAudio.self, CompareSpeech.self,
                    CompareRerun.self, CompareRetry.self, CompareResume.self, CompareCancel.self,
                ]),
            CommandGroup(
                name: "Judge",
                subcommands: [CompareVote.self, CompareJudge.self, CompareRatings.self, CompareKeepers.self]),
            CommandGroup(
                name: "Look back",
                subcommands: [
                    CompareList.self, CompareShow.self, CompareDiff.self, CompareExport.self, CompareName.self,
                    CompareSets.self,
                ]),
        ])
}

extension ContextCommand {
    /// With `--json`, whatever goes wrong before anything is sent is reported as an object too.
    func compare(
        _ modality: Modality, _ options: CompareOptions, in context: CommandContext
    ) async throws(EaselError) -> ExitStatus {
        let draft = try options.draft(modality, from: context.output)
        do throws(EaselError) {
            if let stranger = options.stranger { throw stranger }
            return try await withRuntime(
                context, sandbox: options.run.connection.use, metricsFile: options.run.telemetry.metricsFile
            ) { runtime throws(EaselError) in
                let order = try await options.order(draft, runtime)
                return try await CompareSession(context: context, options: options.run, runtime: runtime).run(order)
            }
        } catch {
            guard options.run.json else { context.output.show(error); return options.status(of: error) }
            let order = ComparisonOrder(draft: draft, targets: options.on.map { ComparisonTarget($0) })
            let report = ComparisonReport(refused: order, nil, error)
            _ = context.output.printJSON(ComparisonJSON(report, error: error))
            return options.status(of: error)
        }
    }
}

/// `easel compare text`.
struct CompareText: ContextCommand {
    static let configuration = CommandConfiguration(commandName: "text", abstract: "Compare answers in text.")

    @OptionGroup var options: CompareOptions

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await compare(.text, options, in: context)
    }
}

/// `easel compare image`.
struct CompareImage: ContextCommand {
    static let configuration = CommandConfiguration(commandName: "image", abstract: "Compare pictures.")

    @OptionGroup var options: CompareOptions

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await compare(.image, options, in: context)
    }
}

/// `easel compare video`.
struct CompareVideo: ContextCommand {
    static let configuration = CommandConfiguration(commandName: "video", abstract: "Compare clips.")

    @OptionGroup var options: CompareOptions

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await compare(.video, options, in: context)
    }
}

/// `easel compare audio`.
struct CompareAudio: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "audio", abstract: "Compare music or sound effects.")

    @OptionGroup var options: CompareOptions

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await compare(.audio, options, in: context)
    }
}

/// `easel compare speech`.
struct CompareSpeech: ContextCommand {
    static let configuration = CommandConfiguration(commandName: "speech", abstract: "Compare voices.")

    @OptionGroup var options: CompareOptions

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await compare(.speech, options, in: context)
    }
}
