import EaselCore
import EaselEngine
import Foundation

/// What a person sees of a comparison: progress on standard error, answers and the table on standard output.
struct CompareView: Sendable {
    private let output: CommandOutput
    private let progress: ProgressLine

    init(_ output: CommandOutput, isQuiet: Bool) {
        self.output = output
        self.progress = ProgressLine(output, isQuiet: isQuiet)
    }

    /// Tells before anything is sent what it costs and what is not fair about it.
    func announce(_ outlook: ComparisonOutlook, _ order: ComparisonOrder) {
        progress.keep("cost: \(outlook.costWords)")
        guard !order.isBlind else { return }
        for target in outlook.targets {
            for warning in target.warnings { progress.keep("! \(target.reference): \(warning.message)") }
        }
    }

    /// What `--dry-run` shows.
    func preview(_ outlook: ComparisonOutlook, _ order: ComparisonOrder, json: Bool) -> ExitStatus {
        if json { return output.printJSON(OutlookJSON(outlook)) }
        output.table(
            ["#", "TARGET", "COST", "REMARKS"],
            outlook.targets.map { target in
                let remarks = target.refusal.map { [$0.message] } ?? target.warnings.map(\.message)
                return [
                    "\(target.slot + 1)", "\(target.reference)", target.estimate?.words ?? "unknown",
                    remarks.joined(separator: " "),
                ]
            })
        output.note("cost: \(outlook.costWords)" + (outlook.repeats > 1 ? " for \(outlook.repeats) of each" : ""))
        return .worst(of: outlook.targets.compactMap { $0.refusal.map { ExitStatus($0.kind) } })
    }

    /// One line for all; only a terminal is told at every change.
    func show(_ board: ComparisonBoard) {
        guard output.errorIsTerminal else { return }
        let done = board.all.count(where: \.isFinished)
        let open = board.all.filter { !$0.isFinished }.prefix(4).map {
            "\(Self.name($0, board)) \(Self.words($0.phase))"
        }
        progress.show("\(done) of \(board.all.count) done" + (open.isEmpty ? "" : "; " + open.joined(separator: ", ")))
    }

    /// A line that stays for one that has ended.
    func note(_ id: JobID, _ board: ComparisonBoard) {
        guard let pane = board.all.first(where: { $0.generation == id }), let record = pane.record else { return }
        progress.keep("\(Self.name(pane, board))  \(record.status.rawValue)  \(RecordText.figures(record))")
    }

    func finish(_ report: ComparisonReport, sort: MeasureKey) {
        progress.clear()
        for slot in report.slots { answers(of: slot, report) }
        let rows = sort == .target ? report.measures : sort.sort(report.measures)
        output.table(ComparisonReport.headings, rows.map(report.row))
        for slot in report.slots {
            for note in report.notes(of: slot) { output.note("! \(report.name(of: slot)): \(note)") }
            if let error = report.records(of: slot).compactMap(\.error).first(where: { $0.kind != .cancelled }) {
                output.note("! \(report.name(of: slot)): \(error.message) \(error.remedy)")
            }
        }
        output.note("cost: \(report.board.spending.words)" + lost(report))
        if let words = report.verdictWords {
            output.note("vote: \(words)")
        } else if report.comparison.kind == .sideBySide {
            output.note(
                "Vote: easel compare vote \(report.comparison.id.short) \(report.comparison.isBlind ? "A" : "1")")
        }
        output.note("comparison \(report.comparison.id.short)")
    }

    private func lost(_ report: ComparisonReport) -> String {
        guard report.comparison.kind == .race, report.comparison.raceWinner != nil else { return "" }
        return ", of that \(report.board.lostSpending.words) for those that did not win"
    }

    private func answers(of slot: Int, _ report: ComparisonReport) {
        for (turn, record) in report.records(of: slot).enumerated() where record.text != nil || !record.assets.isEmpty {
            output.line("── \(report.name(of: slot))\(report.comparison.repeats > 1 ? " · \(turn + 1)" : "")")
            if let text = record.text { output.line(text) }
            for asset in record.assets { output.line(asset.path) }
            if record.text != nil { output.line() }
        }
    }

    private static func name(_ pane: ComparisonPane, _ board: ComparisonBoard) -> String {
        let comparison = board.comparison
        let turn = comparison.repeats > 1 ? " · \(pane.seat.turn + 1)" : ""
        return comparison.name(of: pane.seat.slot, revealed: false) + turn
    }

    private static func words(_ phase: ComparisonPane.Phase) -> String {
        switch phase {
        case .unsent: "not sent"
        case .refused: "refused"
        case .opened: "sent"
        case .waiting(let until?): "held back \(RecordText.countdown(to: until, from: .now))"
        case .waiting(nil): "waiting"
        case .retrying: "tries again"
        case .accepted: "accepted"
        case .queued(let position): position.map { "\($0) ahead" } ?? "in the queue"
        case .working(let fraction): fraction.map { "\(Int($0 * 100)) %" } ?? "working"
        case .thinking: "thinking"
        case .writing: "writing"
        case .fetching: "fetching"
        case .finished(let status): status.rawValue
        }
    }
}
