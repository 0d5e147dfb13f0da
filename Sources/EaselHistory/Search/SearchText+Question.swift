extension SearchText {
    /// What a person asked: words that all have to be there, phrases in quotation marks, and what must not be there.
    ///
    /// `light "at dawn" -fog` finds what begins a word with `light`, holds exactly `at dawn`, and begins no word with `fog`. A
    /// quotation mark that is never closed is a character like any other. Nil when nothing can be looked for: what must not be
    /// there finds nothing on its own.
    ///
    /// - Parameter terms: the words that begin with a word; nil to ask for the beginning as such.
    static func question(for search: String, terms: (String) throws -> [String]? = { _ in nil }) rethrows -> String? {
        var wanted: [String] = []
        var unwanted: [String] = []
        for piece in pieces(of: search) where wanted.count + unwanted.count < 32 {
            let known = try piece.isPhrase ? nil : terms(piece.text)
            let listed = known.map { "(" + $0.map { "\"\($0)\"" }.joined(separator: " OR ") + ")" }
            let whole = piece.isPhrase ? phrase(exactly: piece.text) : expression(for: piece.text)
            guard let expression = listed ?? whole else { continue }
            if piece.isUnwanted { unwanted.append(expression) } else { wanted.append(expression) }
        }
        guard !wanted.isEmpty else { return nil }
        let all = wanted.joined(separator: " AND ")
        return unwanted.isEmpty ? all : "(\(all)) NOT (\(unwanted.joined(separator: " OR ")))"
    }

    private struct Piece {
        var text: String
        var isPhrase = false
        var isUnwanted = false
    }

    /// Scalars again: an accent on a quotation mark does not hide it.
    private static func pieces(of search: String) -> [Piece] {
        var rest = Substring(search.prefix(4096)).unicodeScalars
        var pieces: [Piece] = []
        while true {
            rest = rest.drop(while: isBlank)
            guard let first = rest.first else { return pieces }
            var piece = Piece(text: "")
            if first == "-", let second = rest.dropFirst().first, !isBlank(second) {
                piece.isUnwanted = true
                rest = rest.dropFirst()
            }
            if rest.first == "\"", let end = rest.dropFirst().firstIndex(of: "\"") {
                piece.isPhrase = true
                piece.text = String(String.UnicodeScalarView(rest[rest.startIndex..<end].dropFirst()))
                rest = rest[end...].dropFirst()
            } else {
                piece.text = String(String.UnicodeScalarView(rest.prefix { !isBlank($0) }))
                rest = rest.drop { !isBlank($0) }
            }
            pieces.append(piece)
        }
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar.value == 0
    }

    /// The words one after the other, each whole.
    private static func phrase(exactly text: String) -> String? {
        guard expression(for: text) != nil else { return nil }
        return "\"\(indexed(String(text.prefix(1000))))\""
    }
}
