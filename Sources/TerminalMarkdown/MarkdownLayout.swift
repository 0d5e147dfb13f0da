internal import TerminalUI

/// Lays blocks out in rows of a width.
struct MarkdownLayout {
    let theme: Theme

    /// Deeper blocks lose their form, not their text.
    private static let depthLimit = 24
    /// Narrower than this nothing is indented any more.
    private static let narrowest = 12

    /// Blocks one below the other, with a blank row between them unless they belong closely together.
    func rows(of blocks: [MarkdownNode], width: Int, style: Style, depth: Int = 0, isTight: Bool = false) -> [Line] {
        var rows: [Line] = []
        for block in blocks {
            let added = self.rows(of: block, width: max(1, width), style: style, depth: depth)
            if !rows.isEmpty, !added.isEmpty, !isTight { rows.append(Line()) }
            rows += added
        }
        return rows
    }

    private func rows(of block: MarkdownNode, width: Int, style: Style, depth: Int) -> [Line] {
        guard depth < Self.depthLimit else { return flat(block, width: width, style: style) }
        switch block.kind {
        case .paragraph: return wrapped(block, width: width, style: style)
        case .heading: return wrapped(block, width: width, style: heading(block.headingLevel))
        case .rule: return [Line(String(repeating: theme.symbol("─", ascii: "-"), count: width), style: theme[.border])]
        case .codeBlock:
            let code = MarkdownCode(theme: theme, width: width)
            return code.label(block.language) + block.literal.codeLines.flatMap(code.rows)
        case .htmlBlock: return plain(block.literal, width: width, style: theme[.muted])
        case .quote: return quote(block, width: width, style: style, depth: depth)
        case .list: return list(block, width: width, style: style, depth: depth)
        case .table: return MarkdownTable(block, theme: theme, style: style).rows(width: width)
        default: return flat(block, width: width, style: style)
        }
    }

    private func heading(_ level: Int) -> Style {
        let title = theme[.title].adding(.bold)
        return level == 1 ? title.adding(.underline) : title
    }

    private func wrapped(_ block: MarkdownNode, width: Int, style: Style) -> [Line] {
        TextWrap.wrap(MarkdownInline(block, theme: theme, style: style).lines, width: width)
    }

    private func quote(_ block: MarkdownNode, width: Int, style: Style, depth: Int) -> [Line] {
        let bar = TerminalUI.Span(theme.symbol("│ ", ascii: "| "), style: theme[.border])
        let inner = theme[.muted].adding(style.attributes.union(.italic))
        let indent = width > Self.narrowest ? 2 : 0
        return rows(of: block.children, width: width - indent, style: inner, depth: depth + 1).map {
            indent == 0 ? $0 : Line([bar] + $0.spans)
        }
    }

    private func list(_ block: MarkdownNode, width: Int, style: Style, depth: Int) -> [Line] {
        let (isTight, first) = (block.isTight, block.firstNumber)
        var rows: [Line] = []
        for (index, item) in block.children.enumerated() {
            if !isTight, !rows.isEmpty { rows.append(Line()) }
            rows += self.rows(
                ofItem: item, number: first.map { $0 + index }, isTight: isTight, width: width, style: style,
                depth: depth)
        }
        return rows
    }

    /// The rows of one item of a list, without a blank row around it.
    func rows(
        ofItem item: MarkdownNode, number: Int?, isTight: Bool, width: Int, style: Style, depth: Int = 0
    ) -> [Line] {
        var head = Line(number.map { "\($0). " } ?? bullet(depth), style: theme[.accent])
        if let isDone = item.isDone { head.append(isDone ? "[x] " : "[ ] ", style: theme[.accent]) }
        let indent = width - head.width >= Self.narrowest ? head.width : 0
        let body = rows(of: item.children, width: width - indent, style: style, depth: depth + 1, isTight: isTight)
        return hang(head, body, indent: indent, width: width)
    }

    /// `head` before the first row, and the others below that one; without room for it, only before the first row.
    private func hang(_ head: Line, _ body: [Line], indent: Int, width: Int) -> [Line] {
        let first = Line(head.spans + (body.first?.spans ?? []))
        if indent == 0 { return TextWrap.wrap(first, width: width) + body.dropFirst() }
        let blank = TerminalUI.Span(String(repeating: " ", count: indent), style: theme[.text])
        return [first] + body.dropFirst().map { $0.spans.isEmpty ? Line() : Line([blank] + $0.spans) }
    }

    private func bullet(_ depth: Int) -> String {
        let signs = theme.unicode ? ["• ", "◦ ", "▪ "] : ["- ", "* ", "+ "]
        return signs[depth % signs.count]
    }

    /// All the text there is, line by line, in one look.
    private func flat(_ block: MarkdownNode, width: Int, style: Style) -> [Line] {
        var text = ""
        block.walk { node, enters in
            switch node.kind {
            case .text, .code, .html, .htmlBlock, .codeBlock: if enters { text += node.literal }
            case .softBreak, .lineBreak: if enters { text += "\n" }
            case .paragraph, .heading, .tableRow: if !enters { text += "\n" }
            case .tableCell: if !enters { text += " " }
            default: break
            }
        }
        return plain(text, width: width, style: style)
    }

    /// Text as it is.
    func plain(_ text: String, width: Int, style: Style) -> [Line] {
        var text = Substring(text)
        while text.last?.isNewline == true { text.removeLast() }
        return text.isEmpty ? [] : TextWrap.wrap(Line(String(text), style: style), width: max(1, width))
    }
}

extension String {
    /// The lines of a code block; its last line break begins no line.
    var codeLines: [String] {
        var lines = utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { String(Substring($0)) }
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }
}
