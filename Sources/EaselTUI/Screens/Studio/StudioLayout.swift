import TerminalUI

/// Where the studio's panes are. A function of the space and of what has the focus, shared by update, view and mouse.
struct StudioLayout: Equatable {
    /// The modality tabs.
    var tabs: Rect
    /// What the folded panes hold, in one line; nil when they have a place.
    var summary: Rect?
    /// The panes in sight, borders included; neighbours share a border.
    var frames: [StudioPane: Rect] = [:]

    init(in body: Rect, focus: StudioPane, providers: Int) {
        let (tabs, rest) = body.splitTop(1)
        self.tabs = tabs
        if rest.width >= 72 && rest.height >= 16 {
            unfold(rest, providers: providers)
        } else {
            fold(rest, focus: focus)
        }
    }

    /// The space inside a pane's border; empty while it is folded away.
    func inside(_ pane: StudioPane) -> Rect {
        let isRead = pane == .prompt || pane == .result
        return frames[pane].map { $0.inset(by: Insets(horizontal: isRead ? 2 : 1, vertical: 1)) } ?? .zero
    }

    /// The pane under a point; borders count as their right or lower neighbour's.
    func pane(at point: Point) -> StudioPane? {
        StudioPane.allCases.first { inside($0).contains(point) } ?? frames.first { $0.value.contains(point) }?.key
    }

    private mutating func unfold(_ area: Rect, providers: Int) {
        let left = area.splitLeft(min(38, max(26, area.width * 3 / 10))).left
        let right = Rect(x: left.maxX - 1, y: area.y, width: area.width - left.width + 1, height: area.height)
        let rows = area.height - 4
        let providerRows = min(max(1, providers), max(3, rows * 2 / 5))
        let modelRows = max(3, (rows - providerRows) * 2 / 5)
        stack(
            [(.provider, providerRows), (.model, modelRows), (.parameters, rows - providerRows - modelRows)], in: left)
        let promptRows = min(10, max(3, area.height / 4 - 1))
        stack([(.prompt, promptRows), (.result, area.height - 3 - promptRows)], in: right)
    }

    private mutating func fold(_ area: Rect, focus: StudioPane) {
        let (summary, rest) = area.splitTop(area.height >= 5 ? 1 : 0)
        self.summary = summary.isEmpty ? nil : summary
        let other = focus == .prompt ? StudioPane.result : focus
        if rest.height >= 8 {
            let promptRows = max(2, (rest.height - 3) / 3)
            stack([(.prompt, promptRows), (other, rest.height - 3 - promptRows)], in: rest)
        } else {
            frames[focus] = rest
        }
    }

    /// Panes one below the other with so many rows inside each.
    private mutating func stack(_ panes: [(StudioPane, rows: Int)], in area: Rect) {
        var y = area.y
        for (pane, rows) in panes {
            frames[pane] = Rect(x: area.x, y: y, width: area.width, height: rows + 2)
            y += rows + 1
        }
    }
}
