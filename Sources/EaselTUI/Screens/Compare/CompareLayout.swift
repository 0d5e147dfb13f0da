import TerminalUI

/// Where the prompt, the panes and the table are. A function of the space, shared by update, view and mouse.
struct CompareLayout: Equatable {
    /// Kinds of result, and how it is sent.
    var tabs: Rect
    /// Borders included; neighbours share a border.
    var prompt = Rect.zero
    /// One for each pane in the grid; a single one when they are folded.
    var panes: [Rect] = []
    /// The names of the panes when only one is in sight; nil in a grid.
    var names: Rect?
    /// Borders included; nil where it has no place.
    var table: Rect?

    /// What a pane needs to be read.
    private static let smallest = Size(width: 44, height: 8)

    init(in body: Rect, focus: CompareFocus, count: Int, isSingle: Bool) {
        let (tabs, rest) = body.splitTop(1)
        self.tabs = tabs
        var area = rest
        let promptRows =
            body.height < 12 ? (focus == .prompt ? area.height : 0) : focus == .prompt && body.height >= 20 ? 6 : 3
        prompt = area.splitTop(promptRows).top
        guard promptRows < area.height else { return }
        // The border below the prompt is the one above the panes.
        area = promptRows > 0 ? area.splitTop(promptRows - 1).rest : area
        let tableRows = max(2, count) + 3
        if focus == .table && (isSingle || area.height < tableRows + 14) {
            table = area
            return
        }
        if !isSingle, area.height >= tableRows + 14 {
            table = area.splitBottom(tableRows).bottom
            area = area.splitBottom(tableRows - 1).rest
        }
        lay(max(1, count), in: area, isSingle: isSingle)
    }

    /// The space inside a pane.
    func inside(_ index: Int) -> Rect {
        panes.indices.contains(index) ? panes[index].inset(by: Insets(horizontal: 2, vertical: 1)) : .zero
    }

    var isFolded: Bool { names != nil }

    private mutating func lay(_ count: Int, in area: Rect, isSingle: Bool) {
        let columns = isSingle ? nil : Self.columns(count, in: area)
        guard let columns else {
            // The names stand in the upper border of the one pane.
            panes = [area]
            if count > 1 { names = area.row(0).inset(by: Insets(left: 1, right: 1)) }
            return
        }
        let rows = (count + columns - 1) / columns
        for index in 0..<count {
            let (column, row) = (index % columns, index / columns)
            // The last row is shared by those who are left.
            let inRow = row == rows - 1 ? count - row * columns : columns
            let x = area.x + (area.width - 1) * column / inRow
            let end = area.x + (area.width - 1) * (column + 1) / inRow
            let y = area.y + (area.height - 1) * row / rows
            let bottom = area.y + (area.height - 1) * (row + 1) / rows
            panes.append(Rect(x: x, y: y, width: end - x + 1, height: bottom - y + 1))
        }
    }

    /// How many panes stand beside each other; nil where they cannot all be read.
    private static func columns(_ count: Int, in area: Rect) -> Int? {
        guard count > 1 else { return 1 }
        let wanted = count == 2 ? [2] : count == 4 ? [2, 4] : [3, 2]
        return wanted.first { columns in
            let rows = (count + columns - 1) / columns
            return (area.width - 1) / columns >= smallest.width && (area.height - 1) / rows >= smallest.height
        }
    }
}
