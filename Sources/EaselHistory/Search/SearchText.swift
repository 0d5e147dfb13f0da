/// Prepares text for the full-text index, and what a person typed for a search in it.
///
/// SQLite's `unicode61` takes a run of Chinese or Thai as one word, so nothing inside it could be found. Characters of
/// scripts that put no spaces between words, and pictographs, are set apart instead: each becomes a word of its own, and a
/// run of them in a search becomes a phrase. Index and search use the same rule. Changing it needs a migration that
/// rebuilds the index.
enum SearchText {
    /// The text with spaces around characters that are words of their own, and without NUL.
    static func indexed(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 >= 0x80 || $0 == 0 }) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if standsAlone(scalar) {
                result.append(" ")
                result.append(scalar)
                result.append(" ")
            } else {
                result.append(scalar.value == 0 ? " " : scalar)
            }
        }
        return String(result)
    }

    /// An expression that finds rows which hold every word, or begin a word with it; nil when nothing in the text can be
    /// looked for.
    ///
    /// Every word is quoted, so nothing in it is syntax. At most 32 words of 64 characters count.
    static func expression(for search: String) -> String? {
        let words = indexedWords(of: search)
        guard !words.isEmpty else { return nil }
        return words.joined(separator: " ")
    }

    private static let mostWords = 32
    private static let longestWord = 64

    // All of it works on scalars: a quotation mark that carries an accent is one `Character`, and still a quotation mark to
    // SQLite.
    private static func indexedWords(of search: String) -> [String] {
        let bounded = search.unicodeScalars.prefix(mostWords * (longestWord + 1) * 2)
        var words: [String] = []
        for piece in bounded.split(whereSeparator: { $0.properties.isWhitespace || $0.value == 0 })
        where words.count < mostWords {
            let word = piece.prefix(longestWord)
            if word.contains(where: isSearchable) { words.append(phrase(word)) }
        }
        return words
    }

    private static func phrase(_ word: Substring.UnicodeScalarView) -> String {
        var quoted = String.UnicodeScalarView()
        for scalar in indexed(String(String.UnicodeScalarView(word))).unicodeScalars {
            quoted.append(scalar)
            if scalar == "\"" { quoted.append(scalar) }
        }
        // One letter begins half of all words; it has to be the whole word. Longer beginnings have a prefix index. A character
        // that is a word of its own begins no other, and as a beginning FTS5 would gather everything that holds it.
        return word.count > 1 && !(word.last.map(standsAlone) ?? false)
            ? "\"\(String(quoted))\"*" : "\"\(String(quoted))\""
    }

    private static func isSearchable(_ scalar: Unicode.Scalar) -> Bool {
        standsAlone(scalar) || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    /// Fixed ranges, not Unicode properties: those change with the toolchain, and the index must not.
    private static func standsAlone(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value >= 0x0E00 else { return false }
        return scripts.contains { $0.contains(scalar.value) }
    }

    private static let scripts: [ClosedRange<UInt32>] = [
        0x0E00...0x0EFF,  // Thai, Lao
        0x1000...0x109F,  // Myanmar
        0x1780...0x17FF,  // Khmer
        0x2600...0x27BF,  // Symbols, dingbats
        0x2E80...0x2FDF,  // Radicals
        0x3005...0x3007, 0x3040...0x30FF, 0x3100...0x312F, 0x31A0...0x31BF, 0x31F0...0x31FF,  // Kana, bopomofo
        0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF,  // Han
        0xFF66...0xFF9D,  // Half-width kana
        0x1F000...0x1FAFF,  // Pictographs
        0x20000...0x3FFFF,  // Han, further planes
    ]
}
