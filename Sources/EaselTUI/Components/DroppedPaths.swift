import EaselEngine
import Foundation

/// Paths in a pasted text: what terminals put in when files are dropped on them.
enum DroppedPaths {
    /// Nobody drops more at once on a prompt.
    private static let limit = 20
    private static let longest = 8 << 10

    /// The ways to read the text as absolute paths, the likelier first; empty when it is something else. Words may be
    /// quoted, hold escaped blanks, or be `file:` addresses; a whole text with plain blanks may be one path.
    static func readings(of text: String, home: String) -> [[String]] {
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !text.isEmpty, text.utf8.count <= longest else { return [] }
        var readings: [[String]] = []
        if let words = ShellText.words(text), words.count <= limit {
            let paths = words.compactMap { path(of: $0, home: home) }
            if paths.count == words.count { readings.append(paths) }
        }
        if !text.contains("\n"), let whole = path(of: text, home: home), !readings.contains([whole]) {
            readings.append([whole])
        }
        return readings
    }

    private static func path(of word: String, home: String) -> String? {
        if word.hasPrefix("file://") {
            guard let url = URL(string: word), url.isFileURL, url.host.map({ $0.isEmpty || $0 == "localhost" }) ?? true
            else { return nil }
            return url.path.isEmpty ? nil : url.path
        }
        if word.hasPrefix("~/") { return home + word.dropFirst() }
        return word.hasPrefix("/") && word.count > 1 ? word : nil
    }
}
