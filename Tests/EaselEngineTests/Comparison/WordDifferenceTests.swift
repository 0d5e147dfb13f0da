import EaselTestSupport
import Testing

@testable import EaselEngine

@Suite struct WordDifferenceTests {
    private func shown(_ old: String, _ new: String) -> String {
        WordDifference(from: old, to: new).text
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

    /// Words, blanks, marks that join what stands before them, and letters of several scripts.
    private static let pieces = [
        "one ", "two ", "three\n", ". ", "\u{301}", "👩🏽‍🎨", "日本", "\r\n", "\t", "a", "_", "\u{200D}", "ضوء", "e\u{301}",
        " ",
    ]

    @Test func `kept and removed are the old text, kept and added the new one`() {
        for seed in UInt64(1)...300 {
            var random = SeededGenerator(state: seed)
            func text() -> String {
                (0..<Int.random(in: 0...20, using: &random)).map { _ in
                    Self.pieces.randomElement(using: &random) ?? ""
                }.joined()
            }
            let (old, new) = (text(), text())
            let parts = WordDifference(from: old, to: new).parts
            func side(_ kind: WordDifference.Part.Kind) -> String {
                parts.filter { $0.kind == .kept || $0.kind == kind }.map(\.text).joined()
            }
            // Equal as characters: a kept letter stands as it stood in the old text.
            #expect(side(.removed) == old, "seed \(seed)")
            #expect(side(.added) == new, "seed \(seed)")
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
