/// The single place where outside text loses what could take control of the terminal.
///
/// Escape sequences are dropped whole, other control characters and bidirectional overrides become U+FFFD, invisible
/// format characters vanish, every kind of line break becomes one, tabs become spaces when drawn.
public enum TextSanitizer {
    /// Columns of a tab; the same everywhere on a line, so that text keeps its width when it moves.
    public static let tabWidth = 4
    /// Shown in place of what must not or cannot be shown.
    public static let replacement: Unicode.Scalar = "\u{FFFD}"

    /// `text` made safe to keep, edit and send on: as `Surface.write` shows it, except that emoji sequences stay whole,
    /// tabs stay tabs, and unknown characters stay. Line breaks are "\n".
    public static func clean(_ text: String) -> String {
        if isClean(text) { return text }
        var result = String.UnicodeScalarView()
        let scalars = text.unicodeScalars
        var index = scalars.startIndex
        while index < scalars.endIndex {
            let scalar = scalars[index]
            let start = index
            index = scalars.index(after: index)
            switch verdict(on: scalar) {
            case .printable, .tab:
                result.append(scalar)
            case .lineBreak:
                if scalar == "\r", index < scalars.endIndex, scalars[index] == "\n" {
                    index = scalars.index(after: index)
                }
                result.append("\n")
            case .invisible:
                if isKept(scalar) { result.append(scalar) }
            case .forbidden:
                result.append(replacement)
            case .escape:
                if let end = endOfEscape(in: scalars, from: start) {
                    index = end
                } else {
                    result.append(replacement)
                }
            }
        }
        return String(result)
    }

    /// `text` cleaned and on one line: line breaks and tabs become single spaces.
    public static func singleLine(_ text: String) -> String {
        let cleaned = clean(text)
        guard cleaned.utf8.contains(where: { $0 == 0x0A || $0 == 0x09 }) else { return cleaned }
        return String(cleaned.map { $0 == "\n" || $0 == "\t" ? " " : $0 })
    }

    /// Whether `clean` would return the text as it is; cheap for ASCII.
    static func isClean(_ text: String) -> Bool {
        let ascii = text.utf8.withContiguousStorageIfAvailable { buffer in
            buffer.allSatisfy { ($0 >= 0x20 && $0 < 0x7F) || $0 == 0x0A || $0 == 0x09 }
        }
        if ascii == true { return true }
        return text.unicodeScalars.allSatisfy { scalar in
            switch verdict(on: scalar) {
            case .printable, .tab: true
            case .lineBreak: scalar == "\n"
            case .invisible: isKept(scalar)
            case .forbidden, .escape: false
            }
        }
    }
}
