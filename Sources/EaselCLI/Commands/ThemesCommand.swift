import ArgumentParser
import EaselCore

/// `easel themes`.
struct ThemesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "themes", abstract: "List the themes of the studio, and check whether they can be read.",
        subcommands: [ThemesList.self, ThemesCheck.self], defaultSubcommand: ThemesList.self)
}

/// `easel themes list`.
struct ThemesList: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List every theme that can be chosen.",
        discussion:
            "Your own go into the folder themes beside config.toml; EASEL_THEME or F7 in the studio chooses one.")

    @Flag(help: "Print one JSON object.")
    var json = false

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        let reports = context.themes([])
        if json { return context.output.printJSON(ThemesJSON(themes: reports)) }
        context.output.table(
            ["THEME", "FOR", "FROM", ""],
            reports.map { [$0.name, $0.appearance ?? "", $0.place, $0.problems.isEmpty ? "" : "see themes check"] })
        return .done
    }
}

/// `easel themes check`: contrast, selections and the promises of a theme's name.
struct ThemesCheck: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check that themes mention only what exists and can be read.",
        discussion: """
            Text needs a contrast of 4.5 to 1 (WCAG 2.1 AA) on every background it stands on. A theme with high-contrast in its \
            name needs 7 to 1, one with colour-blind in its name signs that everybody tells apart. Exit code 78 when something is \
            wrong.
            """)

    @Argument(help: "Names of themes or paths of theme files; all themes without one.")
    var themes: [String] = []

    @Flag(help: "Print one JSON object.")
    var json = false

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        let reports = context.themes(themes)
        let isSound = reports.allSatisfy(\.problems.isEmpty)
        if json {
            _ = context.output.printJSON(ThemesJSON(themes: reports))
        } else {
            for report in reports {
                context.output.line("\(report.problems.isEmpty ? "ok " : "!! ") \(report.name)")
                for problem in report.problems { context.output.line("    \(problem)") }
            }
        }
        return isSound ? .done : .configuration
    }
}

/// A theme as the commands tell of it.
public struct ThemeReport: Sendable, Encodable {
    public var name: String
    /// `dark` or `light`; nil for one that cannot be read.
    public var appearance: String?
    /// Its file, or `built in`.
    public var place: String
    /// What is wrong, in sentences.
    public var problems: [String]

    public init(name: String, appearance: String?, place: String, problems: [String]) {
        self.name = name
        self.appearance = appearance
        self.place = place
        self.problems = problems
    }
}

private struct ThemesJSON: Encodable {
    var themes: [ThemeReport]
}
