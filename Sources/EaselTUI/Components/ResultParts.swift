import EaselCore
import TerminalUI

/// How the result pane is divided: prompt, picture, text, and below them what must always be seen (path, warnings, cost).
struct ResultParts {
    /// What it was made from, in one row; empty where every row is needed.
    var prompt: Rect
    var picture: Rect
    var text: Rect
    var footer: Rect
    let footerLines: [Line]

    init(_ pane: ResultPane, _ generation: LiveGeneration, in area: Rect, _ session: Session) {
        let lines = ResultFooter(generation, pane, session).lines(width: max(1, area.width))
        let body: Rect
        let (upper, lower) = area.splitBottom(min(lines.count, max(0, area.height - 1)))
        (prompt, body) = upper.splitTop(upper.height >= 5 ? 1 : 0)
        footer = lower
        footerLines = lines
        let rows = pane.rowCount(generation)
        if pane.asset(of: generation) == nil {
            (picture, text) = (.zero, body)
        } else if rows == 0 {
            (picture, text) = (body, .zero)
        } else {
            (picture, text) = body.splitBottom(min(rows, max(1, body.height / 3)))
        }
    }
}
