internal import CMarkdown
internal import TerminalUI

/// A node of a `MarkdownDocument`, valid for as long as it.
struct MarkdownNode {
    enum Kind {
        case document, quote, list, item, codeBlock, htmlBlock, paragraph, heading, rule, table, tableRow, tableCell
        case text, softBreak, lineBreak, code, html, emphasis, strong, link, image, strikethrough
        case other
    }

    /// Ownership stays with the document.
    let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) { self.pointer = pointer }

    var kind: Kind { Self.kinds[Int(cmd_kind(pointer))] ?? .other }

    /// The nodes directly below.
    var children: [MarkdownNode] {
        var nodes: [MarkdownNode] = []
        var next = cmark_node_first_child(pointer)
        while let node = next {
            nodes.append(MarkdownNode(node))
            next = cmark_node_next(node)
        }
        return nodes
    }

    /// The text of a leaf: characters, code, HTML.
    var literal: String { cmark_node_get_literal(pointer).map { String(cString: $0) } ?? "" }
    /// Where a link or an image leads.
    var address: String { cmark_node_get_url(pointer).map { String(cString: $0) } ?? "" }
    /// From 1 to 6.
    var headingLevel: Int { Int(cmark_node_get_heading_level(pointer)) }
    /// The number of the first item; nil for a list without numbers.
    var firstNumber: Int? {
        cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST ? Int(cmark_node_get_list_start(pointer)) : nil
    }
    /// Whether the items of a list follow each other without blank lines.
    var isTight: Bool { cmark_node_get_list_tight(pointer) != 0 }
    /// Of a list item that is a task: whether it is done.
    var isDone: Bool? {
        switch cmd_task(pointer) {
        case 1: false
        case 2: true
        default: nil
        }
    }
    /// The first word behind the fence of a code block: its language.
    var language: String {
        let info = cmark_node_get_fence_info(pointer).map { String(cString: $0) } ?? ""
        return info.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
    }

    /// The fence of a code block; nil for one that is indented.
    var fence: CodeFence? {
        var length: Int32 = 0
        var mark: CChar = 0
        let offset = cmd_fence(pointer, &length, &mark)
        return offset < 0
            ? nil : CodeFence(mark: UInt8(bitPattern: mark), length: Int(length), offset: Int(offset))
    }

    /// How a column of a table is set.
    func alignment(ofColumn column: Int) -> Alignment {
        switch UInt8(truncatingIfNeeded: cmd_alignment(pointer, Int32(column))) {
        case UInt8(ascii: "r"): .right
        case UInt8(ascii: "c"): .center
        default: .left
        }
    }

    /// Visits the node and all below it, without recursion: `body` learns whether it enters or leaves a node.
    func walk(_ body: (MarkdownNode, _ enters: Bool) -> Void) {
        guard let iterator = cmark_iter_new(pointer) else { return }
        defer { cmark_iter_free(iterator) }
        while true {
            let event = cmark_iter_next(iterator)
            if event == CMARK_EVENT_DONE { return }
            if let node = cmark_iter_get_node(iterator) { body(MarkdownNode(node), event == CMARK_EVENT_ENTER) }
        }
    }

    private static let kinds: [Int: Kind] = [
        CMD_DOCUMENT: .document, CMD_QUOTE: .quote, CMD_LIST: .list, CMD_ITEM: .item, CMD_CODE_BLOCK: .codeBlock,
        CMD_HTML_BLOCK: .htmlBlock, CMD_PARAGRAPH: .paragraph, CMD_HEADING: .heading, CMD_RULE: .rule,
        CMD_TABLE: .table, CMD_TABLE_ROW: .tableRow, CMD_TABLE_CELL: .tableCell, CMD_TEXT: .text,
        CMD_SOFT_BREAK: .softBreak, CMD_LINE_BREAK: .lineBreak, CMD_CODE: .code, CMD_HTML: .html,
        CMD_EMPHASIS: .emphasis, CMD_STRONG: .strong, CMD_LINK: .link, CMD_IMAGE: .image,
        CMD_STRIKETHROUGH: .strikethrough,
    ]
}
