import ArgumentParser
import EaselApp
import EaselCore

/// `easel config`.
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "See what is configured, and where it comes from.",
        subcommands: [ConfigShow.self, ConfigPath.self, ConfigInit.self])
}

/// `easel config show`: every setting in force, with its origin.
struct ConfigShow: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show every setting in force and where it comes from.")

    @Flag(help: "Print one JSON object.")
    var json = false

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withSetup(context) { setup throws(EaselError) in
            let reports = setup.settingReports()
            if json { return context.output.printJSON(SettingsJSON(settings: reports)) }
            context.output.table(["SETTING", "VALUE", "FROM"], reports.map { [$0.key, $0.value, $0.origin] })
            return .done
        }
    }
}

/// `easel config path`: works also when the file cannot be read.
struct ConfigPath: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "path", abstract: "Print the path of the configuration file.")

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        context.output.line(ConfigurationFile(context.environment).path)
        return .done
    }
}

/// `easel config init`.
struct ConfigInit: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Write a configuration file that explains itself.")

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        let file = ConfigurationFile(context.environment)
        try file.create()
        context.output.line(file.path)
        return .done
    }
}

private struct SettingsJSON: Encodable {
    var settings: [SettingReport]
}
