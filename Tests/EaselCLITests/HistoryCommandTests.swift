import EaselCore
import Foundation
import Testing

/// Everything that a person does with the history, on what the sandbox made.
@Suite(.timeLimit(.minutes(3))) struct HistoryCommandTests {
    let bench = CommandBench()

    private func generations(_ arguments: String...) async throws -> [[String: JSONValue]] {
        let run = await bench.run(["history"] + arguments + ["--json"])
        #expect(run.status == 0, "\(run.errors)")
        guard case .object(let page)? = JSONText.decode(run.output), case .array(let list)? = page["generations"] else {
            return []
        }
        return list.compactMap { if case .object(let members) = $0 { members } else { nil } }
    }

    private func make(_ modality: String, _ prompt: String) async throws -> String {
        let run = await bench.run("generate", modality, prompt, "--sandbox", "--json")
        #expect(run.status == 0, "\(run.errors)")
        guard case .object(let members)? = JSONText.decode(run.output) else { return "" }
        return members["id"]?.string ?? ""
    }

    @Test func `judging, finding, putting away and forgetting`() async throws {
        let picture = try await make("image", "A lighthouse at dawn")
        let text = try await make("text", "Describe the harbour")
        #expect(await bench.run("history", "tag", "sea,Blue sky", picture, text).status == 0)
        #expect(await bench.run("history", "star", picture).status == 0)
        #expect(await bench.run("history", "rate", "4", picture).status == 0)
        #expect(await bench.run("history", "rate", "9", picture).status == 65)
        #expect(await bench.run("history", "rename", "The light", picture).status == 0)
        #expect(await bench.run("history", "note", "for the gazette", "last").status == 0)
        let starred = try await generations("list", "--starred", "--tag", "SEA", "--files", "with")
        #expect(starred.map { $0["id"]?.string } == [picture])
        #expect(starred.first?["name"] == "The light")
        #expect(starred.first?["rating"] == 4)
        #expect(starred.first?["tags"] == JSONValue.array(["Blue sky", "sea"]))
        #expect(try await generations("search", "gazette").map { $0["id"]?.string } == [text])
        #expect(
            try await generations("search", "at dawn", "light", "--not", "harbour").map { $0["id"]?.string } == [
                picture
            ])
        #expect(await bench.run("history", "trash", "--all", "--modality", "text").status == 0)
        #expect(try await generations("list").count == 1)
        #expect(try await generations("list", "--trashed").map { $0["id"]?.string } == [text])
        #expect(await bench.run("history", "restore", text).status == 0)
        #expect(await bench.run("history", "delete", picture).status == 0)
        #expect(await bench.run("history", "purge", "--files", answer: "n").status == 130)
        let path = try await file(of: picture)
        #expect(FileManager.default.fileExists(atPath: path))
        #expect(await bench.run("history", "purge", "--files", answer: "y").status == 0)
        #expect(!FileManager.default.fileExists(atPath: path))
        #expect(await bench.run("history", "show", picture).status == 65)
        #expect(try await generations("list").map { $0["id"]?.string } == [text])
    }

    @Test func `the last one needs no id, and of an empty history it is told that there is none`() async throws {
        #expect(await bench.run("history", "show", "last").errors.contains("There is no generation \"last\""))
        _ = try await make("text", "First")
        let second = try await make("text", "Second")
        #expect(await bench.run("history", "show", "LAST", "--json").output.contains(second))
    }

    @Test func `a saved filter is told in words, and one that is not there is told`() async throws {
        #expect(
            await bench.run(
                "history", "filters", "--save", "best", "--rating", "4", "--modality", "image", "--tag", "sea",
                "--since", "2026-01-02", "--sort", "cost"
            ).status == 0)
        let shown = await bench.run("history", "filters").output
        #expect(shown.contains("image, #sea, 4+, since 2026-01-02") && shown.contains("cost"))
        let unknown = await bench.run("history", "filters", "--remove", "worst")
        #expect(unknown.status == 65 && unknown.errors.contains("There are: best."))
        #expect(await bench.run("history", "filters", "--remove", "best").status == 0)
        #expect(try await generations("list").isEmpty)
        #expect(await bench.run("history", "filters", "--json").output == "[]\n")
    }

    @Test func `a file of another kind is refused with one line`() async throws {
        try FileManager.default.createDirectory(at: bench.home, withIntermediateDirectories: true)
        let file = bench.home.appending(path: "noise.bin")
        try Data((0..<4000).map { UInt8(truncatingIfNeeded: $0 &* 37 | 0x80) }).write(to: file)
        let run = await bench.run("history", "import", file.path)
        #expect(run.status == 65 && run.errors.contains("noise.bin is nothing that can be taken over"))
    }

    private func file(of id: String) async throws -> String {
        guard case .object(let members)? = JSONText.decode(await bench.run("history", "show", id, "--json").output),
            case .array(let assets)? = members["assets"], case .object(let asset)? = assets.first
        else { return "" }
        return asset["path"]?.string ?? ""
    }

    @Test func `a missing file can be filtered for, and no longer when it is back`() async throws {
        let picture = try await make("image", "Gone and back")
        let path = try await file(of: picture)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        try FileManager.default.removeItem(atPath: path)
        #expect(await bench.run("history", "check").status == 74)
        #expect(try await generations("list", "--files", "missing").map { $0["id"]?.string } == [picture])
        #expect(await bench.run("history", "show", picture).output.contains("missing; "))
        try bytes.write(to: URL(fileURLWithPath: path))
        #expect(await bench.run("history", "check").status == 0)
        #expect(try await generations("list", "--files", "missing").isEmpty)
    }

    @Test func `saved filters, counts and sorting`() async throws {
        _ = try await make("image", "One")
        _ = try await make("text", "Two")
        #expect(await bench.run("history", "filters", "--save", "pictures", "--modality", "image").status == 0)
        #expect(try await generations("list", "--saved", "pictures").count == 1)
        #expect(await bench.run("history", "list", "--saved", "nothing").status == 65)
        let oldest = try await generations("list", "--sort", "oldest")
        #expect(oldest.first?["prompt"] == "One")
        let first = try await generations("list", "--limit", "1")
        let next = try await generations("list", "--limit", "1", "--before", first.first?["id"]?.string ?? "")
        #expect(next.first?["prompt"] == "One")
    }

    @Test func `an export is taken over by another machine once, with what a person kept`() async throws {
        let picture = try await make("image", "A lighthouse, \"quoted\" <b>bold</b>\n=1+1")
        _ = try await make("text", "日本語 and more")
        _ = await bench.run("history", "tag", "sea", picture)
        _ = await bench.run("history", "rate", "5", picture)
        let export = bench.home.appending(path: "export.jsonl").path
        #expect(await bench.run("history", "export", "--output", export).status == 0)
        let other = CommandBench()
        let lines = try String(contentsOfFile: export, encoding: .utf8) + "{\"easel\":1}\nnot json\n"
        try lines.write(toFile: export, atomically: true, encoding: .utf8)
        let first = await other.run("history", "import", export)
        #expect(first.status == 65)
        #expect(first.errors.contains("line 3:") && first.errors.contains("line 4:"))
        #expect(first.errors.contains("2 added, 0 known already, 2 skipped; 1 files in place, 0 missing."))
        #expect(await other.run("history", "import", export).errors.contains("0 added, 2 known already"))
        let mine = await bench.run("history", "export").output
        let theirs = await other.run("history", "export").output
        for (left, right) in zip(mine.split(separator: "\n"), theirs.split(separator: "\n")) { #expect(left == right) }
        #expect(theirs.count == mine.count)
        let found = await other.run("history", "list", "--tag", "sea", "--rating", "5")
        #expect(found.output.contains("lighthouse"))
    }

    @Test func `tables, Markdown and the contact sheet hold text as text`() async throws {
        let id = try await make("image", "=HYPERLINK(\"x\") <script>alert(1)</script>\n```\n# no heading")
        let csv = await bench.run("history", "export", "--format", "csv").output
        #expect(csv.contains("\"'=HYPERLINK(\"\"x\"\")"))
        let markdown = await bench.run("history", "export", "--format", "markdown").output
        #expect(markdown.contains("````text\n=HYPERLINK"))
        let page = await bench.run("history", "export", "--format", "html").output
        #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && !page.contains("<script"))
        #expect(page.contains("data:image/jpeg;base64,/9j/"))
        #expect(page.contains("id=\"g-\(id)\""))
        #expect(page.hasSuffix("</html>\n"))
    }

    @Test func `records of the base web app are taken over with their fields`() async throws {
        let file = bench.home.appending(path: "firestore.json")
        try FileManager.default.createDirectory(at: bench.home, withIntermediateDirectories: true)
        try Data(
            """
            {"documents": [
            {"name": "projects/p/databases/d/documents/genmedia/abc", "fields": {
              "timestamp": {"timestampValue": "2025-11-02T10:00:00.5Z"}, "prompt": {"stringValue": "a boat"},
              "mime_type": {"stringValue": "video/mp4"}, "model": {"stringValue": "veo-3.1"},
              "gcsuri": {"stringValue": "gs://b/videos/boat.mp4"}, "seed": {"integerValue": "7"},
              "aspect": {"stringValue": "16:9"}, "generation_time": {"doubleValue": 42.5},
              "comment": {"stringValue": "the best"}, "reference_image": {"stringValue": "gs://b/a.png"}}},
            {"name": "projects/p/databases/d/documents/genmedia/bad", "fields": {"prompt": {"stringValue": "no time"}}}
            ]}
            """.utf8
        ).write(to: file)
        let run = await bench.run("history", "import", file.path)
        #expect(run.errors.contains("1 added, 0 known already, 1 skipped"), "\(run.errors)")
        let found = try await generations("search", "best")
        #expect(found.first?["modality"] == "video")
        #expect(found.first?["provider"] == "vertex")
        guard case .object(let parameters)? = found.first?["parameters"] else {
            Issue.record("no parameters")
            return
        }
        #expect(parameters["seed"] == 7)
        #expect(parameters["aspectRatio"] == "16:9")
        #expect(found.first?["attachments"] == JSONValue.array(["first=gs://b/a.png"]))
        #expect(await bench.run("history", "import", file.path).errors.contains("0 added, 1 known already"))
    }

    @Test func `running again exactly, and care of the database`() async throws {
        let id = try await make("text", "Again")
        let again = await bench.run("history", "rerun", id, "--sandbox", "--json")
        #expect(again.status == 0, "\(again.errors)")
        let all = try await generations("list")
        #expect(all.map { $0["prompt"] } == ["Again", "Again"])
        #expect(await bench.run("history", "vacuum").status == 0)
        #expect(await bench.run("history", "repair").errors.contains("2 generations"))
        try Data(repeating: 1, count: 8192).write(to: bench.home.appending(path: "history.sqlite"))
        let damaged = await bench.run("history", "list")
        #expect(damaged.status == 74 && damaged.errors.contains("history repair"))
        let repaired = await bench.run("history", "repair")
        #expect(repaired.errors.contains("0 generations were saved"))
        #expect(await bench.run("history", "list").status == 0)
    }

    @Test func `a profile has its own history, media and configuration`() async throws {
        _ = try await make("text", "Mine")
        let client = CommandBench(["EASEL_PROFILE": "client-a"])
        let made = await client.run("generate", "image", "Theirs", "--sandbox", "--json")
        #expect(made.output.contains(client.home.path + "/profiles/client-a/media/"))
        #expect(
            FileManager.default.fileExists(atPath: client.home.path + "/profiles/client-a/history.sqlite"))
        #expect(!FileManager.default.fileExists(atPath: client.home.path + "/history.sqlite"))
        #expect(await client.run("doctor").output.contains("client-a"))
        for name in ["../x", "a b", "", "-x", "a/b"] where !name.isEmpty {
            let bad = CommandBench(["EASEL_PROFILE": name])
            #expect(await bad.run("history", "list").status == 78)
        }
    }
}
