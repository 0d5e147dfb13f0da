import TerminalUI

/// Where the jobs and, below them, the one that is chosen are.
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
        let detailRows = max(4, body.height * 2 / 5)
        list = body.splitTop(body.height - detailRows + 1).top
        detail = body.splitBottom(detailRows).bottom
    }

    var rows: Rect { list.inset(by: 1) }
    var inside: Rect { detail.map { $0.inset(by: 1) } ?? .zero }
}
