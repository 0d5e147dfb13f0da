import ArgumentParser

/// `easel jobs`: what is running at the providers.
struct JobsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jobs", abstract: "See, wait for, fetch or cancel what runs at the providers.",
        subcommands: [JobsList.self, JobsWait.self, JobsResume.self, JobsCancel.self, JobsResend.self])
}
