import EaselCore
import EaselEngine
import Foundation
import TerminalUI

/// What is kept of a comparison under a name, and written for others.
enum CompareKeepMessage: Equatable, Sendable {
    case exportAsked
    case exportChosen(ComparisonExportOrder)
    case exportPlaced(ComparisonExportOrder)
    case exported(String)
    case renameAsked
    case named(String)
    case renamed(ComparisonID, String?)
}

extension CompareScreen {
    static func keep(_ message: CompareKeepMessage, _ state: inout State, _ session: inout Session) -> [Effect] {
        switch message {
        case .exported(let path): return session.tell("Saved \(path)", .success)
        case .renamed(let id, let name):
            guard var comparison = state.sheet?.comparison, comparison.id == id else { return [] }
            comparison.name = name
            state.sheet?.board.adopt(comparison)
            return session.tell(name.map { "It is called \($0)." } ?? "It has no name any more.", .success)
        default: break
        }
        guard let sheet = state.sheet else { return session.tell("Send first; there is no comparison yet.") }
        switch message {
        case .exportAsked: session.show(.picker(exports(of: sheet.comparison)))
        case .exportChosen(let order):
            session.show(
                .entry(
                    TextEntry(exportAs: order.form.title, path: order.path) { path in
                        var placed = order
                        placed.path = path
                        return .compare(.keep(.exportPlaced(placed)))
                    }))
        case .exportPlaced(var order):
            order.path = session.path(typed: order.path)
            guard !order.path.isEmpty else { return session.tell("An export needs a path.", .warning) }
            return [.compare(.export(order))]
        case .renameAsked:
            session.show(
                .entry(
                    TextEntry(
                        title: "Name of the comparison", summary: "It is found by it; nothing takes the name away.",
                        text: sheet.comparison.name ?? "", placeholder: "name",
                        message: { .compare(.keep(.named($0))) })))
        case .named(let text):
            let name = text.trimmingCharacters(in: .whitespacesAndNewlines)
            return [.compare(.rename(sheet.comparison.id, name.isEmpty ? nil : name))]
        case .exported, .renamed: break
        }
        return []
    }

    private static func exports(of comparison: Comparison) -> Picker {
        let items = ComparisonExportOrder.Form.allCases.map { form in
            let order = ComparisonExportOrder(
                form: form, id: comparison.id, path: "~/easel-compare-\(comparison.id.short).\(form.fileExtension)")
            return Picker.Item(
                title: form.title, note: form.fileExtension, detail: form.summary,
                message: .compare(.keep(.exportChosen(order))))
        }
        return Picker(title: "Export the comparison", placeholder: "As what?", items: items)
    }
}
