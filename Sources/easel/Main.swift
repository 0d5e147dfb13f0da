import EaselApp
import EaselCLI
import EaselConfig
import EaselCore
import Foundation

/// The program: commands go to EaselCLI, no command opens the studio.
@main
struct Main {
    static func main() async {
        // A reader that went away is an error of write(2), not the end of the process: the job is cancelled and recorded.
        signal(SIGPIPE, SIG_IGN)
        // A file over the size limit is a storage error with a remedy.
        signal(SIGXFSZ, SIG_IGN)
        var environment = Environment.process
        let arguments: [String]
        do throws(EaselError) {
            arguments = try ProfileOption.take(from: Array(CommandLine.arguments.dropFirst()), into: &environment)
        } catch {
            CommandOutput.standard.show(error)
            exit(ExitStatus(error.kind).rawValue)
        }
        await run(arguments, environment)
    }

    private static func run(_ arguments: [String], _ environment: Environment) async {
        let context = CommandContext(
            output: .standard, environment: environment,
            load: { sandbox, only, tape throws(EaselError) in
                var options = SetupOptions(environment: environment, sandbox: sandbox, only: only)
                options.tape = tape
                return try await EaselSetup.load(options)
            },
            signals: SignalStream.interrupts,
            themes: { StudioThemes(Paths(environment)).reports($0) }, previews: .desktop,
            serveSandbox: { order throws(EaselError) in try await SandboxHost.serve(order) })
        let status = await EaselCommand.run(arguments, in: context) { order in
            await StudioLauncher(environment: environment, order: order, output: context.output).run()
        }
        exit(status)
    }
}
