internal import TerminalUI

/// Turns the text inside a block into styled lines, one for each line break in it.
///
/// A plain line break counts: models write verses with it. Nothing nests so deep that it would need a deep stack.
struct MarkdownInline {
    let theme: Theme
    private(set) var lines = [Line()]
    /// The looks of the nodes that are open, the innermost last.
    private var styles: [Style]
    /// Text of the links that are open, to see whether an address says more.
    private var linkTexts: [String] = []

    init(_ node: MarkdownNode, theme: Theme, style: Style) {
        self.theme = theme
        styles = [style]
        node.walk { child, enters in
            if child.pointer != node.pointer { visit(child, enters) }
        }
    }

    private var style: Style { styles.last ?? theme[.text] }

    private mutating func visit(_ node: MarkdownNode, _ enters: Bool) {
        switch node.kind {
        case .text: append(node.literal, style)
        case .code: append(node.literal, theme[.code].over(style.plainColours))
        case .softBreak, .lineBreak: lines.append(Line())
        case .html: html(node.literal)
        case .emphasis: toggle(enters, style.adding(.italic))
        case .strong: toggle(enters, style.adding(.bold))
        case .strikethrough:
            // Not every terminal can strike through: the marks stay.
            if enters { styles.append(style.adding(.strikethrough)) }
            append("~~", style)
            if !enters { styles.removeLast() }
        case .link: link(node, enters)
        case .image:
            if enters { append(theme.symbol("▣ ", ascii: "[image] "), theme[.muted]) }
            link(node, enters)
        default: break
        }
    }

    private mutating func toggle(_ enters: Bool, _ inner: Style) {
        if enters { styles.append(inner) } else { styles.removeLast() }
    }

    /// The text of a link, and behind it where it leads, unless the text says that already.
    private mutating func link(_ node: MarkdownNode, _ enters: Bool) {
        if enters {
            styles.append(theme[.link].adding(style.attributes))
            linkTexts.append("")
            return
        }
        styles.removeLast()
        let text = linkTexts.popLast() ?? ""
        if !linkTexts.isEmpty { linkTexts[linkTexts.count - 1] += text }
        let address = TextSanitizer.singleLine(node.address)
        if address.isEmpty || address == text || address == "mailto:" + text { return }
        append(text.isEmpty ? address : " (\(address))", theme[.muted])
    }

    private mutating func html(_ tag: String) {
        let name = tag.lowercased().filter { !$0.isWhitespace && $0 != "/" }
        if name == "<br>" { lines.append(Line()) } else { append(tag, theme[.muted]) }
    }

    private mutating func append(_ text: String, _ style: Style) {
        let text = TextSanitizer.singleLine(text)
        if text.isEmpty { return }
        if !linkTexts.isEmpty { linkTexts[linkTexts.count - 1] += text }
        // The parser splits text at every possible mark; neighbours of one look are one span.
        let last = lines.count - 1
        if let end = lines[last].spans.indices.last, lines[last].spans[end].style == style {
            lines[last].spans[end].text += text
        } else {
            lines[last].append(text, style: style)
        }
    }
}

extension Style {
    /// Only the emphasis.
    fileprivate var plainColours: Style { Style(attributes: attributes) }
}
