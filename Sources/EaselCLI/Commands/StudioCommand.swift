import ArgumentParser

/// `easel studio`, and `easel` alone: the full-screen studio. The executable runs it, because commands know no terminal.
struct StudioCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "studio", abstract: "Open the studio; what easel does without a command.")

    @Flag(help: "Lines instead of screens, for screen readers and simple terminals.")
    var plain = false

    @OptionGroup var connection: ConnectionOptions
}
