internal import CNCurses
internal import TerminalUI

/// Attributes and colour pair for each style of a palette, asked of ncurses once.
@MainActor
struct PenTable {
    /// What ncurses needs in a cell.
    struct Pen {
        var attributes: attr_t
        var pair: Int32
    }

    /// Whether no pair was allocated before the present frame: then starting over would gain nothing.
    private(set) var isFresh = true

    private let colors: CursesColors
    private var pens: [Pen?] = []
    private var numberedPens: [NumberedPen: Pen] = [:]

    private struct NumberedPen: Hashable {
        let number: Int
        let background: Int32
    }
    private var palette: ObjectIdentifier?
    private var generation = 0

    init(colors: CursesColors) {
        self.colors = colors
    }

    /// Called before each frame. False when style numbers mean something else than in the frame before: pens are
    /// forgotten then, and the frame must be drawn whole.
    mutating func prepare(for palette: CellPalette) -> Bool {
        let identity = ObjectIdentifier(palette)
        isFresh = false
        if identity == self.palette, generation == palette.generation { return true }
        self.palette = identity
        generation = palette.generation
        pens.removeAll(keepingCapacity: true)
        return false
    }

    /// Whether the numbers of a palette mean what they meant in the frame before.
    func knows(_ palette: CellPalette) -> Bool {
        ObjectIdentifier(palette) == self.palette && generation == palette.generation
    }

    /// Gives all colour pairs back. Cells drawn before show wrong colours until they are drawn again.
    mutating func startOver() {
        reset_color_pairs()
        pens.removeAll(keepingCapacity: true)
        numberedPens.removeAll()
        isFresh = true
    }

    /// The pen of a style; nil when ncurses has no pair left.
    mutating func pen(for id: StyleID, of palette: CellPalette) -> Pen? {
        let index = Int(id.rawValue)
        if index < pens.count, let pen = pens[index] { return pen }
        guard let pen = makePen(palette.style(for: id)) else { return nil }
        if index >= pens.count { pens += [Pen?](repeating: nil, count: index + 1 - pens.count) }
        pens[index] = pen
        return pen
    }

    /// The pen for a colour's number itself, whatever the colour is; nil when ncurses has no pair left.
    mutating func pen(numbered number: Int, on background: Color) -> Pen? {
        let key = NumberedPen(number: number, background: colors.number(of: background).number)
        if let pen = numberedPens[key] { return pen }
        let pair = alloc_pair(Int32(number), key.background)
        guard pair >= 0 else { return nil }
        let pen = Pen(attributes: NC_NORMAL | attr_t(COLOR_PAIR(min(pair, 255))), pair: pair)
        numberedPens[key] = pen
        return pen
    }

    private func makePen(_ style: Style) -> Pen? {
        var attributes = PenTable.attributes(style.attributes)
        let foreground = colors.number(of: style.foreground)
        let background = colors.number(of: style.background)
        if foreground.isBright { attributes |= NC_BOLD }
        if foreground.number < 0, background.number < 0 { return Pen(attributes: attributes, pair: 0) }
        let pair = alloc_pair(foreground.number, background.number)
        guard pair >= 0 else { return nil }
        // ncurses keeps the pair's number twice; the attribute's field holds only the small ones.
        return Pen(attributes: attributes | attr_t(COLOR_PAIR(min(pair, 255))), pair: pair)
    }

    /// Curses has no strikethrough; such text stays as it is.
    private static func attributes(_ attributes: TextAttributes) -> attr_t {
        var result = NC_NORMAL
        if attributes.contains(.bold) { result |= NC_BOLD }
        if attributes.contains(.dim) { result |= NC_DIM }
        if attributes.contains(.italic) { result |= NC_ITALIC }
        if attributes.contains(.underline) { result |= NC_UNDERLINE }
        if attributes.contains(.reverse) { result |= NC_REVERSE }
        return result
    }
}
