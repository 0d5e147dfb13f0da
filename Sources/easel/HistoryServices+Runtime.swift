import EaselApp
import EaselCore
import EaselEngine
import EaselTUI

extension HistoryServices {
    /// On live implementations.
    init(_ runtime: EaselRuntime) {
        self.init(desk: runtime.desk)
        export = { order throws(EaselError) in
            guard let format = ExportFormat(rawValue: order.form.rawValue) else {
                throw EaselError(.unsupported, "Nothing is exported as \(order.form.rawValue).")
            }
            let file = try ExportFile(order.path)
            do throws(EaselError) {
                let write = { (text: String) throws(EaselError) in try file.write(text) }
                let count =
                    order.ids.isEmpty
                    ? try await runtime.exportHistory(order.filter, as: format, sort: order.sort, write: write)
                    : try await runtime.exportHistory(order.ids, as: format, write: write)
                try file.finish()
                return count
            } catch {
                file.abandon()
                throw error
            }
        }
    }
}
