/// A grid of cells to draw on. Drawing never leaves the grid and never leaves half of a wide glyph behind.
public struct Surface {
    /// Extent in cells.
    public let size: Size
    /// What the numbers in `cells` mean.
    public let palette: CellPalette
    /// Rows from the top, each `size.width` cells.
    public internal(set) var cells: [Cell]
    /// The pictures that were placed, in order; something may have been drawn over them since.
    public internal(set) var pictures: [PlacedPicture] = []

    /// An empty surface in the terminal's own look.
    public init(size: Size, palette: CellPalette) {
        self.size = size
        self.palette = palette
        cells = [Cell](repeating: .blank, count: size.width * size.height)
    }

    /// The whole surface as a rectangle.
    public var bounds: Rect { Rect(size: size) }

    /// The cell at `point`; blank outside.
    public subscript(point: Point) -> Cell {
        bounds.contains(point) ? cells[point.y * size.width + point.x] : .blank
    }

    /// The style at `point`; plain outside.
    public func style(at point: Point) -> Style {
        palette.style(for: self[point].style)
    }

    /// The cells of row `y`, from the left; empty outside.
    public func row(_ y: Int) -> ArraySlice<Cell> {
        guard y >= 0, y < size.height else { return [] }
        return cells[(y * size.width)..<((y + 1) * size.width)]
    }

    /// Makes every cell blank, in the terminal's own look.
    public mutating func clear() {
        pictures.removeAll()
        for index in cells.indices { cells[index] = .blank }
    }

    /// Empties `rect` and gives it `style`.
    public mutating func fill(_ rect: Rect, style: Style) {
        fill(rect, with: " ", style: style)
    }

    /// Fills `rect` with one glyph of one column; a wider or unprintable scalar counts as a space.
    public mutating func fill(_ rect: Rect, with scalar: Unicode.Scalar, style: Style) {
        let area = rect.intersection(bounds)
        if area.isEmpty { return }
        let glyph = DisplayWidth.width(of: scalar) == 1 ? Glyph(scalar) : .space
        let cell = Cell(glyph: glyph, style: palette.id(for: style))
        for y in area.rows {
            let start = y * size.width + area.x
            let end = start + area.width
            healEdges(row: y, from: area.x, to: area.maxX)
            for index in start..<end { cells[index] = cell }
        }
    }

    /// Puts one glyph at `point`, cut to `clip`; a wide glyph that does not fit becomes a blank.
    ///
    /// For decoration and pictures. Text from outside goes through `write`, which neutralises it.
    public mutating func put(_ glyph: Glyph, at point: Point, style: Style, in clip: Rect? = nil) {
        let area = clip.map { $0.intersection(bounds) } ?? bounds
        put(glyph, width: palette.width(of: glyph), at: point, style: palette.id(for: style), in: area)
    }

    /// Puts one scalar at `point`; see `put(_:at:style:in:)`.
    public mutating func put(_ scalar: Unicode.Scalar, at point: Point, style: Style, in clip: Rect? = nil) {
        put(DisplayWidth.width(of: scalar) > 0 ? Glyph(scalar) : .space, at: point, style: style, in: clip)
    }

    /// Changes the style of every cell in `rect`, keeping what is shown.
    public mutating func restyle(_ rect: Rect, _ transform: (Style) -> Style) {
        let area = rect.intersection(bounds)
        var lastID: StyleID?
        var lastResult = StyleID.plain
        for y in area.rows {
            for index in (y * size.width + area.x)..<(y * size.width + area.maxX) {
                let id = cells[index].style
                if id != lastID {
                    lastID = id
                    lastResult = palette.id(for: transform(palette.style(for: id)))
                }
                cells[index].style = lastResult
            }
        }
    }

    /// `area` must lie inside the surface.
    mutating func put(_ glyph: Glyph, width: Int, at point: Point, style: StyleID, in area: Rect) {
        guard point.y >= area.y, point.y < area.maxY, width > 0 else { return }
        let left = max(point.x, area.x)
        let right = min(point.x + width, area.maxX)
        if left >= right { return }
        healEdges(row: point.y, from: left, to: right)
        let index = point.y * size.width + left
        if right - left < width {
            cells[index] = Cell(glyph: .space, style: style)
        } else {
            cells[index] = Cell(glyph: glyph, style: style)
            if width == 2 { cells[index + 1] = Cell(glyph: .continuation, style: style) }
        }
    }

    /// Blanks the halves that wide glyphs would leave outside when columns `left..<right` of a row are replaced.
    mutating func healEdges(row y: Int, from left: Int, to right: Int) {
        let start = y * size.width + left
        if left > 0, cells[start].glyph.isContinuation { cells[start - 1].glyph = .space }
        let end = y * size.width + right
        if right < size.width, cells[end].glyph.isContinuation { cells[end].glyph = .space }
    }
}
