import EaselCLI
import EaselCore
import Foundation
import Testing

/// What becomes of files: checked, found again, read back, copied to Cloud Storage. The sandbox plays both provider and bucket.
@Suite struct StorageCommandTests {
    private let bench = CommandBench()

    private func object(_ run: CommandBench.Run) throws -> [String: Any] {
        try #require(
            try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any],
            "\(run.output)\(run.errors)")
    }

    private func make(_ prompt: String, _ more: String...) async throws -> [String: Any] {
        let run = await bench.run(
            ["generate", "image", prompt, "--on", "fal:fal-ai/flux/schnell", "--set", "count=2", "--sandbox", "--json"]
                + more)
        return try object(run)
    }

    private func assets(_ object: [String: Any]) throws -> [[String: Any]] {
        try #require(object["assets"] as? [[String: Any]])
    }

    /// What a rebuild can bring back of each generation, by id.
    private func memory() async throws -> [String: String] {
        let list = try object(await bench.run("history", "list", "--json"))
        let rows = try #require(list["generations"] as? [[String: Any]])
        return try Dictionary(
            uniqueKeysWithValues: rows.map { row in
                let kept = row.filter {
                    ["prompt", "modality", "provider", "model", "assets", "status", "sandbox"].contains($0.key)
                }
                let text = try JSONSerialization.data(withJSONObject: kept, options: [.sortedKeys])
                return (try #require(row["id"] as? String), String(decoding: text, as: UTF8.self))
            })
    }

    @Test func `a history that was lost is read back from the files, once`() async throws {
        _ = try await make("a red fox")
        _ = try await make("a blue bear")
        let before = try await memory()
        #expect(before.count == 2)
        for name in ["history.sqlite", "history.sqlite-wal", "history.sqlite-shm"] {
            try? FileManager.default.removeItem(at: bench.home.appending(path: name))
        }
        #expect(try await memory().isEmpty)
        let first = try object(await bench.run("history", "rebuild", "--json"))
        #expect((first["generations"] as? Int, first["added"] as? Int, first["known"] as? Int) == (2, 4, 0))
        #expect(try await memory() == before)
        let again = try object(await bench.run("history", "rebuild", "--json"))
        #expect((again["added"] as? Int, again["known"] as? Int) == (0, 4))
        #expect(try await memory() == before)
        let found = await bench.run("history", "list", "--search", "bear", "--json")
        #expect(found.output.contains("a blue bear") && !found.output.contains("a red fox"))
    }

    @Test func `files that were moved are found by their content, and their new place is kept`() async throws {
        let made = try assets(try await make("a red fox"))
        let paths = try made.map { try #require($0["path"] as? String) }
        let clean = await bench.run("history", "check")
        #expect(clean.status == 0 && clean.errors.contains("2 present"))
        let place = bench.home.appending(path: "media/kept.png").path
        try FileManager.default.moveItem(atPath: paths[0], toPath: place)
        try FileManager.default.removeItem(atPath: paths[1])
        let run = await bench.run("history", "check", "--json")
        let report = try object(run)
        #expect(run.status == 74)
        #expect((report["present"] as? Int, report["moved"] as? Int, report["missing"] as? Int) == (0, 1, 1))
        let files = try #require(report["files"] as? [[String: Any]])
        #expect(files.contains { $0["newPath"] as? String == place && $0["state"] as? String == "moved" })
        #expect(await bench.run("history", "check", "--quick", "--repair").output.contains(place))
        let after = try object(await bench.run("history", "check", "--json"))
        #expect((after["present"] as? Int, after["moved"] as? Int, after["missing"] as? Int) == (1, 0, 1))
    }

    @Test func `a copy goes to the bucket, and every view says where it is`() async throws {
        let made = try await make("a red fox", "--output", "gs://bucket-1/easel")
        let copies = try assets(made).map { try #require($0["cloud"] as? [String: Any]) }
        #expect(copies.map { $0["state"] as? String } == ["stored", "stored"])
        #expect(copies.allSatisfy { ($0["address"] as? String)?.hasPrefix("gs://bucket-1/easel/") == true })
        let id = try #require(made["id"] as? String)
        let shown = await bench.run("history", "show", id)
        #expect(shown.output.contains("gs://bucket-1/easel/") && shown.output.contains("stored"))
        #expect(
            try assets(try object(await bench.run("history", "show", id, "--json"))).allSatisfy {
                $0["cloud"] is [String: Any]
            })
        let local = try assets(try await make("a blue bear"))
        #expect(local.allSatisfy { $0["cloud"] is NSNull && $0.keys.contains("contentCredentials") })
    }

    @Test func `a bucket that is not there costs a warning, and the copy waits`() async throws {
        let made = try await make("a red fox", "--output", "gs://missing-bucket/easel")
        #expect(made["status"] as? String == "succeeded" && made["error"] is NSNull)
        let copies = try assets(made).map { try #require($0["cloud"] as? [String: Any]) }
        #expect(copies.allSatisfy { $0["state"] as? String == "pending" && $0["error"] is [String: Any] })
        #expect(
            (made["warnings"] as? [[String: Any]])?.contains {
                ($0["message"] as? String)?.contains("second home") == true
            } == true)
        let jobs = try object(await bench.run("jobs", "list", "--json"))
        #expect(jobs["pendingUploads"] as? Int == 2)
    }

    @Test func `without credentials nothing is sent that could not be copied`() async throws {
        let run = await bench.run(
            "generate", "image", "x", "--on", "local:any", "--allow-unknown", "--output", "gs://bucket-1/x")
        #expect(run.status == 77 && run.errors.contains("Application Default Credentials"))
    }
}
