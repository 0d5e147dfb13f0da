internal import TerminalUI

/// Links that are defined behind their use.
extension MarkdownFlow {
    /// Lays finished blocks out again whose links got or lost an address.
    mutating func redefine(_ partial: [String]) {
        var now = definitions
        if mode == .blocks,
            tail.contains(where: { $0.contains("]:") }) || partial.contains(where: { $0.contains("]:") })
        {
            now.merge(LinkDefinitions(in: (tail + partial).joined(separator: "\n")))
        }
        let changed = now.labels(differingFrom: usedDefinitions)
        usedDefinitions = now
        if changed.isEmpty { return }
        items = ListRows()
        var result: [Line] = []
        var start = 0
        let layout = MarkdownLayout(theme: theme)
        for index in groups.indices {
            let kept = rows[start..<(start + groups[index].count)]
            start += groups[index].count
            guard let source = groups[index].source, source.mentions(changed) else {
                result += kept
                continue
            }
            let (width, style) = (width, theme[.text])
            let added =
                MarkdownDocument.parse(source, now) {
                    layout.rows(of: $0.root.children, width: width, style: style)
                } ?? []
            let before = result.count
            if !result.isEmpty, !added.isEmpty { result.append(Line()) }
            result += added
            groups[index].count = result.count - before
        }
        let open = rows[finishedRows...]
        finishedRows = result.count
        rows = result + open
    }
}

extension String {
    /// Whether one of the labels, in their normal form, may be used here.
    fileprivate func mentions(_ labels: [String]) -> Bool {
        let text = lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return labels.contains { text.contains($0) }
    }
}
