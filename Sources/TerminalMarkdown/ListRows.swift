internal import TerminalUI

/// The rows of a list that is still open, kept item by item: a long list costs no more per frame than its last item.
struct ListRows: Hashable {
    private struct Item: Hashable {
        let source: [String]
        let number: Int?
        let rows: [Line]
    }

    private var items: [Item] = []
    private var isTight = true
    private var definitions = ""

    /// Lays the list out; items whose lines are as they were keep their rows.
    ///
    /// - Parameters:
    ///   - lines: the lines that were parsed.
    ///   - definitions: all link definitions that count; others than before make every item new.
    mutating func lay(
        _ list: MarkdownNode, in document: MarkdownDocument, lines: [String], _ layout: MarkdownLayout, width: Int,
        style: Style, definitions: String
    ) -> [Line] {
        let (nodes, first) = (list.children, list.firstNumber)
        if list.isTight != isTight || definitions != self.definitions { items = [] }
        (isTight, self.definitions) = (list.isTight, definitions)
        let starts = nodes.map { document.startLine(of: $0) ?? 0 } + [lines.count]
        var rows: [Line] = []
        for (index, node) in nodes.enumerated() {
            if !isTight, !rows.isEmpty { rows.append(Line()) }
            let source = starts[index] < starts[index + 1] ? Array(lines[starts[index]..<starts[index + 1]]) : []
            let number = first.map { $0 + index }
            if index < items.count, items[index].source == source, items[index].number == number, !source.isEmpty {
                rows += items[index].rows
                continue
            }
            let added = layout.rows(ofItem: node, number: number, isTight: isTight, width: width, style: style)
            items.removeSubrange(min(index, items.count)...)
            items.append(Item(source: source, number: number, rows: added))
            rows += added
        }
        return rows
    }
}
