internal import Foundation

/// How well a text answers what was typed: the characters in their order, not necessarily side by side.
///
/// Every word of the query has to be found. What counts is where: at the start of a word more than inside, side by side
/// more than apart, early more than late; the same weights, in spirit, as fzf's. Case and accents do not count.
public struct FuzzyMatch: Hashable, Sendable {
    /// Larger is better; comparable only between texts matched by the same query.
    public let score: Int
    /// Which characters of the text were matched, counted from its start, ascending.
    public let offsets: [Int]

    /// Longer texts are matched by their beginning: nobody looks for what stands behind.
    static let limit = 512

    /// Matches `query` with `text`; nil when a word of the query is not in it.
    public init?(_ query: String, in text: String) {
        let words = query.split(whereSeparator: \.isWhitespace).map { Self.folded($0) }
        let characters = Array(text.prefix(Self.limit))
        let letters = characters.map(Self.folded)
        var score = 0
        var offsets: Set<Int> = []
        for word in words {
            guard let (points, places) = Self.find(word, letters, characters) else { return nil }
            score += points
            offsets.formUnion(places)
        }
        self.score = score - letters.count / 16
        self.offsets = offsets.sorted()
    }

    /// The best way through the text, by dynamic programming over (letters of the word) x (letters of the text).
    private static func find(_ word: [Character], _ letters: [Character], _ characters: [Character]) -> (Int, [Int])? {
        guard !word.isEmpty, word.count <= letters.count else { return word.isEmpty ? (0, []) : nil }
        let bonuses = characters.indices.map { bonus(at: $0, characters) }
        let none = Int.min / 2
        /// By letter of the word: the best score of a match that ends exactly at each letter of the text.
        var ends = [[Int]](repeating: [Int](repeating: none, count: letters.count), count: word.count)
        var comesFrom = [[Int]](repeating: [Int](repeating: -1, count: letters.count), count: word.count)
        for (row, letter) in word.enumerated() {
            var best = none
            var bestAt = -1
            for column in letters.indices where column >= row {
                if row > 0, column > 0, ends[row - 1][column - 1] + column > best {
                    // A gap costs a point per letter; `+ column` keeps candidates comparable as the gap grows.
                    (best, bestAt) = (ends[row - 1][column - 1] + column, column - 1)
                }
                guard letters[column] == letter else { continue }
                if row == 0 {
                    ends[0][column] = 16 + bonuses[column] - min(column, 6)
                } else if bestAt >= 0, best > none / 2 {
                    let apart = best - column + 16 + bonuses[column] - 5
                    let side = ends[row - 1][column - 1] > none / 2 ? ends[row - 1][column - 1] + 16 + 14 : none
                    ends[row][column] = max(apart, side)
                    comesFrom[row][column] = side >= apart ? column - 1 : bestAt
                }
            }
        }
        guard let last = ends.last, let end = last.indices.max(by: { last[$0] < last[$1] }), last[end] > none / 2 else {
            return nil
        }
        var places = [end]
        for row in stride(from: word.count - 1, to: 0, by: -1) {
            places.append(comesFrom[row][places[places.count - 1]])
        }
        return (last[end], places)
    }

    /// What the place itself is worth: the start of the text, of a word, of a part in camel case.
    private static func bonus(at index: Int, _ characters: [Character]) -> Int {
        guard index > 0 else { return 12 }
        let (before, here) = (characters[index - 1], characters[index])
        if !before.isLetter && !before.isNumber { return 10 }
        if before.isLowercase && here.isUppercase { return 8 }
        if before.isLetter && here.isNumber { return 4 }
        return 0
    }

    private static func folded(_ text: some StringProtocol) -> [Character] { text.map(folded) }

    /// One letter without case and accents.
    private static func folded(_ character: Character) -> Character {
        if character.isASCII { return Character(character.lowercased()) }
        let base = String(character).decomposedStringWithCanonicalMapping.unicodeScalars.first
        return base.map { Character(String(Character($0)).lowercased().prefix(1).description) } ?? character
    }
}
