import EaselCore
import EaselEngine
import Foundation

/// What a person or a script sees of a batch: a JSON line per result, and how far it is on standard error.
struct BatchView: Sendable {
    private let output: CommandOutput
    private let progress: ProgressLine
    private let cap: BatchBudget
    private let file: ResultsFile?

    init(_ output: CommandOutput, isQuiet: Bool, cap: BatchBudget, file: ResultsFile?) {
        self.output = output
        self.progress = ProgressLine(output, isQuiet: isQuiet)
        self.cap = cap
        self.file = file
    }

    /// Hands out one result; false when it cannot be written.
    func report(_ result: BatchResult) -> Bool {
        guard let text = try? JSONText.encode(BatchResultJSON(result: result)) else { return false }
        if let file { return file.append(text) }
        if output.outputIsTerminal { progress.clear() }
        return output.write((output.outputIsTerminal ? TerminalSafeText.of(text) : text) + "\n")
    }

    /// Shows how far it is, and which provider holds requests back. Only a terminal is told every second.
    func show(_ tally: BatchTally, _ lanes: [LaneReport]) {
        guard output.errorIsTerminal else { return }
        var text = Self.words(tally) + ", \(tally.running) under way" + money
        if let held = lanes.filter({ $0.waiting > 0 }).max(by: { $0.waiting < $1.waiting }) {
            let until = held.opensAt.map { " for \(RecordText.countdown(to: $0, from: .now))" } ?? ""
            text += ", \(held.waiting) held back by \(held.lane.provider)\(until)"
        }
        progress.show(text)
    }

    func note(_ text: String) { progress.keep(text) }

    /// Shows how it ended.
    func finish(_ tally: BatchTally, canResume: Bool) {
        progress.clear()
        let goOn = canResume ? " `--resume` goes on." : ""
        switch tally.stop {
        case .interrupted: note("Stopped.\(goOn)")
        case .budget:
            note("Stopped: the budget of $\(Self.dollars(cap.limit ?? 0)) is used up or would be passed.\(goOn)")
        case .unread: note("Stopped: nobody reads the results.\(goOn)")
        case .failure(let error): output.show(error)
        case nil: break
        }
        note(Self.words(tally) + (tally.open > 0 ? ", \(tally.open) still open" : "") + money)
    }

    private static func words(_ tally: BatchTally) -> String {
        let skipped = tally.skipped > 0 ? ", \(tally.skipped) done before" : ""
        return "\(tally.succeeded) succeeded, \(tally.failed) failed" + skipped
    }

    private var money: String {
        let unknown = cap.unknown > 0 ? " and \(cap.unknown) of unknown cost" : ""
        return ", $\(Self.dollars(cap.spent))" + unknown
    }

    private static func dollars(_ value: Double) -> String { String(format: value < 0.1 ? "%.4f" : "%.2f", value) }
}
