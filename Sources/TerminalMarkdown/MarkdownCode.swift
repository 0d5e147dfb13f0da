internal import TerminalUI

/// Rows of a code block: indented, under the name of its language, long lines cut at the edge and continued.
struct MarkdownCode {
    let theme: Theme
    let width: Int

    private static let tabStop = 4

    private var indent: Int { width > 12 ? 2 : 0 }

    func label(_ language: String) -> [Line] {
        let name = TextSanitizer.singleLine(language)
        if name.isEmpty { return [] }
        let room = max(1, width - indent)
        return [Line(margin + theme.truncated(name, to: room), style: theme[.muted].adding(.italic))]
    }

    /// The rows of one line.
    func rows(_ line: String) -> [Line] {
        let text = spread(TextSanitizer.clean(line))
        // What was a kind of line break in the middle of a line breaks it here as well.
        return text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { rows(ofClean: String($0)) }
    }

    private func rows(ofClean text: String) -> [Line] {
        let room = max(2, width - indent)
        let mark = theme.symbol("↳ ", ascii: "\\ ")
        let pieces = TextWrap.cut(text, first: room, next: max(2, room - 2))
        return pieces.enumerated().map { index, piece in
            var line = Line()
            if indent > 0 { line.append(margin, style: theme[.text]) }
            if index > 0, room > 4 { line.append(mark, style: theme[.muted]) }
            line.append(piece, style: theme[.code])
            return line
        }
    }

    private var margin: String { String(repeating: " ", count: indent) }

    /// Tabs as spaces up to the next stop.
    private func spread(_ text: String) -> String {
        guard text.utf8.contains(0x09) else { return text }
        var result = ""
        var column = 0
        for character in text {
            if character == "\t" {
                let count = Self.tabStop - column % Self.tabStop
                result += String(repeating: " ", count: count)
                column += count
            } else {
                result.append(character)
                column = character == "\n" ? 0 : column + DisplayWidth.width(of: character)
            }
        }
        return result
    }
}
