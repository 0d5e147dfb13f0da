import TerminalUI
import Testing

@Suite struct WordDifferenceTests {
    private func shown(_ old: String, _ new: String) -> String {
        WordDifference(from: old, to: new).line(.standard).text
    }

    @Test func `words are compared, signs say what happened`() {
        #expect(
            shown("a red house by the sea", "a blue house at the sea") == "a [-red-]{+blue+} house [-by-]{+at+} the sea"
        )
        #expect(shown("a red house here", "a blue car here") == "a [-red house-]{+blue car+} here")
        #expect(shown("one two", "one very two") == "one {+very +}two")
        #expect(shown("one", "one") == "one")
        #expect(shown("", "new words") == "{+new words+}")
        #expect(shown("old", "") == "[-old-]")
        #expect(shown("Stop.", "Stop!") == "Stop[-.-]{+!+}")
        #expect(shown("a\nb", "a\nc\nb") == "a\n{+c\n+}b")
        #expect(shown("日本 e\u{301}", "日本 x") == "日本 [-e\u{301}-]{+x+}")
        #expect(WordDifference(from: "x y", to: "x y").isEmpty)
    }

    @Test func `kept and removed are the old text, kept and added the new one`() {
        for seed in UInt64(1)...300 {
            var random = SeededRandom(seed: seed)
            let pieces = AwkwardText.pieces + ["one ", "two ", "three\n", ". "]
            let old = AwkwardText.random(Int.random(in: 0...20, using: &random), from: pieces, using: &random)
            let new = AwkwardText.random(Int.random(in: 0...20, using: &random), from: pieces, using: &random)
            let parts = WordDifference(from: old, to: new).parts
            func text(_ kind: WordDifference.Part.Kind) -> String {
                parts.filter { $0.kind == .kept || $0.kind == kind }.map(\.text).joined()
            }
            // Equal as characters: a kept letter stands as it stood in the old text.
            #expect(text(.removed) == old, "seed \(seed)")
            #expect(text(.added) == new, "seed \(seed)")
            #expect(zip(parts, parts.dropFirst()).allSatisfy { $0.kind != $1.kind }, "seed \(seed)")
        }
    }

    @Test func `long texts without anything in common are replaced as a whole`() {
        let old = (0..<30_000).map { "a\($0)" }.joined(separator: " ")
        let new = (0..<30_000).map { "b\($0)" }.joined(separator: " ")
        let parts = WordDifference(from: "same " + old, to: "same " + new).parts
        #expect(parts.map(\.kind) == [.kept, .removed, .added])
    }
}
