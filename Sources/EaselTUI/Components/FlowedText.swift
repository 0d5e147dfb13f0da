import EaselCore
import TerminalMarkdown
import TerminalUI

/// The Markdown of a generation laid out in rows of a width. It grows with its source: see `MarkdownFlow`.
struct FlowedText: Equatable {
    /// What the rows were made from; another value starts over.
    private struct Source: Equatable {
        var id: JobID
        var width: Int
        var theme: Theme
    }

    private var source: Source?
    private var length = 0
    private var flow = MarkdownFlow(width: 1, theme: .standard)

    var rows: [Line] { flow.rows }

    /// Lays out the text, which begins with what was laid out before for the same generation; a shorter one starts over.
    mutating func lay(_ text: String, of id: JobID, width: Int, theme: Theme) {
        let wanted = Source(id: id, width: width, theme: theme)
        if source != wanted || text.utf8.count < length {
            source = wanted
            flow = MarkdownFlow(width: width, theme: theme)
        }
        length = text.utf8.count
        flow.lay(text)
    }
}
