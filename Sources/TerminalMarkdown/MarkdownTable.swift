internal import TerminalUI

/// A table: columns side by side while there is room, cells folded in narrower columns, at last one record below the other.
struct MarkdownTable {
    private let theme: Theme
    private let style: Style
    /// Cells of each row, the first row is the heading; a cell is one line or, with breaks in it, several.
    private let cells: [[[Line]]]
    private let alignments: [Alignment]

    /// A column is not folded further while the table can be kept in columns.
    private static let narrowest = 6
    private static let gap = 3

    init(_ node: MarkdownNode, theme: Theme, style: Style) {
        self.theme = theme
        self.style = style
        let head = theme[.title].adding(.bold)
        cells = node.children.enumerated().map { index, row in
            row.children.map { MarkdownInline($0, theme: theme, style: index == 0 ? head : style).lines }
        }
        alignments = (0..<(cells.first?.count ?? 0)).map { node.alignment(ofColumn: $0) }
    }

    func rows(width: Int) -> [Line] {
        guard let head = cells.first, !head.isEmpty else { return [] }
        guard let widths = columnWidths(of: width) else { return records(width: width) }
        let rule = widths.map { String(repeating: theme.symbol("─", ascii: "-"), count: $0) }
            .joined(separator: theme.symbol("─┼─", ascii: "-+-"))
        return side(head, widths) + [Line(rule, style: theme[.border])] + cells.dropFirst().flatMap { side($0, widths) }
    }

    /// Nil when columns would be too narrow to be read.
    private func columnWidths(of width: Int) -> [Int]? {
        let natural = alignments.indices.map { column in
            max(1, cells.map { row in row.indices.contains(column) ? Self.width(row[column]) : 0 }.max() ?? 0)
        }
        let room = width - Self.gap * (natural.count - 1)
        if natural.reduce(0, +) <= room { return natural }
        var widths = natural.map { min($0, Self.narrowest) }
        var left = room - widths.reduce(0, +)
        guard left >= 0 else { return nil }
        // What is left goes to the columns that need it, evenly, so that no long column starves a short one.
        while left > 0 {
            let needy = widths.indices.filter { widths[$0] < natural[$0] }
            if needy.isEmpty { break }
            let share = max(1, left / needy.count)
            for column in needy where left > 0 {
                let more = min(share, natural[column] - widths[column], left)
                widths[column] += more
                left -= more
            }
        }
        return widths
    }

    private static func width(_ cell: [Line]) -> Int { cell.map(\.width).max() ?? 0 }

    /// A row of the table, as many rows high as its highest cell.
    private func side(_ row: [[Line]], _ widths: [Int]) -> [Line] {
        let folded = widths.indices.map { column in
            row.indices.contains(column) ? TextWrap.wrap(row[column], width: widths[column]) : []
        }
        let height = max(1, folded.map(\.count).max() ?? 1)
        return (0..<height).map { y in
            var line = Line()
            for (column, width) in widths.enumerated() {
                if column > 0 { line.append(theme.symbol(" │ ", ascii: " | "), style: theme[.border]) }
                let cell = y < folded[column].count ? folded[column][y] : Line()
                let used = cell.width
                let indent = alignments[column].indent(of: used, in: width)
                if indent > 0 { line.append(String(repeating: " ", count: indent), style: style) }
                line.spans += cell.spans
                let rest = width - used - indent
                if rest > 0, column + 1 < widths.count {
                    line.append(String(repeating: " ", count: rest), style: style)
                }
            }
            return line
        }
    }

    /// Every row as a list of "heading: value".
    private func records(width: Int) -> [Line] {
        let heads = cells[0].map { $0.map(\.text).joined(separator: " ") }
        let label = theme[.title].adding(.bold)
        if cells.count == 1 { return TextWrap.wrap(cells[0].flatMap { $0 }, width: max(1, width)) }
        var rows: [Line] = []
        for row in cells.dropFirst() {
            if !rows.isEmpty { rows.append(Line()) }
            for (column, cell) in row.enumerated() where column < heads.count {
                var first = Line(heads[column].isEmpty ? "" : heads[column] + ": ", style: label)
                first.spans += cell.first?.spans ?? []
                rows += TextWrap.wrap([first] + cell.dropFirst(), width: max(1, width))
            }
        }
        return rows
    }
}
