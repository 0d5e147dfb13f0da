import TerminalUI

/// Where the jobs and the one that is chosen are: below each other, or side by side on a wide screen.
struct JobsLayout: Equatable {
    /// Borders included.
    var list: Rect
    /// Borders included; nil where there is no room.
    var detail: Rect?

    init(in body: Rect) {
        guard body.height >= 10 else {
            list = body
            return
        }
        if body.width >= 150 {
            list = body.splitLeft(body.width * 11 / 20).left
            detail = Rect(x: list.maxX - 1, y: body.y, width: body.width - list.width + 1, height: body.height)
            return
        }
        let detailRows = max(5, body.height / 2)
        list = body.splitTop(body.height - detailRows + 1).top
        detail = body.splitBottom(detailRows).bottom
    }

    /// Heading and rows of the list.
    var table: Rect { list.inset(by: 1) }
    var inside: Rect { detail.map { $0.inset(by: Insets(top: 1, left: 2, bottom: 1, right: 1)) } ?? .zero }
}
