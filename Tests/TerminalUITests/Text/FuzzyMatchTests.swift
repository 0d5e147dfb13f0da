import TerminalUI
import Testing

@Suite struct FuzzyMatchTests {
    private func best(_ query: String, _ texts: String...) -> String? {
        texts.compactMap { text in FuzzyMatch(query, in: text).map { (text, $0.score) } }.max { $0.1 < $1.1 }?.0
    }

    @Test func `letters are found in their order, or not at all`() {
        #expect(FuzzyMatch("cpt", in: "Copy it")?.offsets == [0, 2, 6])
        #expect(FuzzyMatch("tpc", in: "Copy path") == nil)
        #expect(FuzzyMatch("xyz", in: "Copy path") == nil)
        #expect(FuzzyMatch("copyy", in: "copy") == nil)
    }

    @Test func `an empty query matches everything and marks nothing`() {
        #expect(FuzzyMatch("", in: "anything")?.offsets == [])
        #expect(FuzzyMatch("  ", in: "") != nil)
        #expect(FuzzyMatch("a", in: "") == nil)
    }

    @Test func `every word has to be found, in any order`() {
        #expect(FuzzyMatch("path copy", in: "Copy the path of the file") != nil)
        #expect(FuzzyMatch("path move", in: "Copy the path of the file") == nil)
    }

    @Test func `the start of a word counts more than its middle, and neighbours more than gaps`() {
        #expect(best("fl", "self", "Flux", "waffle") == "Flux")
        #expect(best("ima", "a final mark", "make an image") == "make an image")
        #expect(best("gp", "gallop", "go past") == "go past")
        #expect(best("fd", "flux-dev", "affords") == "flux-dev")
    }

    @Test func `the letters that are side by side are the ones that are marked`() {
        #expect(FuzzyMatch("path", in: "pa the path")?.offsets == [7, 8, 9, 10])
    }

    @Test func `case and accents do not count`() {
        #expect(FuzzyMatch("EVIAN", in: "évian")?.offsets == [0, 1, 2, 3, 4])
        #expect(FuzzyMatch("uber", in: "Über uns") != nil)
        #expect(FuzzyMatch("ß", in: "Straße") != nil)
        #expect(FuzzyMatch("日本", in: "古い日本語")?.offsets == [2, 3])
    }

    @Test func `offsets rise and name the letters that were typed`() {
        var random = SeededRandom(seed: 11)
        let letters = Array("abcde fgh-IJ")
        for _ in 0..<400 {
            let text = String(
                (0..<Int.random(in: 0...40, using: &random)).map { _ in letters.randomElement(using: &random) ?? "a" })
            let query = String(
                (0..<Int.random(in: 1...4, using: &random)).map { _ in "abcdefghij".randomElement(using: &random) ?? "a"
                })
            guard let match = FuzzyMatch(query, in: text) else {
                #expect(!isSubsequence(query, of: text.lowercased()), "\(query) in \(text)")
                continue
            }
            #expect(match.offsets == match.offsets.sorted())
            let marked = match.offsets.map { Array(text)[$0] }
            #expect(String(marked).lowercased() == query, "\(query) in \(text)")
        }
    }

    private func isSubsequence(_ query: String, of text: String) -> Bool {
        var rest = Substring(text)
        return query.allSatisfy { letter in
            guard let index = rest.firstIndex(of: letter) else { return false }
            rest = rest[rest.index(after: index)...]
            return true
        }
    }
}
