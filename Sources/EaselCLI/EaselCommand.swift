public import ArgumentParser
import EaselApp
import EaselCore

/// `easel`: the root command. Without a subcommand it opens the studio.
public struct EaselCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "easel",
        abstract: "A terminal studio for text, images, video, audio and speech from many providers.",
        discussion: """
            Without a subcommand the studio opens. With no key configured it works on the built-in sandbox.

            Before any command, or alone for the studio:
              --record DIR            Keep what is exchanged with providers, without keys.
              --replay DIR            Answer from such a recording, offline and without keys.
              --replay-speed FACTOR   So many times as fast as it was recorded; max waits for nothing.
              --profile NAME          Work in a profile: history, media, configuration and keys of its own (or EASEL_PROFILE).
            """,
        version: "0.1.0",
        groupedSubcommands: [
            CommandGroup(
                name: "Make",
                subcommands: [
                    StudioCommand.self, GenerateCommand.self, CompareCommand.self, BatchCommand.self, SweepCommand.self,
                ]),
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
        _ arguments: [String], in context: CommandContext, studio: (StudioOrder) async -> Int32
    ) async -> Int32 {
        do {
            // They are no options of the root: its parser would take them behind a command too, and hand out none of them.
            let (head, rest) = TapeOptions.split(arguments)
            var context = context
            context.tape = try TapeOptions.parse(head).use
            var command = try parseAsRoot(rest)
            if let command = command as? StudioCommand {
                if PlainStudio.isWanted(command, in: context) {
                    var plain = PlainStudio(context, onSandbox: command.connection.use == .always)
                    return await plain.run { await perform($0, in: context) }
                }
                return await studio(StudioOrder(onSandbox: command.connection.use == .always, tape: context.tape))
            }
            guard let command = command as? any ContextCommand else {
                try command.run()
                return ExitStatus.done.rawValue
            }
            return await execute(command, in: context)
        } catch {
            return report(error, to: context.output)
        }
    }

    /// A line of the plain studio. The studio itself is not opened from within.
    private static func perform(_ words: [String], in context: CommandContext) async -> Int32 {
        var context = context
        context.output.isPlain = true
        do {
            var command = try parseAsRoot(words)
            if command is StudioCommand { return ExitStatus.done.rawValue }
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
