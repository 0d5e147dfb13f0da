import EaselCore
import EaselEngine
import TerminalUI

/// Draws one pane.
struct ComparePaneView {
    let state: CompareScreen.State
    let place: Int
    let session: Session
    let tick: Int

    private var theme: Theme { session.theme }

    func draw(in area: Rect, on surface: inout Surface) {
        guard !area.isEmpty else { return }
        let parts = ComparePaneParts(state, place, in: area, session, tick: tick)
        for (y, line) in parts.head.enumerated() {
            Label(line).draw(in: parts.heads.row(y), on: &surface, theme: theme)
        }
        guard let sheet = state.sheet, let pane = state.pane(at: place), !parts.text.isEmpty else { return }
        if let asset = pane.record?.assets.first {
            let request = PreviewShelf.Request(asset, cells: area.size, theme)
            PreviewView(asset: asset, content: request.flatMap { session.previews[$0] }, alignment: .center).draw(
                in: parts.text, on: &surface, theme: theme)
        } else if !pane.text.isEmpty {
            drawText(pane, sheet, in: parts.text, on: &surface)
        } else if let error = sheet.error(of: pane), pane.isFinished {
            for (y, line) in ErrorPanel(error).lines(width: parts.text.width, theme: theme).prefix(parts.text.height)
                .enumerated()
            {
                surface.write(line, at: parts.text.origin.offset(y: y), in: parts.text)
            }
        }
    }

    private func drawText(_ pane: ComparisonPane, _ sheet: CompareSheet, in area: Rect, on surface: inout Surface) {
        let rows = sheet.flows[pane.seat]?.rows ?? []
        let top = min(sheet.tops[pane.seat] ?? 0, max(0, rows.count - area.height))
        let (body, bar) = ScrollBar.place(in: area, total: rows.count)
        for (y, row) in rows.dropFirst(top).prefix(area.height).enumerated() {
            surface.write(row, at: body.origin.offset(y: y), in: body)
        }
        if let bar {
            ScrollBar(total: rows.count, visible: area.height, offset: top).draw(in: bar, on: &surface, theme: theme)
        }
    }
}
