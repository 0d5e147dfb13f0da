import EaselCore
import TerminalUI

/// How the result pane is divided: prompt, picture, text, and below them what must always be seen (path, warnings, cost).
struct ResultParts {
    /// What it was made from, in one row; empty where every row is needed.
    var prompt: Rect
    var picture: Rect
    var text: Rect
    /// Where it is told how far an answer is that has no words yet.
    var state: Rect
    var footer: Rect
    let footerLines: [Line]

    init(_ pane: ResultPane, _ generation: LiveGeneration, in area: Rect, _ session: Session) {
        let lines = ResultFooter(generation, pane, session).lines(width: max(1, area.width))
        let body: Rect
        let (upper, lower) = area.splitBottom(min(lines.count, max(0, area.height - 1)))
        (prompt, body) = upper.splitTop(pane.before.rows.isEmpty && upper.height >= 5 ? 1 : 0)
        footer = lower
        footerLines = lines
        let rows = pane.rowCount(generation)
        state = .zero
        if pane.asset(of: generation) == nil, pane.ownRowCount(generation) == 0 {
            picture = .zero
            (text, state) = rows == 0 ? (.zero, body) : body.splitBottom(min(8, body.height / 2))
        } else if pane.asset(of: generation) == nil {
            (picture, text) = (.zero, body)
        } else if rows == 0 {
            (picture, text) = (body, .zero)
        } else {
            (picture, text) = body.splitBottom(min(rows, max(1, body.height / 3)))
        }
    }
}
