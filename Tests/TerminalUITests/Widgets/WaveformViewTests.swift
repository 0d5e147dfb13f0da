import TerminalUI
import Testing

@Suite struct WaveformViewTests {
    private func draw(_ levels: [Float], _ width: Int, _ height: Int, _ theme: Theme = .standard) -> SurfacePicture {
        var surface = Surface(size: Size(width: width, height: height), palette: CellPalette())
        WaveformView(Waveform(levels: levels, seconds: 1)).draw(in: surface.bounds, on: &surface, theme: theme)
        return SurfacePicture(surface)
    }

    @Test func `bars grow from the middle both ways by eighths`() {
        let picture = draw([0, 0.25, 0.5, 1], 4, 4)
        #expect(picture.rows == ["   █", "▁▄██", "▇▄██", "   █"])
        // Hanging bars are painted the other way round.
        #expect(picture.legend.contains { $0.contains("reverse") })
        #expect(picture.styleRows[2].first != picture.styleRows[1].first)
        #expect(picture.styleRows[2].last == picture.styleRows[1].last)
    }

    @Test func `one row shows upper halves, no row nothing`() {
        #expect(draw([0, 0.5, 1], 3, 1).rows == ["▁▄█"])
        #expect(draw([1], 3, 0).rows.isEmpty)
        #expect(draw([], 3, 2).rows == ["", ""])
    }

    @Test func `without Unicode bars are whole cells`() {
        #expect(draw([0, 1], 2, 4, .asciiOnly).rows == [" #", ".#", "'#", " #"])
    }

    @Test func `many levels become the peaks of few, few are spread over many`() {
        let waveform = Waveform(levels: [0, 0.9, 0, 0.2], seconds: 4)
        #expect(waveform.levels(in: 2) == [0.9, 0.2])
        #expect(waveform.levels(in: 8) == [0, 0, 0.9, 0.9, 0, 0, 0.2, 0.2])
        #expect(waveform.levels(in: 0).isEmpty)
        #expect(Waveform(levels: [.nan, -1, 7], seconds: -1).levels == [1, 0, 1])
    }
}
