import EaselCore
import EaselEngine
import TerminalUI

/// The orders of one kind of result.
struct WorkflowPane {
    let state: ProvidersScreen.State
    let session: Session

    private var theme: Theme { session.theme }

    /// Rows of the modalities' strip and of the orders.
    static func parts(in inside: Rect) -> (strip: Rect, rows: Rect) {
        let (strip, rest) = inside.splitTop(inside.height >= 6 ? 2 : 1)
        return (strip.row(0), rest)
    }

    var tabs: Tabs {
        Tabs(
            Modality.allCases.map(\.title),
            selected: Modality.allCases.firstIndex(of: state.workflows.modality) ?? 0)
    }

    func draw(in inside: Rect, on surface: inout Surface) {
        let (strip, area) = Self.parts(in: inside)
        tabs.draw(in: strip, on: &surface, theme: theme)
        let rows = state.workflows.rows(state.rows, session)
        ItemList(count: rows.count, state: state.workflows.list) { line(rows[$0], width: area.width) }
            .draw(in: area, on: &surface, theme: theme)
    }

    private func line(_ row: Workflows.Row, width: Int) -> Line {
        switch row {
        case .heading(let words): return Line(" " + words, style: theme[.title])
        case .note(let words): return Line("   " + words, style: theme[.muted])
        case .provider(let id, let place, let isSet):
            let provider = state.rows.first { $0.id == id }
            var line = number(place)
            let isUsable = provider?.canBeCalled == true
            line.append((provider?.name ?? id.rawValue).padded(to: 18), style: theme[isUsable ? .text : .disabled])
            let model = provider?.defaults[state.workflows.modality].map { TextSanitizer.singleLine("\($0)") } ?? ""
            line.append(isUsable ? model : unusable(provider), style: theme[isUsable ? .muted : .warning])
            if place == 1, !isSet { line.append("  the usual order", style: theme[.muted]) }
            return line
        case .target(let target, let place):
            let provider = state.rows.first { $0.id == target.provider }
            var line = number(place)
            line.append(TextSanitizer.singleLine("\(target)"), style: theme[.text])
            if provider?.canBeCalled != true { line.append("  " + unusable(provider), style: theme[.warning]) }
            return line
        }
    }

    private func number(_ place: Int) -> Line { Line("\(place)".leftPadded(to: 3) + " ", style: theme[.accent]) }

    private func unusable(_ row: ProviderRow?) -> String {
        guard let row else { return "there is no such provider" }
        return row.isOff ? "switched off" : row.isKeyless ? "no key" : "cannot be used"
    }
}

extension String {
    fileprivate func leftPadded(to width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }
}
