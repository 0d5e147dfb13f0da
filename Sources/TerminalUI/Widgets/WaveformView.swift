/// A waveform in cells, mirrored at its middle: eighths of a cell where there is Unicode, whole cells elsewhere.
public struct WaveformView {
    /// What is drawn.
    public var waveform: Waveform
    /// How it looks.
    public var role: ThemeRole

    /// A view of `waveform`.
    public init(_ waveform: Waveform, role: ThemeRole = .accent) {
        self.waveform = waveform
        self.role = role
    }

    /// Draws into the whole of `rect`: time from left to right.
    public func draw(in rect: Rect, on surface: inout Surface, theme: Theme) {
        let half = rect.height / 2
        for (x, level) in waveform.levels(in: rect.width).enumerated() {
            if half == 0 {
                column(level, height: 1, isUpward: true, from: Point(x: rect.x + x, y: rect.y), &surface, theme)
            } else {
                let middle = rect.y + half
                column(level, height: half, isUpward: true, from: Point(x: rect.x + x, y: middle - 1), &surface, theme)
                column(level, height: half, isUpward: false, from: Point(x: rect.x + x, y: middle), &surface, theme)
            }
        }
    }

    /// Draws one bar that grows from `start`; silence is its thinnest line.
    private func column(
        _ level: Float, height: Int, isUpward: Bool, from start: Point, _ surface: inout Surface, _ theme: Theme
    ) {
        let eighths = max(1, Int((level * Float(height * 8)).rounded()))
        for row in 0..<height {
            let filled = min(8, eighths - row * 8)
            if filled <= 0 { return }
            let point = start.offset(y: isUpward ? -row : row)
            draw(filled, isUpward: isUpward, at: point, &surface, theme)
        }
    }

    private func draw(_ eighths: Int, isUpward: Bool, at point: Point, _ surface: inout Surface, _ theme: Theme) {
        let style = theme[role]
        guard theme.unicode else {
            surface.put(eighths >= 4 ? "#" : isUpward ? "." : "'", at: point, style: style)
            return
        }
        if isUpward || eighths == 8 {
            surface.put(Self.blocks[eighths - 1], at: point, style: style)
        } else {
            // There are no blocks that hang from the top: the lower part is painted in the colour of the background.
            surface.put(Self.blocks[7 - eighths], at: point, style: style.adding(.reverse))
        }
    }

    private static let blocks: [Unicode.Scalar] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
}
