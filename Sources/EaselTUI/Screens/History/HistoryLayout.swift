import TerminalUI

/// Where the parts of the history are: the filter line, the list, and beside it what is chosen.
struct HistoryLayout: Equatable {
    var filters: Rect
    /// Borders included; nil while one record fills the screen.
    var list: Rect?
    /// Borders included; nil where there is no room beside the list.
    var detail: Rect?

    init(in body: Rect, isDetailed: Bool) {
        let (filters, rest) = body.splitTop(1)
        self.filters = filters
        if isDetailed {
            detail = rest
        } else if rest.width >= 72 {
            let left = rest.splitLeft(rest.width / 2).left
            list = left
            detail = Rect(x: left.maxX - 1, y: rest.y, width: rest.width - left.width + 1, height: rest.height)
        } else {
            list = rest
        }
    }

    var rows: Rect { list.map { $0.inset(by: 1) } ?? .zero }

    var facts: Rect { detail.map { $0.inset(by: Insets(top: 1, left: 2, bottom: 1, right: 1)) } ?? .zero }

    /// A part of the detail for a preview, above the words or, where it is wide, beside them.
    func split(for kind: PreviewShelf.Request.Kind?) -> (picture: Rect, words: Rect) {
        guard let kind else { return (.zero, facts) }
        if facts.width >= 72 {
            let (left, rest) = facts.splitLeft(facts.width / 2)
            return (left, rest.inset(by: Insets(left: 1)))
        }
        let (top, rest) = facts.splitTop(kind == .sound ? min(6, facts.height / 3) : facts.height * 2 / 5)
        return (top, rest)
    }
}
