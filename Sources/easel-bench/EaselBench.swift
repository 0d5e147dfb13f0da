import ArgumentParser

/// Measures Easel; prints figures and asserts nothing.
@main
struct EaselBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "easel-bench", abstract: "Measure Easel.", subcommands: [LoadBench.self, HistoryBench.self])
}
