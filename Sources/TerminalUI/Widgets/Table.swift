/// Rows in columns under a heading; like `ItemList` it asks only for the rows in sight.
public struct Table {
    /// The columns, from the left.
    public var columns: [TableColumn]
    /// Number of rows.
    public var count: Int
    /// Selection and scroll position.
    public var state: ListState
    /// Whether the table has the focus.
    public var isFocused: Bool
    /// The cells of a row, one for each column.
    public var row: (Int) -> [Line]

    /// A table of `count` rows.
    public init(
        columns: [TableColumn],
        count: Int,
        state: ListState,
        isFocused: Bool = true,
        row: @escaping (Int) -> [Line]
    ) {
        self.columns = columns
        self.count = count
        self.state = state
        self.isFocused = isFocused
        self.row = row
    }

    /// Rows that fit into `rect` below the heading: the `height` for `ListState`.
    public static func bodyHeight(in rect: Rect) -> Int {
        max(0, rect.height - 1)
    }

    /// The row drawn at `point`, for the mouse.
    public func index(at point: Point, in rect: Rect) -> Int? {
        rowList().index(at: point, in: rect.splitTop(1).rest)
    }

    /// Draws heading and rows.
    public func draw(in rect: Rect, on surface: inout Surface, theme: Theme) {
        let (top, body) = rect.splitTop(1)
        let inner = ScrollBar.place(in: body, total: count).body
        let widths = Split.lengths(of: inner.width, columns.map(\.width), spacing: 1)
        let titles = columns.map { Line($0.title, style: theme[.title]) }
        surface.write(joined(titles, widths: widths, theme: theme), at: top.origin, in: top)
        var list = rowList()
        list.row = { joined(row($0), widths: widths, theme: theme) }
        list.draw(in: body, on: &surface, theme: theme)
    }

    private func rowList() -> ItemList {
        ItemList(count: count, state: state, isFocused: isFocused) { _ in Line() }
    }

    private func joined(_ cells: [Line], widths: [Int], theme: Theme) -> Line {
        var line = Line()
        for (index, width) in widths.enumerated() {
            if index > 0 { line.append(" ", style: theme[.text]) }
            let cell = index < cells.count ? cells[index].truncated(to: width, ellipsis: theme.ellipsis) : Line()
            let used = cell.width
            let indent = columns[index].alignment.indent(of: used, in: width)
            if indent > 0 { line.append(String(repeating: " ", count: indent), style: theme[.text]) }
            line.spans += cell.spans
            let rest = width - used - indent
            if rest > 0 { line.append(String(repeating: " ", count: rest), style: theme[.text]) }
        }
        return line
    }
}
