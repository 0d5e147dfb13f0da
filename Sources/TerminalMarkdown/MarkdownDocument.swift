internal import CMarkdown
internal import Synchronization

/// A parsed text; its nodes are valid inside `parse` only.
struct MarkdownDocument {
    /// The root.
    let root: MarkdownNode
    /// Lines of definitions before the text: line numbers of nodes count them.
    private let linesBefore: Int

    /// Parses `text` as if `definitions` stood before it; nil when the parser gives no tree.
    static func parse<Value>(_ text: String, _ definitions: LinkDefinitions, _ body: (MarkdownDocument) -> Value)
        -> Value?
    {
        let head = definitions.source
        let address = parser.withLock { _ in
            prepare
            return head.withUTF8Bytes { head in
                text.withUTF8Bytes {
                    UInt(bitPattern: cmd_parse(head.baseAddress, head.count, $0.baseAddress, $0.count))
                }
            }
        }
        guard let tree = OpaquePointer(bitPattern: address) else { return nil }
        defer { cmark_node_free(tree) }
        return body(MarkdownDocument(root: MarkdownNode(tree), linesBefore: definitions.lineCount))
    }

    /// The number of the line on which a block begins, from 0; nil when the parser does not know.
    func startLine(of node: MarkdownNode) -> Int? {
        let line = Int(cmark_node_get_start_line(node.pointer))
        return line > linesBefore ? line - linesBefore - 1 : nil
    }

    /// cmark-gfm keeps the characters that its extensions react to in one table for the whole process, and changes it while
    /// it parses: one text at a time.
    static let parser = Mutex(())

    static let prepare: Void = cmd_prepare()
}

extension String {
    func withUTF8Bytes<Value>(_ body: (UnsafeBufferPointer<CChar>) -> Value) -> Value {
        var text = self
        return text.withUTF8 { bytes in bytes.withMemoryRebound(to: CChar.self) { body($0) } }
    }
}
