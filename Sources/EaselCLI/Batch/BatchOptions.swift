import ArgumentParser
import EaselApp
import EaselCore
import Foundation

/// How many requests are worked through: the options of `easel batch` and `easel sweep`.
struct BatchOptions: ParsableArguments {
    @Option(help: "How many are under way at once, from 1 to 1000.")
    var concurrency = 4

    @Option(help: ArgumentHelp("Stop when this much is spent, earlier runs of the file included.", valueName: "usd"))
    var budget: Double?

    @Flag(help: "Go on with a file that was begun before; nothing that ended is sent again.")
    var resume = false

    @Flag(help: "Begin anew with a file that was begun before: everything is sent, and paid for, again.")
    var anew = false

    @Flag(name: .customLong("retry-failed"), help: "With --resume, send what failed again.")
    var retryFailed = false

    @Flag(
        name: .customLong("resend-unknown"),
        help: "With --resume, also send what the provider may have accepted; it may be billed twice.")
    var resendUnknown = false

    @Option(
        help: ArgumentHelp("Append the results to this file; without it they go to standard output.", valueName: "file")
    )
    var results: String?

    @Option(help: ArgumentHelp("The folder for files.", valueName: "dir"))
    var output: String?

    @Flag(help: "No progress on standard error.")
    var quiet = false

    @Flag(help: "Agree beforehand to what the budget would ask about.")
    var yes = false

    @OptionGroup var telemetry: TelemetryOptions

    @OptionGroup var connection: ConnectionOptions

    func validate() throws {
        guard (1...1000).contains(concurrency) else {
            throw ValidationError("--concurrency must be between 1 and 1000.")
        }
        if let budget, !(budget.isFinite && budget > 0) { throw ValidationError("--budget must be more than 0.") }
        if resume && anew { throw ValidationError("--resume and --anew exclude each other.") }
        if (retryFailed || resendUnknown) && !resume {
            throw ValidationError("--retry-failed and --resend-unknown go with --resume.")
        }
    }
}
