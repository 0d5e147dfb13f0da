import EaselCore
import TerminalUI

/// How the result pane is divided: picture, text, and below them what must always be seen (path, warnings, cost).
struct ResultParts {
    var picture: Rect
    var text: Rect
    var footer: Rect
    let footerLines: [Line]

    init(_ pane: ResultPane, _ generation: LiveGeneration, in area: Rect, _ session: Session) {
        let lines = ResultFooter(generation, pane, session).lines(width: max(1, area.width))
        let body: Rect
        (body, footer) = area.splitBottom(min(lines.count, max(0, area.height - 1)))
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
