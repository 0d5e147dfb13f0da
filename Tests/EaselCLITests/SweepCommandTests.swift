import EaselCore
import Foundation
import Testing

@testable import EaselCLI

/// `easel sweep` on the built-in sandbox.
@Suite(.serialized) struct SweepCommandTests {
    private let bench = CommandBench()

    private func file(_ text: String, _ name: String = "sweep.toml") throws -> String {
        try FileManager.default.createDirectory(at: bench.home, withIntermediateDirectories: true)
        let place = bench.home.appending(path: name)
        try Data(text.utf8).write(to: place)
        return place.path
    }

    private func objects(_ output: String) throws -> [[String: Any]] {
        try output.split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
    }

    private let toml = """
        modality = "image"
        prompts = ["a fox", "an owl"]
        on = ["fal:fal-ai/flux/schnell", "replicate:black-forest-labs/flux-schnell"]
        seeds = [1, 2]
        """

    @Test func `every combination gives a line, and a page shows them all`() async throws {
        let path = try file(toml)
        let page = bench.home.appending(path: "sheet.html")
        let run = await bench.run("sweep", path, "--sandbox", "--html", page.path)
        #expect(run.status == 0, "\(run.errors)")
        let results = try objects(run.output)
        #expect(results.count == 8 && Set(results.compactMap { $0["batchID"] as? String }).count == 8)
        #expect(results.allSatisfy { $0["status"] as? String == "succeeded" })
        let html = try String(contentsOf: page, encoding: .utf8)
        #expect(html.components(separatedBy: "<article").count == 9 && html.contains("seed=2"))
        // It is gone on with, and only what is new is sent.
        let begun = await bench.run("sweep", path, "--sandbox")
        #expect(begun.status == 65 && begun.errors.contains("--resume"))
        _ = try file(toml.replacing("[1, 2]", with: "[1, 2, 3]"))
        let more = await bench.run("sweep", path, "--sandbox", "--resume")
        let added = try objects(more.output).count
        #expect(more.status == 0 && added == 4 && more.errors.contains("8 done before"), "\(more.errors)")
    }

    @Test func `JSON lines and options do the same`() async throws {
        let path = try file(
            """
            {"prompts":["a fox"],"on":["fal:fal-ai/flux/schnell"]}
            {"prompts":["an owl"],"on":["replicate:black-forest-labs/flux-schnell"],"seeds":[5]}
            """, "sweep.jsonl")
        let run = await bench.run("sweep", path, "--modality", "image", "--seeds", "1-2,9", "--sandbox", "--dry-run")
        #expect(run.status == 0 && run.output.contains("4 requests"), "\(run.errors)")
        let bare = await bench.run(
            "sweep", "--modality", "text", "--prompt", "hello", "--on", "openrouter", "--vary", "temperature=0.1,0.9",
            "--sandbox")
        #expect(bare.status == 0, "\(bare.errors)")
        #expect(try objects(bare.output).count == 2)
    }

    @Test func `the cap ends it with the code to try later`() async throws {
        let run = await bench.run(
            "sweep", "--modality", "image", "--prompt", "a fox", "--on", "fal:fal-ai/flux/dev", "--seeds", "1-20",
            "--sandbox", "--budget", "0.1", "--concurrency", "2")
        let count = try objects(run.output).count
        #expect(run.status == 75 && count < 20)
    }

    @Test(arguments: [
        ("modality = \"image\"\nprompts = [", 65), ("modality = \"smell\"", 65), ("modality = \"image\"", 65),
        ("[1]", 65),
    ])
    func `a file that is no sweep is refused`(text: String, status: Int32) async throws {
        let run = await bench.run("sweep", try file(text), "--sandbox")
        #expect(run.status == status, "\(run.errors)")
    }

    @Test func `seeds and values are read as people write them`() {
        #expect(SeedList(argument: "1,3-5,9")?.axis.values == [1, 3, 4, 5, 9])
        for text in ["", "x", "5-3", "-1", "1,", "1-99999999"] { #expect(SeedList(argument: text) == nil, "\(text)") }
        #expect(AxisSetting(argument: "steps=20,40")?.axis == SweepPlan.Axis(.steps, ["20", "40"]))
        #expect(AxisSetting(argument: "steps=") == nil && AxisSetting(argument: "steps") == nil)
        #expect(TargetSetting(argument: "2.steps=20")?.target == 2 && TargetSetting(argument: "7.steps=1") == nil)
        #expect(TargetSetting(argument: "steps=2.5")?.target == nil)
    }

    @Test func `the cap of the file holds where the command line names none`() async throws {
        // A model whose price is known.
        let dear = toml.replacing(
            "\"fal:fal-ai/flux/schnell\", \"replicate:black-forest-labs/flux-schnell\"", with: "\"fal:fal-ai/flux/dev\""
        )
        let path = try file("budget = 0.06\n" + dear, "capped.toml")
        let run = await bench.run("sweep", path, "--sandbox", "--concurrency", "1")
        #expect(run.status == 75, "\(run.errors)")
        let raised = await bench.run("sweep", path, "--sandbox", "--resume", "--budget", "50")
        #expect(raised.status == 0, "\(raised.errors)")
        let wrong = await bench.run("sweep", try file("budget = 0\n" + toml, "wrong.toml"), "--sandbox")
        #expect(wrong.status == 65 && wrong.errors.contains("budget"))
    }
}
