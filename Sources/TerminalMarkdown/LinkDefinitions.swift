internal import CMarkdown
internal import Synchronization

/// What `[label]: address` lines say; of two with one label the first counts.
struct LinkDefinitions: Hashable, Sendable {
    /// In the order in which they were found.
    private(set) var labels: [String] = []
    private var lines: [String: String] = [:]
    /// The definitions as a text that stands before another one; empty when there are none.
    private(set) var source = ""

    /// Lines of `source`.
    var lineCount: Int { labels.isEmpty ? 0 : labels.count + 1 }

    /// So many are carried from block to block; who defines more links to later ones nowhere.
    private static let limit = 500

    init() {}

    /// The definitions within a text.
    init(in text: String) {
        guard text.utf8.contains(0x5D), text.contains("]:") else { return }
        MarkdownDocument.parser.withLock { _ in
            MarkdownDocument.prepare
            read(text)
        }
    }

    private mutating func read(_ text: String) {
        text.withUTF8Bytes { bytes in
            withUnsafeMutablePointer(to: &self) { place in
                cmd_definitions(bytes.baseAddress, bytes.count, place) { context, label, labelLength, address, length in
                    guard let context, let label else { return }
                    let definitions = context.assumingMemoryBound(to: LinkDefinitions.self)
                    definitions.pointee.add(
                        String.decoding(label, labelLength), address.map { String.decoding($0, length) } ?? "")
                }
            }
        }
    }

    /// Takes over those of a later text.
    mutating func merge(_ later: LinkDefinitions) {
        for label in later.labels where lines[label] == nil {
            guard labels.count < Self.limit, let line = later.lines[label] else { return }
            append(label, line)
        }
    }

    /// The labels that mean something else in `other`.
    func labels(differingFrom other: LinkDefinitions) -> [String] {
        if source == other.source { return [] }
        return Set(labels).union(other.labels).filter { lines[$0] != other.lines[$0] }
    }

    private mutating func add(_ label: String, _ address: String) {
        guard lines[label] == nil, labels.count < Self.limit, !label.utf8.contains(0x0A) else { return }
        var escaped = ""
        for character in address.unicodeScalars where character.value >= 0x20 {
            if "<>\\&".unicodeScalars.contains(character) { escaped.append("\\") }
            escaped.unicodeScalars.append(character)
        }
        append(label, "[\(label)]: <\(escaped)>\n")
    }

    private mutating func append(_ label: String, _ line: String) {
        labels.append(label)
        lines[label] = line
        source = labels.compactMap { lines[$0] }.joined() + "\n"
    }
}

extension String {
    fileprivate static func decoding(_ bytes: UnsafePointer<CChar>, _ count: Int) -> String {
        String(decoding: UnsafeRawBufferPointer(start: bytes, count: count), as: UTF8.self)
    }
}
