import CNCurses
import TerminalUI
import Testing

@testable import TerminalNCurses

/// Not reachable through the public seam without a terminal.
@MainActor
struct CellEncoderTests {
    private func encode(_ text: String, width: Int = 20, unicode: Bool = true) -> [[UInt32]] {
        setlocale(LC_CTYPE, "C.UTF-8")
        var surface = Surface(size: Size(width: width, height: 1), palette: CellPalette())
        _ = surface.write(text, at: .zero, style: .plain, in: surface.bounds)
        return encode(surface, unicode: unicode)
    }

    private func encode(_ surface: Surface, unicode: Bool) -> [[UInt32]] {
        var encoder = CellEncoder(unicode: unicode)
        var pens = PenTable(colors: CursesColors(available: 0, terminfoName: "xterm"))
        let complete = encoder.encode(surface.row(0), palette: surface.palette, pens: &pens)
        #expect(complete)
        return encoder.row.map { cell in
            [cell.chars.0, cell.chars.1, cell.chars.2, cell.chars.3, cell.chars.4].map { UInt32(bitPattern: $0) }.filter
            { $0 != 0 }
        }
    }

    @Test func `a wide glyph is one element, the row still fills its columns`() {
        let row = encode("a中b", width: 6)
        #expect(row == [[0x61], [0x4e2d], [0x62], [0x20], [0x20]])
    }

    @Test func `marks go with their base, at most four`() {
        let row = encode("e\u{301}\u{302}\u{303}\u{304}\u{305}x", width: 2)
        #expect(row.first == [0x65, 0x301, 0x302, 0x303, 0x304])
        #expect(row.last == [0x78])
    }

    @Test func `without Unicode decoration has ASCII stand-ins and wide glyphs keep their columns`() {
        #expect(
            encode("┌─│█…中é", width: 8, unicode: false)
                == [0x2b, 0x2d, 0x7c, 0x23, 0x2e, 0x3f, 0x20, 0x3f].map { [$0] })
    }

    @Test func `control characters put in past the surface's sanitiser do not reach the terminal`() {
        var surface = Surface(size: Size(width: 2, height: 1), palette: CellPalette())
        surface.put(Glyph("\u{1b}"), at: .zero, style: .plain)
        surface.put(Glyph("\u{9b}"), at: Point(x: 1, y: 0), style: .plain)
        for row in [encode(surface, unicode: true), encode(surface, unicode: false)] {
            #expect(row.flatMap { $0 }.allSatisfy { $0 >= 0x20 && !(0x7f...0x9f).contains($0) })
        }
    }

    @Test func `half of a wide glyph at the edge takes one column`() {
        var surface = Surface(size: Size(width: 2, height: 1), palette: CellPalette())
        surface.put("中", at: Point(x: 0, y: 0), style: .plain)
        var encoder = CellEncoder(unicode: true)
        var pens = PenTable(colors: CursesColors(available: 0, terminfoName: "xterm"))
        _ = encoder.encode(surface.row(0).prefix(1), palette: surface.palette, pens: &pens)
        #expect(encoder.row.count == 1)
        #expect(encoder.row.first?.chars.0 == 0xFFFD)
    }
}
