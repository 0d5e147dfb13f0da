import TerminalUI

/// Gives a line of a model's answer its look: headings, lists, quotes, code, bold. One line at a time, in order.
struct MarkdownStyler: Equatable {
    var theme: Theme
    private var isInFence = false

    init(theme: Theme) { self.theme = theme }

    /// The look of the next line.
    mutating func style(_ text: String) -> Line {
        let trimmed = text.drop { $0 == " " }
        if trimmed.hasPrefix("```") || trimmed.hasPrefix("~~~") {
            isInFence.toggle()
            return Line(text, style: theme[.muted])
        }
        if isInFence { return Line(text, style: theme[.code]) }
        if let heading = heading(trimmed) { return heading }
        if trimmed.hasPrefix("> ") { return Line(text, style: theme[.muted].adding(.italic)) }
        let indent = String(text.prefix(text.count - trimmed.count))
        if let mark = trimmed.first, "-*+".contains(mark), trimmed.dropFirst().first == " " {
            var line = Line(indent + (theme.unicode ? "•" : "-") + " ", style: theme[.accent])
            line.spans += inline(trimmed.dropFirst(2))
            return line
        }
        return Line([TerminalUI.Span(indent, style: theme[.text])] + inline(trimmed))
    }

    private func heading(_ text: Substring) -> Line? {
        let marks = text.prefix { $0 == "#" }.count
        guard (1...6).contains(marks), text.dropFirst(marks).first == " " else { return nil }
        return Line(String(text.dropFirst(marks + 1)), style: theme[.title].adding(.bold))
    }

    /// Code, bold and emphasis within a line; a mark without its partner is text.
    private func inline(_ text: Substring) -> [TerminalUI.Span] {
        var spans: [TerminalUI.Span] = []
        var rest = text
        var plain = rest.startIndex
        while let start = rest.firstIndex(where: { $0 == "`" || $0 == "*" }) {
            guard let (mark, look) = marks.first(where: { rest[start...].hasPrefix($0.mark) }),
                let body = body(of: rest[start...].dropFirst(mark.count), closing: mark)
            else {
                rest = rest[start...].drop { $0 == rest[start] }
                continue
            }
            if plain < start { spans.append(.init(String(text[plain..<start]), style: theme[.text])) }
            spans.append(.init(String(body), style: look))
            rest = rest[body.endIndex...].dropFirst(mark.count)
            plain = rest.startIndex
        }
        if plain < text.endIndex { spans.append(.init(String(text[plain...]), style: theme[.text])) }
        return spans
    }

    /// The longer mark first.
    private var marks: [(mark: String, look: Style)] {
        [("`", theme[.code]), ("**", theme[.text].adding(.bold)), ("*", theme[.text].adding(.italic))]
    }

    /// What stands before the closing mark; nil when there is none, or when a blank says that it is no mark (`2 * 3`).
    private func body(of text: Substring, closing mark: String) -> Substring? {
        guard let end = text.firstRange(of: mark), end.lowerBound > text.startIndex else { return nil }
        let body = text[..<end.lowerBound]
        return body.first == " " || body.last == " " ? nil : body
    }
}
