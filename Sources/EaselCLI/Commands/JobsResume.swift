import ArgumentParser
import EaselApp
import EaselCore

/// `easel jobs resume [ID…]`: follows unfinished jobs to their end and fetches what they made. Never submits anything.
struct JobsResume: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Fetch the results of unfinished jobs that nobody follows; nothing is sent again.",
        discussion: """
            One of unknown fate that is named is looked for at its provider once more. Without ids, copies to Cloud Storage \
            that are not done go on too.
            """)

    @OptionGroup var jobs: JobSelection

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await follow(jobs, waitsForOthers: false, in: context) { runtime, status in
            guard jobs.ids.isEmpty, let error = await UploadsResume(context: context, runtime: runtime).run().error
            else { return status }
            return status == .done ? ExitStatus(error.kind) : status
        }
    }
}
