import ArgumentParser
import EaselApp
import EaselCore
import EaselEngine
import Foundation

/// `easel compare rerun ID`: the same again, as a new comparison.
struct CompareRerun: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "rerun", abstract: "Send a comparison again, exactly, as a new one.")

    @Argument(help: "Its id, the first or last letters of it, its name, or `last`.")
    var id: String

    @Option(help: ArgumentHelp("Send nothing when the whole may cost more than this.", valueName: "usd"))
    var budget: Double?

    @OptionGroup var options: CompareRunOptions

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withRuntime(
            context, sandbox: options.connection.use, metricsFile: options.telemetry.metricsFile
        ) { runtime throws(EaselError) in
            var order = try await runtime.comparisons.only(id).orderAgain()
            order.capUSD = budget
            return try await CompareSession(context: context, options: options, runtime: runtime).run(order)
        }
    }
}

/// `easel compare resume ID`: goes on with one whose process ended.
struct CompareResume: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Go on with a comparison that was interrupted: follow its jobs, send what was never sent.")

    @Argument(help: "Its id, the first or last letters of it, its name, or `last`.")
    var id: String

    @OptionGroup var options: CompareRunOptions

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withRuntime(
            context, sandbox: options.connection.use, metricsFile: options.telemetry.metricsFile
        ) { runtime throws(EaselError) in
            let comparison = try await runtime.comparisons.only(id)
            let engine = runtime.comparisonRunner
            return try await CompareSession(context: context, options: options, runtime: runtime).goOn(comparison) {
                [yes = options.yes] () async throws(EaselError) in
                try await engine.resume(comparison.id, isConfirmed: yes)
            }
        }
    }
}

/// `easel compare retry ID TARGET`: asks one target again.
struct CompareRetry: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Ask one target again; what it answered before stays in history.")

    @Argument(help: "The comparison: its id, the first or last letters of it, its name, or `last`.")
    var id: String

    @Argument(help: "The target: its label or number.")
    var target: String

    @Option(help: "Which of its turns, from 1.")
    var turn = 1

    @OptionGroup var options: CompareRunOptions

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withRuntime(
            context, sandbox: options.connection.use, metricsFile: options.telemetry.metricsFile
        ) { runtime throws(EaselError) in
            var comparison = try await runtime.comparisons.only(id)
            let seat = ComparisonSeat(slot: try comparison.only(target), turn: turn - 1)
            let engine = runtime.comparisonRunner
            // A race that is over stays as it ended.
            comparison.kind = .sideBySide
            return try await CompareSession(context: context, options: options, runtime: runtime).goOn(comparison) {
                [comparison, yes = options.yes] () async throws(EaselError) in
                try await engine.retry(seat, of: comparison.id, isConfirmed: yes)
            }
        }
    }
}

/// `easel compare cancel ID [TARGET]`.
struct CompareCancel: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Cancel one target of a comparison, or all that are at work.")

    @Argument(help: "The comparison: its id, the first or last letters of it, its name, or `last`.")
    var id: String

    @Argument(help: "The target: its label or number; all when none is named.")
    var target: String?

    @OptionGroup var connection: ConnectionOptions

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withRuntime(context, sandbox: connection.use) { runtime throws(EaselError) in
            let report = try await runtime.report(id)
            let comparison = report.comparison
            let slot = try target.map { (text) throws(EaselError) in try comparison.only(text) }
            let open = report.board.all.filter {
                $0.record?.status.isFinished == false && (slot ?? $0.seat.slot) == $0.seat.slot
            }
            guard !open.isEmpty else {
                throw EaselError(.invalidRequest, "Nothing of it is at work.", remedy: "Nothing to cancel.")
            }
            for pane in open {
                let record = try await runtime.comparisonRunner.cancel(pane.seat, of: comparison.id)
                context.output.line("\(report.name(of: pane.seat.slot))  \(record.status.rawValue)")
            }
            return .done
        }
    }
}

/// `easel compare sets`.
struct CompareSets: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "sets", abstract: "List the saved sets of targets; --save-targets of a comparison keeps one.")

    @Option(help: ArgumentHelp("Forget a set.", valueName: "name"))
    var remove: String?

    @Flag(help: "Print one JSON object.")
    var json = false

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withRuntime(context) { runtime throws(EaselError) in
            if let remove {
                guard try await runtime.comparisons.removeTargetSet(remove) else {
                    throw EaselError(
                        .invalidRequest, "There is no set of targets \"\(TerminalSafeText.line(remove))\".",
                        remedy: "`easel compare sets` shows them.")
                }
                return .done
            }
            let sets = try await runtime.comparisons.targetSets()
            if json { return context.output.printJSON(["sets": sets]) }
            context.output.table(
                ["NAME", "KIND", "TARGETS"],
                sets.map { set in
                    [
                        set.name, set.modality?.rawValue ?? "any",
                        set.targets.map { "\($0.reference)" }.joined(separator: " "),
                    ]
                })
            return .done
        }
    }
}

/// `easel compare name ID NAME`.
struct CompareName: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "name", abstract: "Give a comparison a name of your own; an empty one takes it away.")

    @Argument(help: "The comparison: its id, the first or last letters of it, its name, or `last`.")
    var id: String

    @Argument(help: "The name.")
    var name: String

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withRuntime(context) { runtime throws(EaselError) in
            let comparison = try await runtime.comparisons.only(id)
            let name = name.trimmingCharacters(in: .whitespacesAndNewlines)
            try await runtime.comparisons.rename(comparison.id, to: name.isEmpty ? nil : name)
            return .done
        }
    }
}
