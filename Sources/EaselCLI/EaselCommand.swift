public import ArgumentParser
import EaselApp
import EaselCore

/// `easel`: the root command. Without a subcommand it opens the studio.
public struct EaselCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "easel",
        abstract: "A terminal studio for text, images, video, audio and speech from many providers.",
        discussion: """
            Without a subcommand the studio opens. With no key configured it works on the built-in sandbox. \
            --profile NAME (or EASEL_PROFILE) works in a profile of its own: history, media, configuration and keys.
            """,
        version: "0.1.0",
        groupedSubcommands: [
            CommandGroup(name: "Make", subcommands: [StudioCommand.self, GenerateCommand.self, BatchCommand.self]),
            CommandGroup(name: "Look back", subcommands: [HistoryCommand.self, JobsCommand.self, StatsCommand.self]),
            CommandGroup(
                name: "Set up",
                subcommands: [
                    ProvidersCommand.self, ModelsCommand.self, ConfigCommand.self, ThemesCommand.self,
                    DoctorCommand.self,
                ]),
            CommandGroup(name: "Try", subcommands: [SandboxCommand.self]),
        ],
        defaultSubcommand: StudioCommand.self
    )

    public init() {}

    /// Runs a command line. `studio` opens the studio and gives its exit code.
    public static func run(
        _ arguments: [String], in context: CommandContext, studio: (_ onSandbox: Bool) async -> Int32
    ) async -> Int32 {
        do {
            var command = try parseAsRoot(arguments)
            if let command = command as? StudioCommand { return await studio(command.connection.use == .always) }
            guard let command = command as? any ContextCommand else {
                try command.run()
                return ExitStatus.done.rawValue
            }
            return await execute(command, in: context)
        } catch {
            return report(error, to: context.output)
        }
    }

    private static func execute(_ command: any ContextCommand, in context: CommandContext) async -> Int32 {
        do throws(EaselError) {
            return try await command.execute(in: context).rawValue
        } catch {
            context.output.show(error)
            return ExitStatus(error.kind).rawValue
        }
    }

    /// Help and version go to standard output, mistakes to standard error.
    private static func report(_ error: any Error, to output: CommandOutput) -> Int32 {
        let code = exitCode(for: error)
        let message = fullMessage(for: error)
        if code.isSuccess { output.line(message) } else { output.note(message) }
        return code.rawValue
    }
}
