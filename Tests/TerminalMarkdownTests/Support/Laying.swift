import TerminalUI

@testable import TerminalMarkdown

extension Theme {
    /// The default theme on a terminal that shows ASCII only.
    static let asciiOnly = Theme.standard.adapted(to: TerminalCapabilities(colorDepth: .trueColor, unicode: false))
}

/// The rows of a whole text.
func laid(_ text: String, _ width: Int = 80, theme: Theme = .standard) -> [Line] {
    var flow = MarkdownFlow(width: width, theme: theme)
    flow.lay(text)
    return flow.rows
}

/// What the rows of a whole text show.
func shown(_ text: String, _ width: Int = 80, theme: Theme = .standard) -> [String] {
    laid(text, width, theme: theme).map { $0.text.trimmedEnd }
}

/// The rows of a text parsed as one document, without any of the flow's cutting: what it must equal.
func parsedAtOnce(_ text: String, _ width: Int) -> [Line] {
    let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
        TextSanitizer.clean(String(Substring(line.last == 0x0D ? line.dropLast() : line)))
    }
    return MarkdownDocument.parse(lines.joined(separator: "\n"), LinkDefinitions()) {
        MarkdownLayout(theme: .standard).rows(of: $0.root.children, width: width, style: Theme.standard[.text])
    } ?? []
}

extension String {
    var trimmedEnd: String { String(reversed().drop { $0 == " " || $0 == "\t" }.reversed()) }
}
