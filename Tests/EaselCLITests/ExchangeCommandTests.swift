import EaselApp
import Foundation
import Testing

/// `easel history show --raw` and all that goes with it.
@Suite struct ExchangeCommandTests {
    private func objects(_ text: String) throws -> [[String: Any]] {
        try text.split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
    }

    /// Makes a generation; returns its id.
    private func make(_ bench: CommandBench, _ arguments: String...) async throws -> String {
        let run = await bench.run(["generate"] + arguments + ["--sandbox", "--json"])
        return try #require(try objects(run.output).first?["id"] as? String, "\(run.errors)")
    }

    private func raw(_ bench: CommandBench, _ id: String) async throws -> [[String: Any]] {
        let run = await bench.run("history", "show", id, "--raw", "--json")
        return try #require(try objects(run.output).first?["exchanges"] as? [[String: Any]], "\(run.errors)")
    }

    private func configure(_ bench: CommandBench, _ text: String) throws {
        try FileManager.default.createDirectory(at: bench.home, withIntermediateDirectories: true)
        try text.write(to: bench.home.appending(path: "config.toml"), atomically: true, encoding: .utf8)
    }

    @Test func `what was sent and came back is shown, for people and as JSON`() async throws {
        let bench = CommandBench(terminal: true)
        let id = try await make(bench, "image", "A red \u{1B}[2J fox", "--on", "fal")
        let shown = await bench.run("history", "show", id, "--raw")
        #expect(shown.output.contains("attempt 1  fal:fal-ai/flux/dev  succeeded"))
        #expect(shown.output.contains("> Authorization: Key •••\n"))
        #expect(shown.output.contains("< HTTP 200\n") && shown.output.contains("\n< [image/jpeg, "))
        #expect(!shown.output.contains("\u{1B}"))
        let exchanges = try await raw(bench, id)
        #expect(exchanges.first?["method"] as? String == "POST" && exchanges.first?["status"] as? Int == 200)
        #expect(exchanges.allSatisfy { $0["attempt"] as? Int == 1 && $0["failure"] is NSNull })
        let plain = await bench.run("history", "show", id, "--json")
        #expect(try objects(plain.output).first?["exchanges"] == nil)
    }

    @Test func `they go to another machine when asked for, and not otherwise`() async throws {
        let bench = CommandBench()
        let id = try await make(bench, "text", "A paper boat", "--on", "openrouter")
        let exported = await bench.run("history", "export", "--raw")
        let without = await bench.run("history", "export")
        #expect(exported.output.contains("\"exchanges\":[") && !without.output.contains("\"exchanges\""))
        #expect(await bench.run("history", "export", "--raw", "--format", "csv").status == 64)
        let other = CommandBench()
        try FileManager.default.createDirectory(at: other.home, withIntermediateDirectories: true)
        let file = other.home.appending(path: "export.jsonl")
        try exported.output.write(to: file, atomically: true, encoding: .utf8)
        let imported = await other.run("history", "import", file.path)
        #expect(imported.status == 0, "\(imported.errors)")
        let (mine, theirs) = (try await raw(bench, id), try await raw(other, id))
        #expect(!mine.isEmpty && NSArray(array: mine).isEqual(to: theirs))
        #expect(await other.run("history", "export", "--raw").output == exported.output)
        try without.output.write(to: file, atomically: true, encoding: .utf8)
        let third = CommandBench()
        #expect(await third.run("history", "import", file.path).status == 0)
        #expect(try await raw(third, id).isEmpty)
    }

    @Test func `a purge and an age forget them`() async throws {
        let bench = CommandBench()
        let (first, second) = (
            try await make(bench, "text", "one", "--on", "openrouter"),
            try await make(bench, "text", "two", "--on", "openrouter")
        )
        #expect(await bench.run("history", "vacuum", "--exchanges-older-than", "1d").errors.contains("0 requests"))
        #expect(try await raw(bench, first).count == 1)
        #expect(await bench.run("history", "purge", first, "--yes").status == 0)
        #expect(await bench.run("history", "show", first, "--raw").status != 0)
        let vacuum = await bench.run("history", "vacuum", "--exchanges-older-than", "2999-01-01", "--json")
        #expect(try objects(vacuum.output).first?["forgottenExchanges"] as? Int == 1)
        #expect(try await raw(bench, second).isEmpty)
        let shown = await bench.run("history", "show", second, "--raw")
        #expect(shown.output.contains("Nothing is kept of its requests and answers."))
    }

    @Test func `the configuration says which are kept`() async throws {
        let nothing = CommandBench()
        try configure(nothing, "[history]\nexchanges = \"none\"\n")
        #expect(try await raw(nothing, make(nothing, "text", "one", "--on", "openrouter")).isEmpty)
        #expect(await nothing.run("config", "show").output.contains("history.exchanges"))
        let failures = CommandBench()
        try configure(failures, "[history]\nexchanges = \"failures\"\n")
        #expect(try await raw(failures, make(failures, "text", "one", "--on", "openrouter")).isEmpty)
        let failed = try await make(failures, "image", "x", "--on", "fal:no/such-model", "--allow-unknown")
        #expect(try await raw(failures, failed).contains { $0["status"] as? Int == 404 })
        let wrong = CommandBench()
        try configure(wrong, "[history]\nexchanges = \"some\"\n")
        let run = await wrong.run("history", "list")
        #expect(run.status == 78 && run.errors.contains("line 2") && run.errors.contains("all, failures or none"))
    }

    @Test func `config show says where it comes from`() async throws {
        let bench = CommandBench()
        let usual = await bench.run("config", "show", "--json")
        #expect(usual.output.contains("history.exchanges"))
        try configure(bench, "[history]\nexchanges = \"failures\"\n")
        let line = await bench.run("config", "show").output.split(separator: "\n").first {
            $0.contains("history.exchanges")
        }
        #expect(line?.contains("failures") == true && line?.contains("config.toml") == true)
    }
}
