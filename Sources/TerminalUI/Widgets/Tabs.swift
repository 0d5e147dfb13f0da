/// Titles side by side, one of them open.
public struct Tabs {
    /// The titles.
    public var titles: [String]
    /// Index of the open one.
    public var selected: Int

    /// Tabs with number `selected` open.
    public init(_ titles: [String], selected: Int) {
        self.titles = titles
        self.selected = selected
    }

    /// Where each tab is drawn; empty for those that do not fit. The open one always has a place first.
    public func places(in rect: Rect) -> [Rect] {
        let row = rect.row(0)
        let widths = titles.map { DisplayWidth.width(of: TextSanitizer.singleLine($0)) + 2 }
        var places = [Rect](repeating: .zero, count: titles.count)
        var first = 0
        let open = min(max(0, selected), titles.count - 1)
        while first < open, widths[first...open].reduce(open - first, +) > row.width { first += 1 }
        var x = row.x
        for index in titles.indices.dropFirst(first) {
            if x >= row.maxX || (index > open && x + widths[index] > row.maxX) { break }
            places[index] = Rect(x: x, y: row.y, width: min(widths[index], row.maxX - x), height: row.height)
            x += widths[index] + 1
        }
        return places
    }

    /// The tab drawn at `point`, for the mouse.
    public func index(at point: Point, in rect: Rect) -> Int? {
        places(in: rect).firstIndex { $0.contains(point) }
    }

    /// Draws into the first row of `rect`. The open tab stands in brackets, which need no colour.
    public func draw(in rect: Rect, on surface: inout Surface, theme: Theme) {
        for (index, place) in places(in: rect).enumerated() where !place.isEmpty {
            let isOpen = index == min(max(0, selected), titles.count - 1)
            let title = theme.truncated(TextSanitizer.singleLine(titles[index]), to: max(0, place.width - 2))
            let text = isOpen ? "[\(title)]" : " \(title) "
            surface.write(text, at: place.origin, style: theme[isOpen ? .tabActive : .tab], in: place)
        }
    }
}
