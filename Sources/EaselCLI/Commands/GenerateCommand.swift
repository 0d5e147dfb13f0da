import ArgumentParser
import EaselCore

/// `easel generate`: one prompt to one target.
struct GenerateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate", abstract: "Send a prompt and keep what comes back.",
        subcommands: [GenerateText.self, GenerateImage.self, GenerateVideo.self])
}

/// `easel generate text`: streams to standard output.
struct GenerateText: ContextCommand {
    static let configuration = CommandConfiguration(commandName: "text", abstract: "Write text; it streams as it comes.")

    @OptionGroup var options: GenerateOptions

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await GenerationSession(context: context, options: options, modality: .text).run()
    }
}

/// `easel generate image`: prints the path of each file.
struct GenerateImage: ContextCommand {
    static let configuration = CommandConfiguration(commandName: "image", abstract: "Make pictures, or edit attached ones.")

    @OptionGroup var options: GenerateOptions

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await GenerationSession(context: context, options: options, modality: .image).run()
    }
}

/// `easel generate video`: prints the path of each file.
struct GenerateVideo: ContextCommand {
    static let configuration = CommandConfiguration(commandName: "video", abstract: "Make a clip, from text or from frames.")

    @OptionGroup var options: GenerateOptions

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await GenerationSession(context: context, options: options, modality: .video).run()
    }
}
