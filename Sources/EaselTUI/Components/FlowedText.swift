import EaselCore
import TerminalUI

/// A text laid out in rows of a width. It grows with its source: only the last, unfinished line is laid out again.
struct FlowedText: Equatable {
    /// What the rows were made from; another value starts over.
    private struct Source: Equatable {
        var id: JobID?
        var width: Int
        var styler: MarkdownStyler
    }

    private(set) var rows: [Line] = []
    private var source: Source?
    private var styler: MarkdownStyler?
    /// UTF-8 length of the finished lines, and the rows they take.
    private var finishedLength = 0
    private var finishedRows = 0
    private var length = 0

    /// Lays out the text, which begins with what was laid out before for the same generation.
    mutating func lay(_ text: String, of id: JobID, width: Int, theme: Theme) {
        let wanted = Source(id: id, width: max(1, width), styler: MarkdownStyler(theme: theme))
        if source != wanted || text.utf8.count < length { restart(wanted) }
        guard text.utf8.count != length || rows.isEmpty else { return }
        length = text.utf8.count
        rows.removeSubrange(finishedRows...)
        var rest = text.utf8.dropFirst(finishedLength)
        while let lineBreak = rest.firstIndex(of: 0x0A) {
            append(Substring(rest[..<lineBreak]), isFinished: true)
            rest = rest[rest.index(after: lineBreak)...]
        }
        if !rest.isEmpty { append(Substring(rest), isFinished: false) }
    }

    private mutating func restart(_ wanted: Source) {
        self = FlowedText()
        source = wanted
        styler = wanted.styler
    }

    private mutating func append(_ line: Substring, isFinished: Bool) {
        guard var styler, let source else { return }
        let visible = line.last == "\r" || line.last == "\r\n" ? line.dropLast() : line
        rows += TextWrap.wrap(styler.style(String(visible)), width: source.width)
        guard isFinished else { return }
        self.styler = styler
        finishedLength += line.utf8.count + 1
        finishedRows = rows.count
    }
}
