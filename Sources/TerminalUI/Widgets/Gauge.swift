/// A horizontal bar that fills up.
public struct Gauge {
    /// How much is done, 0 to 1; nil when nobody knows, which draws a block that wanders with `tick`.
    public var fraction: Double?
    /// Set over the right end of the bar ("42 %"); empty for none.
    public var label: String
    /// Place of the wandering block.
    public var tick: Int

    /// A gauge at `fraction`.
    public init(_ fraction: Double?, label: String = "", tick: Int = 0) {
        self.fraction = fraction
        self.label = label
        self.tick = tick
    }

    /// Draws into the first row of `rect`.
    public func draw(in rect: Rect, on surface: inout Surface, theme: Theme) {
        let row = rect.row(0)
        if row.isEmpty { return }
        let words = theme.truncated(TextSanitizer.singleLine(label), to: max(0, row.width - 1))
        let text = words.isEmpty ? "" : " " + words
        let labelWidth = DisplayWidth.width(of: text)
        let (bar, rest) = labelWidth + 4 <= row.width ? row.splitRight(labelWidth) : (row, Rect.zero)
        drawBar(in: bar, on: &surface, theme: theme)
        surface.write(text, at: rest.origin, style: theme[.text], in: rest)
    }

    private func drawBar(in bar: Rect, on surface: inout Surface, theme: Theme) {
        let track: Unicode.Scalar = theme.unicode ? "─" : "-"
        let full: Unicode.Scalar = theme.unicode ? "━" : "#"
        surface.fill(bar, with: track, style: theme[.gaugeTrack])
        guard let fraction, !fraction.isNaN else {
            let length = max(1, bar.width / 4)
            let travel = max(1, bar.width - length)
            let phase = Int(tick.magnitude % UInt(travel * 2))
            let x = bar.x + (phase <= travel ? phase : travel * 2 - phase)
            let block = Rect(x: x, y: bar.y, width: length, height: 1).intersection(bar)
            surface.fill(block, with: full, style: theme[.gauge])
            return
        }
        // Never looks finished before it is.
        let clamped = min(max(fraction, 0), 1)
        let cells = clamped >= 1 ? bar.width : min(Int(clamped * Double(bar.width)), bar.width - 1)
        surface.fill(Rect(x: bar.x, y: bar.y, width: cells, height: 1), with: full, style: theme[.gauge])
    }
}
