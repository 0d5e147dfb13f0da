import GRDB

/// Finds the words of the full-text index that begin in a certain way.
enum SearchTerms {
    /// A beginning up to here has an index of its own.
    static let indexedLength = 4
    /// More words than that cost more than the beginning as such.
    private static let most = 100

    /// The words that begin with a text; nil where the beginning as such has to be asked for: it is short, has characters that
    /// the index may write differently, or begins too many words or none.
    static func beginning(with text: String, in database: Database) throws -> [String]? {
        let word = text.lowercased()
        guard word.unicodeScalars.count > indexedLength, word.unicodeScalars.allSatisfy(isPlain) else { return nil }
        let statement = try database.cachedStatement(
            sql: "SELECT term FROM searchTerm WHERE term >= ? AND term <= ? LIMIT 1")
        var terms: [String] = []
        var low = word
        // One search of the index for each word: going on in the table would visit each place where a word stands.
        while let term = try String.fetchOne(statement, arguments: [low, word + "\u{10FFFF}"]) {
            guard terms.count < most, term.hasPrefix(word) else { return nil }
            terms.append(term)
            low = term + "\u{1}"
        }
        return terms.isEmpty ? nil : terms
    }

    /// Latin letters without accents, and digits: the index keeps them as they are.
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
    }
}
