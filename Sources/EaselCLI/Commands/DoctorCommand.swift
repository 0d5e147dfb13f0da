import ArgumentParser
import EaselApp
import EaselCore

/// `easel doctor`: what is configured, what is missing, and the line that fixes it.
struct DoctorCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Say what is configured, what is missing, and how to fix it.")

    @Flag(help: "Call the providers that are set up (a few tokens each) and say what differs from what Easel believes.")
    var live = false

    @Flag(help: "Print one JSON object.")
    var json = false

    @OptionGroup var connection: ConnectionOptions

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withSetup(context, sandbox: connection.use) { setup throws(EaselError) in
            let report = await setup.diagnose(live: live)
            if json { return context.output.printJSON(report) }
            for section in report.sections {
                context.output.line(section.title)
                for finding in section.findings {
                    context.output.line(
                        "  \(Self.mark(finding.state)) \(finding.subject.padded(to: 16)) \(finding.detail)")
                    if let fix = finding.fix { context.output.line("    \("".padded(to: 16)) → \(fix)") }
                }
            }
            return report.isUsable ? .done : .configuration
        }
    }

    private static func mark(_ state: DoctorReport.State) -> String {
        switch state {
        case .good: "ok "
        case .note: "-  "
        case .differs: "/= "
        case .bad: "!! "
        }
    }
}
