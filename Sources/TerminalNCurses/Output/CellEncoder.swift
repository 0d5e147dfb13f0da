internal import CNCurses
internal import TerminalUI

/// Turns cells into what ncurses puts into its window.
@MainActor
struct CellEncoder {
    /// The cells encoded last; one element for a wide glyph.
    private(set) var row: [cchar_t] = []

    /// What stands for a part of a picture, with its pair of colours; nil for a half block.
    var placeholder: (PictureCell) -> Placeholder? = { _ in nil }

    private let unicode: Bool

    init(unicode: Bool) {
        self.unicode = unicode
    }

    /// Encodes `cells` into `row`; false when a colour pair was missing.
    mutating func encode(_ cells: ArraySlice<Cell>, palette: CellPalette, pens: inout PenTable) -> Bool {
        row.removeAll(keepingCapacity: true)
        var complete = true
        var lastStyle: StyleID?
        var template = cchar_t()
        var index = cells.startIndex
        while index < cells.endIndex {
            let cell = cells[index]
            if let part = cell.glyph.pictureCell, let placeholder = placeholder(part) {
                complete = append(placeholder, pens: &pens) && complete
                index += 1
                continue
            }
            if cell.style != lastStyle {
                lastStyle = cell.style
                let pen = pens.pen(for: cell.style, of: palette)
                complete = complete && pen != nil
                template.attr = pen?.attributes ?? NC_NORMAL
                template.ext_color = pen?.pair ?? 0
            }
            let isWide = index + 1 < cells.endIndex && cells[index + 1].glyph.isContinuation
            append(cell.glyph, isWide: isWide, template: template, palette: palette)
            index += isWide ? 2 : 1
        }
        return complete
    }

    /// False when the colour that names the picture could not be had: the cell is blank then.
    private mutating func append(_ placeholder: Placeholder, pens: inout PenTable) -> Bool {
        var cell = cchar_t()
        guard let pen = pens.pen(numbered: placeholder.color, on: placeholder.background) else {
            cell.chars.0 = 0x20
            row.append(cell)
            return false
        }
        cell.attr = pen.attributes
        cell.ext_color = pen.pair
        let (base, first, second, third) = placeholder.scalars
        cell.chars = (wchar_t(base), wchar_t(first), wchar_t(second), wchar_t(third), 0)
        row.append(cell)
        return true
    }

    private mutating func append(_ glyph: Glyph, isWide: Bool, template: cchar_t, palette: CellPalette) {
        var cell = template
        if let scalar = glyph.scalar, scalar.isASCII, !isWide {
            cell.chars.0 = CellEncoder.printable(scalar)
            row.append(cell)
            return
        }
        let scalars = palette.scalars(of: glyph)
        guard let base = scalars.first, unicode else {
            let text = scalars.first.map { ASCIIFallback.scalar(for: $0) } ?? " "
            appendASCII(text, isWide: isWide, template: template)
            return
        }
        // Were ncurses to count other columns than the surface, the rest of the row would move.
        guard wcwidth(wchar_t(base.value)) == (isWide ? 2 : 1) else {
            cell.chars.0 = wchar_t(Unicode.Scalar.replacement.value)
            row.append(cell)
            if isWide { appendASCII(" ", isWide: false, template: template) }
            return
        }
        cell.chars = CellEncoder.characters(scalars)
        row.append(cell)
    }

    private mutating func appendASCII(_ scalar: Unicode.Scalar, isWide: Bool, template: cchar_t) {
        var cell = template
        cell.chars.0 = CellEncoder.printable(scalar)
        row.append(cell)
        guard isWide else { return }
        cell.chars.0 = 0x20
        row.append(cell)
    }

    /// The surface lets no control character in; one that came in anyway must not reach the terminal.
    private static func printable(_ scalar: Unicode.Scalar) -> wchar_t {
        (0x20...0x7e).contains(scalar.value) ? wchar_t(scalar.value) : 0x20
    }

    /// A base and up to four marks, as many as curses has room for. Only scalars without a width may follow the base.
    private static func characters(_ scalars: [Unicode.Scalar]) -> (wchar_t, wchar_t, wchar_t, wchar_t, wchar_t) {
        let marks = scalars.dropFirst().filter { wcwidth(wchar_t($0.value)) == 0 }.prefix(4).map { wchar_t($0.value) }
        func mark(_ index: Int) -> wchar_t { index < marks.count ? marks[index] : 0 }
        return (wchar_t(scalars[0].value), mark(0), mark(1), mark(2), mark(3))
    }
}
