public import EaselApp
public import EaselCore
public import EaselEngine
import Foundation

/// All results of a sweep as one page, from history: also those of earlier runs.
public struct SweepSheet {
    private let sweep: Sweep
    private let name: String
    private let runtime: EaselRuntime
    private static let mostCards = 2_000

    /// - Parameter name: what its run is called in history.
    public init(_ sweep: Sweep, _ name: String, _ runtime: EaselRuntime) {
        self.sweep = sweep
        self.name = name
        self.runtime = runtime
    }

    /// Throws `.storage` when history cannot be read or the page cannot be written.
    public func write(to path: String, _ previews: FilePreviews) async throws(EaselError) {
        let page = try await sheet(FigureMaker(previews, .sweep, page: path)).html
        do {
            let file = URL(fileURLWithPath: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(page.utf8).write(to: file, options: .atomic)
        } catch {
            throw EaselError(
                .storage, "The page cannot be written to \(TerminalSafeText.line(path)).",
                remedy: "Name another file with --html.")
        }
    }

    private func sheet(_ maker: FigureMaker) async throws(EaselError) -> ContactSheet {
        var maker = maker
        var sheet = ContactSheet(title: "Sweep of \(sweep.count) requests")
        var (spent, missing) = (Spending(), 0)
        for cell in sweep.cells {
            guard let entry = try await runtime.batches.entry(of: BatchLine(batch: name, id: cell.id)),
                let record = try await runtime.history.record(entry.id)
            else {
                missing += 1
                continue
            }
            if record.status == .succeeded || record.usage.costUSD != nil { spent.add(record.usage.costUSD) }
            guard sheet.cards.count < Self.mostCards else { continue }
            var card = ContactSheet.Card(heading: "\(record.target)", facts: [record.draft.prompt, cell.words], record)
            card.remarks = record.warnings.map(\.message)
            await card.addFigures(of: record, &maker)
            sheet.cards.append(card)
        }
        sheet.facts = ["\(RecordText.date(Date()))", "cost: \(spent.words)"]
        if missing > 0 { sheet.facts.append("\(missing) of them were not sent") }
        if sheet.cards.count == Self.mostCards { sheet.facts.append("the first \(Self.mostCards) results") }
        return sheet
    }
}
