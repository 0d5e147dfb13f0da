/// A list of rows of which only those in sight are ever asked for, so that its cost does not depend on their number.
public struct ItemList {
    /// Number of rows.
    public var count: Int
    /// Selection and scroll position.
    public var state: ListState
    /// Whether the list has the focus.
    public var isFocused: Bool
    /// Whether the chosen row is marked at all.
    public var showsSelection: Bool
    /// The text of a row; its styles should come from the theme.
    public var row: (Int) -> Line

    /// A list of `count` rows.
    public init(
        count: Int,
        state: ListState,
        isFocused: Bool = true,
        showsSelection: Bool = true,
        row: @escaping (Int) -> Line
    ) {
        self.count = count
        self.state = state
        self.isFocused = isFocused
        self.showsSelection = showsSelection
        self.row = row
    }

    /// The rows in sight in a place `height` rows high.
    public func visibleRows(height: Int) -> Range<Int> {
        let first = state.firstVisible(count: count, height: height)
        return first..<max(first, min(count, first + max(0, height)))
    }

    /// The row drawn at `point`, for the mouse.
    public func index(at point: Point, in rect: Rect) -> Int? {
        guard rect.contains(point) else { return nil }
        let rows = visibleRows(height: rect.height)
        let index = rows.lowerBound + point.y - rect.y
        return rows.contains(index) ? index : nil
    }

    /// Draws the rows in sight, and a scroll bar in the last column when there are more.
    public func draw(in rect: Rect, on surface: inout Surface, theme: Theme) {
        if rect.isEmpty { return }
        let visible = visibleRows(height: rect.height)
        let (body, bar) = ScrollBar.place(in: rect, total: count)
        for (y, index) in visible.enumerated() {
            let place = body.row(y)
            Label(row(index)).draw(in: place, on: &surface, theme: theme)
            if showsSelection, index == min(max(0, state.selected), count - 1) {
                let role: ThemeRole = isFocused ? .selection : .selectionInactive
                surface.restyle(place) { theme.marked($0, as: role) }
            }
        }
        if let bar {
            ScrollBar(total: count, visible: rect.height, offset: visible.lowerBound)
                .draw(in: bar, on: &surface, theme: theme)
        }
    }
}
