import EaselCore
import TerminalUI

/// A file as it looks or sounds, and in words while, or where, that cannot be shown.
struct PreviewView {
    let asset: Asset
    /// What the shelf has; nil when nothing was asked for.
    let content: PreviewShelf.Content?
    var alignment = Alignment.left

    func draw(in area: Rect, on surface: inout Surface, theme: Theme) {
        switch content {
        case .picture(let picture): CellImage(picture, alignment: alignment).draw(in: area, on: &surface, theme: theme)
        case .sound(let waveform): draw(waveform, in: area, on: &surface, theme: theme)
        case .film(let film): draw(film, in: area, on: &surface, theme: theme)
        case .failed(let reason):
            MediaCard(asset, note: "No preview: \(reason)").draw(in: area, on: &surface, theme: theme)
        case .decoding:
            MediaCard(asset, note: "preview" + theme.ellipsis).draw(in: area, on: &surface, theme: theme)
        case nil: MediaCard(asset, note: nil).draw(in: area, on: &surface, theme: theme)
        }
    }

    /// No more rows than a waveform is pleasant to read in; below it where it begins and ends.
    private func draw(_ waveform: Waveform, in area: Rect, on surface: inout Surface, theme: Theme) {
        let height = min(area.height - (area.height > 1 ? 1 : 0), 12)
        let top = area.y + (area.height - height - 1) / 2
        let wave = Rect(x: area.x, y: max(area.y, top), width: area.width, height: height)
        WaveformView(waveform).draw(in: wave, on: &surface, theme: theme)
        let axis = Rect(x: area.x, y: wave.maxY, width: area.width, height: 1).intersection(area)
        guard !axis.isEmpty else { return }
        let end = Line(Figures.duration(waveform.seconds), style: theme[.muted])
        surface.write(Line("0", style: theme[.muted]), at: axis.origin, in: axis)
        surface.write(end, at: axis.origin.offset(x: max(2, axis.width - end.width)), in: axis)
    }

    private func draw(_ film: FilmPreview, in area: Rect, on surface: inout Surface, theme: Theme) {
        let layout = FilmLayout(in: area)
        let poster = CellImage(film.poster, alignment: alignment).draw(in: layout.poster, on: &surface, theme: theme)
        for (frame, place) in zip(film.frames, layout.places(of: film.frames.count, below: poster)) {
            CellImage(frame, alignment: .center).draw(in: place, on: &surface, theme: theme)
        }
    }
}
