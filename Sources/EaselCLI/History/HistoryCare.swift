import ArgumentParser
import EaselApp
import EaselCore
import Foundation

/// `easel history repair`: indexes and counters anew; a damaged history is moved aside and what can be read of it kept.
struct HistoryRepairCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "repair",
        abstract: "Make the indexes of the history anew, and save what can be read of a damaged one.",
        discussion: """
            A damaged file is moved aside and never changed. Close other Easels first. Files that were moved are another matter: \
            `easel history check --repair`.
            """)

    @Flag(help: "Print one JSON object.")
    var json = false

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withSetup(context) { setup throws(EaselError) in
            switch try await setup.repairHistory() {
            case .rebuilt(let count):
                if json { return context.output.printJSON(RepairJSON(generations: count)) }
                context.output.note("The history is sound: \(count) generations, indexes made anew.")
                return .done
            case .rescued(let count, let lost, let place):
                if json {
                    _ = context.output.printJSON(RepairJSON(generations: count, lost: lost, quarantined: place))
                } else {
                    context.output.note("The damaged history is now \(place).")
                    context.output.note("\(count) generations were saved, \(lost) could not be read.")
                    context.output.note("`easel history rebuild` reads more back from the notes beside the files.")
                }
                return lost == 0 ? .done : .storage
            }
        }
    }
}

private struct RepairJSON: Encodable {
    var generations: Int
    var lost = 0
    var quarantined: Nullable<String>

    init(generations: Int, lost: Int = 0, quarantined: String? = nil) {
        self.generations = generations
        self.lost = lost
        self.quarantined = Nullable(quarantined)
    }
}

/// `easel history vacuum`.
struct HistoryVacuum: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "vacuum", abstract: "Give unused space of the history back to the disk.",
        discussion: "Needs as much free space as the history has; other Easels wait meanwhile.")

    @Option(help: "First forget the requests and answers of generations that were made so long ago: 30d.")
    var exchangesOlderThan: MomentOption?

    @Flag(help: "Print one JSON object.")
    var json = false

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withRuntime(context) { runtime throws(EaselError) in
            let moment = exchangesOlderThan?.moment(Date())
            let forgotten =
                if let moment { try await runtime.forgetExchanges(before: moment) } else { Int?.none }
            let progress = ProgressLine(context.output, isQuiet: !context.output.errorIsTerminal)
            progress.show("Writing the history anew; Ctrl-C leaves it as it is.")
            defer { progress.clear() }
            let (before, after) = try await runtime.vacuumHistory()
            progress.clear()
            if json {
                return context.output.printJSON(
                    VacuumJSON(before: before, after: after, forgottenExchanges: forgotten ?? 0))
            }
            if let forgotten { context.output.note("\(forgotten) requests with their answers were forgotten.") }
            context.output.note("\(RecordText.bytes(before)) before, \(RecordText.bytes(after)) now.")
            return .done
        }
    }
}

private struct VacuumJSON: Encodable {
    /// Bytes of the file.
    var before: Int64
    var after: Int64
    var forgottenExchanges: Int
}
