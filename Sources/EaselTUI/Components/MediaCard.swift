import EaselCore
import TerminalUI

/// A file in words: kind, size, length.
struct MediaCard {
    let asset: Asset
    let note: String?

    init(_ asset: Asset, note: String?) {
        self.asset = asset
        self.note = note
    }

    func draw(in area: Rect, on surface: inout Surface, theme: Theme) {
        var lines = [Line(sign(theme) + " " + asset.mediaType.rawValue, style: theme[.title])]
        if let pixels = Figures.pixels(asset) { lines.append(fact("size", pixels, theme)) }
        if let seconds = asset.durationSeconds { lines.append(fact("length", Figures.duration(seconds), theme)) }
        lines.append(fact("bytes", Figures.bytes(asset.bytes), theme))
        if let note {
            lines += TextWrap.wrap(
                Line(TextSanitizer.singleLine(note), style: theme[.muted]), width: max(8, min(area.width, 60)))
        }
        let top = area.y + max(0, (area.height - lines.count) / 2)
        let width = min(area.width, lines.map(\.width).max() ?? 0)
        let x = area.x + (area.width - width) / 2
        for (y, line) in lines.enumerated() {
            Label(line).draw(
                in: Rect(x: x, y: top + y, width: area.maxX - x, height: 1).intersection(area), on: &surface,
                theme: theme)
        }
    }

    private func sign(_ theme: Theme) -> String {
        switch asset.mediaType.family {
        case "video": theme.unicode ? "▶" : ">"
        case "audio": theme.unicode ? "♪" : "~"
        case "image": theme.unicode ? "▦" : "#"
        default: theme.unicode ? "□" : "="
        }
    }

    private func fact(_ name: String, _ value: String, _ theme: Theme) -> Line {
        Line([
            TerminalUI.Span(name.padded(to: 8), style: theme[.muted]),
            TerminalUI.Span(TextSanitizer.singleLine(value), style: theme[.text]),
        ])
    }
}

extension String {
    /// The text with spaces behind it, at least one, so that columns line up.
    func padded(to columns: Int) -> String {
        self + String(repeating: " ", count: max(1, columns - DisplayWidth.width(of: self)))
    }
}
