import ArgumentParser
import EaselApp
import EaselCore
import Foundation

/// The options of `easel batch`.
struct BatchOptions: ParsableArguments {
    @Argument(help: "A file of requests, one JSON object a line; `-` reads them from standard input.")
    var file: String

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

    @Option(help: ArgumentHelp("The target of lines that name none.", valueName: "provider[:model]"))
    var on: ModelReference?

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
        if file == "-" && (resume || anew) {
            throw ValidationError("Standard input cannot be gone on with: put the requests into a file.")
        }
    }
}
