internal import CNCurses
internal import TerminalUI

/// Puts frames into ncurses' memory and lets it bring the screen up to date.
@MainActor
struct CursesPainter {
    private var pens: PenTable
    private var encoder: CellEncoder
    private var mustRepaint = false
    private var cursor: Point?
    private var isCursorShown: Bool?

    init(colors: CursesColors, unicode: Bool) {
        pens = PenTable(colors: colors)
        encoder = CellEncoder(unicode: unicode)
    }

    /// What stands for a part of a picture; nil for a half block.
    var placeholder: (PictureCell) -> Placeholder? {
        get { encoder.placeholder }
        set { encoder.placeholder = newValue }
    }

    var screenSize: Size {
        Size(width: Int(getmaxx(nc_stdscr())), height: Int(getmaxy(nc_stdscr())))
    }

    /// The next `show` sends every cell, whatever ncurses believes to be on the screen.
    mutating func repaintAll() {
        mustRepaint = true
    }

    mutating func put(_ diff: SurfaceDiff, of surface: Surface, cursor: Point?) {
        self.cursor = cursor
        let palette = surface.palette
        if !pens.prepare(for: palette) {
            putAll(of: surface)
        } else if !diff.spans.allSatisfy({ put($0.cells, y: $0.y, x: $0.x, palette: palette) }) {
            startOver(with: surface)
        }
    }

    /// Puts a frame again, because parts of pictures look different now.
    mutating func putAgain(_ surface: Surface) {
        if pens.knows(surface.palette) { putAll(of: surface) }
    }

    /// Updates the screen and the cursor.
    mutating func show() {
        if mustRepaint {
            clearok(nc_curscr(), true)
            mustRepaint = false
        }
        let shown = cursor != nil
        if shown != isCursorShown {
            isCursorShown = shown
            curs_set(shown ? 1 : 0)
        }
        if let cursor { wmove(nc_stdscr(), Int32(clamping: cursor.y), Int32(clamping: cursor.x)) }
        wrefresh(nc_stdscr())
    }

    /// Colour pairs ran out: all of them are given back, and the frame is drawn again with new ones.
    private mutating func startOver(with surface: Surface) {
        pens.startOver()
        mustRepaint = true
        putAll(of: surface)
    }

    private mutating func putAll(of surface: Surface) {
        var complete = true
        for y in 0..<surface.size.height {
            complete = put(surface.row(y), y: y, x: 0, palette: surface.palette) && complete
        }
        if !complete, !pens.isFresh { startOver(with: surface) }
    }

    /// False when a cell's colours could not be had; it is drawn in the terminal's own.
    private mutating func put(_ cells: ArraySlice<Cell>, y: Int, x: Int, palette: CellPalette) -> Bool {
        let screen = screenSize
        guard y >= 0, y < screen.height, x >= 0, x < screen.width else { return true }
        let visible = cells.prefix(screen.width - x)
        let complete = encoder.encode(visible, palette: palette, pens: &pens)
        encoder.row.withUnsafeBufferPointer { row in
            _ = nc_put_row(nc_stdscr(), Int32(y), Int32(x), row.baseAddress, Int32(row.count))
        }
        return complete
    }
}
