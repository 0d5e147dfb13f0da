import EaselCore

/// Rows under headings, columns as wide as their widest cell; the last column takes what is left.
struct TableRenderer {
    var headings: [String]
    var rows: [[String]]

    /// Lines of text; cells are on one line and free of control characters.
    func lines() -> [String] {
        let cells = ([headings] + rows).map { $0.map(TerminalSafeText.line) }
        let widths = headings.indices.map { column in
            cells.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
        }
        return cells.map { row in
            row.enumerated().map { column, cell in
                column == row.count - 1 ? cell : cell + String(repeating: " ", count: widths[column] - cell.count)
            }
            .joined(separator: "  ")
        }
    }
}
