import TerminalUI
import Testing

@Suite struct SurfaceDiffTests {
    private let palette = CellPalette()

    private func surface(_ rows: String...) -> Surface {
        var surface = Surface(size: Size(width: 24, height: rows.count), palette: palette)
        for (y, row) in rows.enumerated() { surface.write(row, at: Point(x: 0, y: y), style: .plain) }
        return surface
    }

    @Test func `equal frames have no difference`() {
        #expect(SurfaceDiff(from: surface("abc", "中"), to: surface("abc", "中")).isEmpty)
    }

    @Test func `one changed cell is one span of one cell`() {
        let diff = SurfaceDiff(from: surface("abc", "def"), to: surface("abc", "dXf"))
        #expect(diff.spans.map(\.y) == [1])
        #expect(diff.spans.map(\.x) == [1])
        #expect(diff.spans.map(\.cells.count) == [1])
    }

    @Test func `distant changes are separate spans, near ones are joined`() {
        let old = surface("....................")
        #expect(SurfaceDiff(from: old, to: surface("X..................X")).spans.count == 2)
        #expect(SurfaceDiff(from: old, to: surface("X....X..............")).spans.map(\.cells.count) == [6])
    }

    @Test func `a span holds whole wide glyphs`() {
        let diff = SurfaceDiff(from: surface("a中b"), to: surface("a国b"))
        #expect(diff.spans.map(\.x) == [1])
        #expect(diff.spans.map(\.cells.count) == [2])
        let shifted = SurfaceDiff(from: surface("中中x"), to: surface("a中 x"))
        #expect(shifted.spans.map(\.x) == [0])
        #expect(shifted.spans[0].cells.last?.glyph.isContinuation == false)
    }

    @Test func `another size or palette, or no frame before, means everything`() {
        let new = surface("abc", "def")
        #expect(SurfaceDiff(from: nil, to: new).spans.map(\.cells.count) == [24, 24])
        #expect(SurfaceDiff(from: Surface(size: Size(width: 2, height: 2), palette: palette), to: new).spans.count == 2)
        #expect(SurfaceDiff(from: Surface(size: new.size, palette: CellPalette()), to: new).spans.count == 2)
    }

    @Test func `an empty screen has no difference`() {
        for size in [Size.zero, Size(width: 0, height: 3), Size(width: 3, height: 0)] {
            let surface = Surface(size: size, palette: palette)
            #expect(SurfaceDiff(from: surface, to: surface).isEmpty)
            #expect(SurfaceDiff(from: nil, to: surface).isEmpty)
        }
    }
}
