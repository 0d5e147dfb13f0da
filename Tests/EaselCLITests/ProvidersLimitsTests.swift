import EaselCLI
import EaselCore
import Foundation
import Testing

/// `easel providers limits` and `[limits.PROVIDER]`.
@Suite struct ProvidersLimitsTests {
    private let keys = ["REPLICATE_API_TOKEN": "r8_x", "OPENROUTER_API_KEY": "sk-or-x", "FAL_KEY": "a:b"]

    private func rows(_ run: CommandBench.Run) throws -> [[String: JSONValue]] {
        guard case .object(let whole)? = JSONText.decode(run.output), case .array(let rows)? = whole["limits"] else {
            throw CocoaError(.coderReadCorrupt)
        }
        return rows.compactMap { if case .object(let row) = $0 { row } else { nil } }
    }

    @Test func `the limits that ship with Easel are there, with how they stand`() async throws {
        let bench = CommandBench(keys)
        let table = await bench.run("providers", "limits")
        #expect(table.status == 0, "\(table.errors)")
        #expect(table.output.contains("600 a minute"))
        #expect(table.output.contains("20 a minute, 1000 a day (from 00:00 UTC)"))
        let rows = try rows(await bench.run("providers", "limits", "--json"))
        let replicate = try #require(rows.first { $0["provider"] == "replicate" })
        #expect(replicate["scope"] == "account" && replicate["requestsPerMinute"] == 600)
        #expect(replicate["state"] == "open" && replicate["sentLastMinute"] == 0)
        let fal = try #require(rows.first { $0["subject"] == "run" })
        #expect(fal["concurrent"] == 2 && fal["scope"] == "pool")
    }

    @Test func `a person's own number stands in its place, and config show says so`() async throws {
        let bench = CommandBench(keys)
        try FileManager.default.createDirectory(at: bench.home, withIntermediateDirectories: true)
        let config = "[limits.fal]\nconcurrent = 40\n[limits.replicate]\nrequestsPerMinute = 6\n"
        try Data(config.utf8).write(to: bench.home.appending(path: "config.toml"))
        let rows = try rows(await bench.run("providers", "limits", "--json"))
        #expect(rows.first { $0["subject"] == "run" }?["concurrent"] == 40)
        #expect(rows.first { $0["provider"] == "replicate" }?["requestsPerMinute"] == 6)
        let shown = await bench.run("config", "show")
        #expect(shown.output.contains("limits.fal.concurrent") && shown.output.contains("limits.replicate"))
    }

    @Test func `forgetting wants a provider that there is`() async {
        let bench = CommandBench(keys)
        #expect(await bench.run("providers", "limits", "--forget", "all").status == 0)
        #expect(await bench.run("providers", "limits", "--forget", "replicate").status == 0)
        #expect(
            await bench.run("providers", "limits", "--forget", "replcate").errors.contains("Did you mean replicate"))
    }
}
