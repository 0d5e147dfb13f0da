import TerminalUI

/// A surface of `width` x `height` with a palette of its own, drawn on by `body`.
func drawn(_ width: Int, _ height: Int, _ body: (inout Surface) -> Void) -> Surface {
    var surface = Surface(size: Size(width: width, height: height), palette: CellPalette())
    body(&surface)
    return surface
}

/// The rows that `body` draws on a surface of `width` x `height`.
func picture(_ width: Int, _ height: Int, _ body: (inout Surface) -> Void) -> [String] {
    SurfacePicture(drawn(width, height, body)).rows
}

extension Surface {
    /// Every way a row can be malformed: halves of wide glyphs, and glyphs that would control a terminal.
    var faults: [String] {
        var faults: [String] = []
        for y in 0..<size.height {
            for x in 0..<size.width {
                let cell = self[Point(x: x, y: y)]
                let width = palette.width(of: cell.glyph)
                let next = self[Point(x: x + 1, y: y)].glyph
                if cell.glyph.isContinuation {
                    let before = self[Point(x: x - 1, y: y)].glyph
                    if x == 0 || palette.width(of: before) != 2 { faults.append("stray continuation at \(x),\(y)") }
                } else if width == 2, !next.isContinuation {
                    faults.append("half a wide glyph at \(x),\(y)")
                }
                let scalars = palette.scalars(of: cell.glyph)
                if scalars.count > 5 { faults.append("too many marks at \(x),\(y)") }
                for scalar in scalars where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) {
                    faults.append("control character at \(x),\(y)")
                }
            }
        }
        return faults
    }
}

extension Theme {
    /// The default theme on a terminal that shows ASCII only.
    static let asciiOnly = Theme.standard.adapted(to: TerminalCapabilities(colorDepth: .trueColor, unicode: false))
}
