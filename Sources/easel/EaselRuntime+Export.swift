import EaselApp
import EaselCLI
import EaselCore
import EaselEngine
import EaselTUI

extension EaselRuntime {
    /// Writes what the screen of the history wants exported. The file appears under its name when it is whole.
    func write(_ order: HistoryExportOrder) async throws(EaselError) -> Int {
        guard let format = ExportFormat(rawValue: order.form.rawValue) else {
            throw EaselError(.unsupported, "Nothing is exported as \(order.form.rawValue).")
        }
        let file = try ExportFile(order.path)
        do throws(EaselError) {
            let place = ExportPlace(path: order.path, previews: .desktop)
            let write = { (text: String) throws(EaselError) in try file.write(text) }
            let count =
                order.ids.isEmpty
                ? try await exportHistory(order.filter, as: format, sort: order.sort, to: place, write: write)
                : try await exportHistory(order.ids, as: format, to: place, write: write)
            try file.finish()
            return count
        } catch {
            file.abandon()
            throw error
        }
    }

    /// Writes a comparison as `easel compare export` does.
    func write(_ order: ComparisonExportOrder) async throws(EaselError) {
        guard let form = ComparisonFile.Form(rawValue: order.form.rawValue) else {
            throw EaselError(.unsupported, "Nothing is exported as \(order.form.rawValue).")
        }
        try await ComparisonFile.write(order.id, as: form, to: order.path, .desktop, from: self)
    }

    /// Sweeps as files in the data folder, with their contact sheets among the media.
    var sweepShelf: SweepShelf {
        SweepShelf(
            ledger: batches, keep: { plan throws(EaselError) in try keep(plan) }, all: { keptSweeps() },
            writeSheet: { kept throws(EaselError) in
                try await SweepSheet(Sweep([kept.plan]), kept.name, self).write(to: kept.sheet, .desktop)
            })
    }
}
