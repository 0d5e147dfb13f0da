import ArgumentParser
import EaselCore

/// `easel jobs wait [ID…]`: returns when jobs have ended, whoever follows them.
struct JobsWait: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "wait", abstract: "Wait for jobs to end, whoever follows them; follow those that nobody does.",
        discussion: "The exit code is that of the job that ended worst. Nothing is sent again.")

    @OptionGroup var jobs: JobSelection

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await follow(jobs, waitsForOthers: true, in: context)
    }
}
