/// Values as a row of small bars, the newest at the right, so that a trend can be seen in the height of one line.
public struct Sparkline {
    /// Oldest first; nil is a gap, where something came that has no value.
    public var values: [Double?]
    /// The value of the highest bar; nil for the largest of those in sight.
    public var maximum: Double?

    /// A row of bars for `values`.
    public init(_ values: [Double?], maximum: Double? = nil) {
        self.values = values
        self.maximum = maximum
    }

    private static let blocks = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    private static let plain = ["_", ".", "-", "~", "=", "+", "*", "#"]

    /// The newest values that fit into so many columns; shorter when there are fewer.
    public func text(columns: Int, unicode: Bool) -> String {
        let bars = unicode ? Sparkline.blocks : Sparkline.plain
        let shown = values.suffix(max(0, columns))
        let finite = shown.compactMap { $0 }.filter(\.isFinite)
        let top = maximum ?? finite.max() ?? 0
        return shown.map { value in
            guard let value, value.isFinite else { return " " }
            guard top > 0, value > 0 else { return bars[0] }
            // Even the smallest value that is there has a bar, and only the largest has the highest.
            return bars[min(bars.count - 1, Int(min(value / top, 1) * Double(bars.count)))]
        }.joined()
    }

    /// Draws into the first row of `rect`, at its right.
    public func draw(in rect: Rect, on surface: inout Surface, theme: Theme) {
        let row = rect.row(0)
        let text = text(columns: row.width, unicode: theme.unicode)
        surface.write(text, at: Point(x: row.maxX - text.count, y: row.y), style: theme[.gauge], in: row)
    }
}
