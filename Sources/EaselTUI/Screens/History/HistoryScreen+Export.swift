import EaselCore
import Foundation
import TerminalUI

extension HistoryScreen {
    /// Asks for the form, then for the file.
    static func export(_ message: Message, _ state: inout State, _ session: inout Session) -> [Effect] {
        switch message {
        case .exportAsked:
            guard state.total > 0 else { return session.tell("There is nothing to export.") }
            session.show(.picker(exportPicker(state)))
        case .exportChosen(let order):
            session.show(
                .entry(
                    TextEntry(exportAs: order.form.title, path: order.path) { path in
                        var placed = order
                        placed.path = path
                        return .history(.exportPlaced(placed))
                    }))
        case .exportPlaced(var order):
            order.path = session.path(typed: order.path)
            guard !order.path.isEmpty else { return session.tell("An export needs a path.", .warning) }
            return [.history(.export(order))] + session.tell("Exporting.")
        case .exported(let count, let path):
            return session.tell("\(Self.count(count)) in \(path)", .success)
        default: break
        }
        return []
    }

    private static func exportPicker(_ state: State) -> Picker {
        let marked = state.marked.keys.sorted(by: >)
        let open = state.isTotalOpen ? "+" : ""
        let scopes: [(ids: [JobID], note: String)] =
            (marked.isEmpty ? [] : [(marked, "\(marked.count) marked")])
            + [([], state.question.isEmpty ? "all \(state.total)\(open)" : "all \(state.total)\(open) found")]
        let items = scopes.flatMap { scope in
            HistoryExportOrder.Form.allCases.map { form in
                let order = HistoryExportOrder(
                    form: form, ids: scope.ids, filter: state.question, sort: state.sort,
                    path: "~/easel-history.\(form.fileExtension)")
                return Picker.Item(
                    title: form.title, note: scope.note, detail: form.summary, message: .history(.exportChosen(order)))
            }
        }
        return Picker(title: "Export", placeholder: "As what?", items: items)
    }
}
