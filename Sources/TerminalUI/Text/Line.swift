/// One line of text in one or more styles.
public struct Line: Hashable, Sendable {
    /// The pieces, from the left.
    public var spans: [Span]

    /// A line made of `spans`.
    public init(_ spans: [Span] = []) {
        self.spans = spans
    }

    /// A line in one style.
    public init(_ text: String, style: Style = .plain) {
        spans = [Span(text, style: style)]
    }

    /// Columns the line takes.
    public var width: Int { spans.reduce(0) { $0 + $1.width } }

    /// The text without styles.
    public var text: String { spans.map(\.text).joined() }

    /// Adds a piece at the end.
    public mutating func append(_ text: String, style: Style = .plain) {
        spans.append(Span(text, style: style))
    }

    /// The line with every piece drawn over `base`: colours left at the terminal's default come from there.
    public func over(_ base: Style) -> Line {
        Line(spans.map { Span($0.text, style: $0.style.over(base)) })
    }

    /// The line in another look.
    public func styled(_ style: Style) -> Line {
        Line(spans.map { Span($0.text, style: style) })
    }

    /// The line cut to `columns`, the last of them an ellipsis when something was cut.
    public func truncated(to columns: Int, ellipsis: String = "…") -> Line {
        if width <= columns { return self }
        let mark = DisplayWidth.width(of: ellipsis) <= columns ? ellipsis : ""
        var room = columns - DisplayWidth.width(of: mark)
        var kept: [Span] = []
        for span in spans {
            let piece = DisplayWidth.prefix(of: span.text, fitting: room)
            if !piece.isEmpty { kept.append(Span(String(piece), style: span.style)) }
            room -= span.width
            if room < 0 {
                if !mark.isEmpty { kept.append(Span(mark, style: span.style)) }
                break
            }
        }
        return Line(kept)
    }
}
