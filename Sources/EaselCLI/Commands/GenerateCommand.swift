import ArgumentParser
import EaselCore

/// `easel generate`: one prompt to one target.
struct GenerateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate", abstract: "Send a prompt and keep what comes back.",
        subcommands: [
            GenerateText.self, GenerateImage.self, GenerateVideo.self, GenerateAudio.self, GenerateSpeech.self,
        ])
}

extension ContextCommand {
    /// With `--json`, whatever goes wrong before the request is sent is reported as an object too.
    fileprivate func generate(
        _ modality: Modality, _ options: GenerateOptions, in context: CommandContext
    ) async throws(EaselError) -> ExitStatus {
        let draft = try options.draft(modality, from: context.output)
        do throws(EaselError) {
            return try await withRuntime(
                context, sandbox: options.connection.use, only: options.onlyProvider,
                metricsFile: options.telemetry.metricsFile
            ) { runtime throws(EaselError) in
                try await GenerationSession(context: context, options: options, runtime: runtime).run(draft)
            }
        } catch {
            GenerationView(output: context.output, options: options, modality: modality).refused(
                draft, options.on, error)
            return options.namesUnknownProvider ? .usage : ExitStatus(error.kind)
        }
    }
}

/// `easel generate text`: streams to standard output.
struct GenerateText: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "text", abstract: "Write text; it streams as it comes.")

    @OptionGroup var options: GenerateOptions

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await generate(.text, options, in: context)
    }
}

/// `easel generate image`: prints the path of each file.
struct GenerateImage: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "image", abstract: "Make pictures, or edit attached ones.")

    @OptionGroup var options: GenerateOptions

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await generate(.image, options, in: context)
    }
}

/// `easel generate video`: prints the path of each file.
struct GenerateVideo: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "video", abstract: "Make a clip, from text or from frames.")

    @OptionGroup var options: GenerateOptions

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await generate(.video, options, in: context)
    }
}

/// `easel generate audio`: prints the path of each file.
struct GenerateAudio: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "audio", abstract: "Make music or a sound effect.")

    @OptionGroup var options: GenerateOptions

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await generate(.audio, options, in: context)
    }
}

/// `easel generate speech`: prints the path of each file.
struct GenerateSpeech: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "speech", abstract: "Read a text aloud; the prompt is what is said.")

    @OptionGroup var options: GenerateOptions

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await generate(.speech, options, in: context)
    }
}
