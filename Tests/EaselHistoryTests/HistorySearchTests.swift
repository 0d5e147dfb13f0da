import EaselCore
import EaselHistory
import EaselTestSupport
import Foundation
import Testing

struct HistorySearchTests {
    let store: GRDBHistoryStore

    init() throws { store = try GRDBHistoryStore.inMemory() }

    @Test(arguments: [
        ("light", true), ("LIGHT dawn", true), ("dawn lighthouse", true), ("house", false), ("cafe", true),
        ("café", true),
        ("gouache", true), ("lighthouse nothing", false), ("don't", true), ("12", true), ("zz", false), ("a", true),
        ("l", false),
        ("*", false), ("***  light", true), ("\"light\"", true), ("light*", true), ("lighthouse,", true),
        ("-light", true),
    ])
    func `words are found by their beginnings, in the prompt and in the answer`(search: String, isFound: Bool)
        async throws
    {
        try await store.keep(Sample.record("A lighthouse at dawn near the Café, don't"), text: "gouache no. 1234")
        #expect(try await store.prompts(HistoryQuery(search: search)).count == (isFound ? 1 : 0))
    }

    @Test(arguments: [
        ("日本", true), ("本語", true), ("日語", false), ("語", true), ("GPT日本", true), ("สวย", true), ("🦊", true),
        ("🐺", false), ("ワールド", true),
    ])
    func `scripts without spaces and pictographs are found anywhere`(search: String, isFound: Bool) async throws {
        try await store.keep(Sample.record("GPT日本語のテスト ハローワールド ภาพสวยมาก fox🦊jumps"))
        #expect(try await store.prompts(HistoryQuery(search: search)).count == (isFound ? 1 : 0))
    }

    @Test func `an answer is found when its row is closed, and only the final one`() async throws {
        let record = Sample.record("prompt")
        try await store.open(record)
        try await store.checkpoint("preliminary", for: record.id)
        var closed = record
        closed.status = .succeeded
        closed.text = "definitive"
        try await store.close(closed)
        #expect(try await store.prompts(HistoryQuery(search: "definitive")) == ["prompt"])
        #expect(try await store.prompts(HistoryQuery(search: "preliminary")).isEmpty)
        #expect(try await store.prompts(HistoryQuery(search: "prompt definitive")) == ["prompt"])
    }

    @Test func `results are newest first`() async throws {
        for index in [3, 1, 2] { try await store.keep(Sample.record("storm \(index)", at: Double(index))) }
        #expect(try await store.prompts(HistoryQuery(search: "storm")) == ["storm 3", "storm 2", "storm 1"])
    }

    @Test func `a blank search finds all`() async throws {
        try await store.keep(Sample.record("one"))
        #expect(try await store.prompts(HistoryQuery(search: " \n\t")) == ["one"])
    }

    @Test(arguments: [
        "\"", "\"\"", "'", "a\"b", "NEAR(", "NEAR(a b, 3)", "AND", "OR NOT", "prompt: x", "{prompt}", "^a", "a AND",
        "(", ")", "-", "+", "*",
        "\u{0}", "a\u{0}b", "%", "\\", ";DROP TABLE generation;--", ":x", "?1", "\u{FEFF}", "\u{202E}", "\u{FFFF}",
        "a*b", "\u{301}",
    ])
    func `no text is syntax`(search: String) async throws {
        try await store.keep(Sample.record("something else"))
        _ = try await store.page(HistoryQuery(search: search))
        _ = try await store.page(HistoryQuery(search: search + " else"))
    }

    @Test func `a megabyte of anything is a search like any other`() async throws {
        try await store.keep(Sample.record("word"))
        for text in ["a", "\"", "word ", "日", "e\u{301}", "\u{0}", "NEAR("] {
            _ = try await store.page(HistoryQuery(search: String(repeating: text, count: 1_000_000 / text.utf8.count)))
        }
        #expect(try await store.prompts(HistoryQuery(search: String(repeating: "word ", count: 200_000))) == ["word"])
    }

    @Test func `random texts are found by their own words and never fail`() async throws {
        var generator = SeededGenerator(state: 20_261_124)
        let alphabet: [Character] = Array("abcxyzéß日本語ก🦊 \t\"'*()-:^{}\u{0}\u{301}\u{200D}AND NEAR")
        for index in 0..<300 {
            let prompt = String(
                (0..<Int.random(in: 1...40, using: &generator)).map { _ in
                    alphabet.randomElement(using: &generator) ?? "a"
                })
            let answer = String(
                (0..<Int.random(in: 0...40, using: &generator)).map { _ in
                    alphabet.randomElement(using: &generator) ?? "a"
                })
            let record = Sample.record(prompt, at: Double(index))
            try await store.keep(record, text: answer)
            #expect(try await store.record(record.id)?.text == answer)
            for search in [prompt, answer] where search.contains(where: { $0.isLetter && $0 != "\u{301}" }) {
                let found = try await store.page(HistoryQuery(search: search, limit: 500)).records.map(\.id)
                #expect(found.contains(record.id), "\(search.debugDescription)")
            }
        }
    }
}
