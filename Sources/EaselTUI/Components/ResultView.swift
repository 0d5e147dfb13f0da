import EaselCore
import TerminalUI

/// Draws the result pane.
struct ResultView {
    let pane: ResultPane
    let generation: LiveGeneration
    let session: Session
    /// Frame number of what moves.
    let tick: Int

    private var theme: Theme { session.theme }

    func draw(in area: Rect, on surface: inout Surface) {
        let parts = ResultParts(pane, generation, in: area, session)
        drawPrompt(in: parts.prompt, on: &surface)
        for (y, line) in parts.footerLines.prefix(parts.footer.height).enumerated() {
            surface.write(line, at: parts.footer.origin.offset(y: y), in: parts.footer)
        }
        if let asset = pane.asset(of: generation) { draw(asset, in: parts.picture, of: area, on: &surface) }
        if pane.rowCount(generation) > 0 { drawText(in: parts.text, on: &surface) }
        drawState(in: parts.state, on: &surface)
    }

    private func drawPrompt(in row: Rect, on surface: inout Surface) {
        var line = Line(theme.promptSign + " ", style: theme[.accent])
        line.append(TextSanitizer.singleLine(String(generation.record.draft.prompt.prefix(500))), style: theme[.muted])
        Label(line).draw(in: row, on: &surface, theme: theme)
    }

    private func drawText(in area: Rect, on surface: inout Surface) {
        let count = pane.rowCount(generation)
        let (body, bar) = ScrollBar.place(in: area, total: count)
        let most = max(0, count - area.height)
        let top = min(pane.top ?? most, most)
        for y in 0..<min(area.height, count - top) {
            surface.write(row(top + y), at: body.origin.offset(y: y), in: body)
        }
        if let bar {
            ScrollBar(total: count, visible: area.height, offset: top).draw(in: bar, on: &surface, theme: theme)
        }
    }

    /// A row of the whole: what was said before, the line of reasoning, the reasoning when unfolded, the answer.
    private func row(_ index: Int) -> Line {
        let before = pane.before.rows
        return index < before.count ? before[index] : ownRow(index - before.count)
    }

    private func ownRow(_ index: Int) -> Line {
        guard !generation.reasoning.isEmpty else { return pane.flow.rows[index] }
        if index == 0 { return reasoningLine }
        let thoughts = pane.showsReasoning ? pane.thoughts.rows : []
        if index <= thoughts.count { return thoughts[index - 1].styled(theme[.muted]) }
        return pane.flow.rows[index - 1 - thoughts.count]
    }

    private var reasoningLine: Line {
        let words = generation.reasoning.split(whereSeparator: \.isWhitespace).count
        let sign = pane.showsReasoning ? theme.dropSign : theme.chosenSign
        return Line(
            "\(sign) thinking, \(words) words (t \(pane.showsReasoning ? "folds" : "unfolds"))",
            style: theme[.muted].adding(.italic))
    }

    /// A preview is made for the whole pane, so that a line more below it does not ask for another.
    private func draw(_ asset: Asset, in area: Rect, of pane: Rect, on surface: inout Surface) {
        let request = PreviewShelf.Request(asset, cells: pane.size, theme)
        PreviewView(asset: asset, content: request.flatMap { session.previews[$0] }, alignment: .center).draw(
            in: area, on: &surface, theme: theme)
    }

    private func drawState(in area: Rect, on surface: inout Surface) {
        guard !area.isEmpty else { return }
        if let error = generation.error, !generation.isRunning {
            let lines = ErrorPanel(error).lines(width: area.width, theme: theme)
            for (y, line) in lines.prefix(area.height).enumerated() {
                surface.write(line, at: area.origin.offset(y: y), in: area)
            }
        } else if generation.isRunning {
            ProgressPanel(generation: generation, session: session, tick: tick).draw(in: area, on: &surface)
        }
    }
}
