import Foundation
import Testing

/// `easel compare` on the built-in sandbox, with real history and files.
@Suite(.serialized) struct CompareCommandTests {
    private let bench = CommandBench()
    private let texts = ["--on", "openrouter", "--on", "vertex", "--sandbox"]
    private let pictures = [
        "--on", "fal:fal-ai/flux/schnell", "--on", "replicate:black-forest-labs/flux-schnell", "--sandbox",
    ]

    private func object(_ output: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
    }

    private func compare(_ arguments: [String]) async throws -> [String: Any] {
        let run = await bench.run(["compare"] + arguments + ["--json"])
        #expect(run.status == 0, "\(run.errors)")
        return try object(run.output)
    }

    private func targets(_ comparison: [String: Any]) throws -> [[String: Any]] {
        try #require(comparison["targets"] as? [[String: Any]])
    }

    @Test func `two targets answer one prompt, and each answer is whole`() async throws {
        let comparison = try await compare(["image", "a red kite"] + pictures)
        let targets = try targets(comparison)
        #expect(targets.map { $0["provider"] as? String } == ["fal", "replicate"])
        #expect(comparison["kind"] as? String == "sideBySide" && comparison["revealed"] as? Bool == true)
        let keys: Set<String> = [
            "id", "status", "modality", "provider", "model", "sandbox", "prompt", "text", "assets", "warnings", "usage",
            "attempts", "timing", "remoteJob", "error",
        ]
        for target in targets {
            let generation = try #require((target["generations"] as? [[String: Any]])?.first)
            #expect(Set(generation.keys) == keys && generation["status"] as? String == "succeeded")
            #expect(generation["provider"] as? String == target["provider"] as? String)
            let asset = try #require((generation["assets"] as? [[String: Any]])?.first)
            #expect(FileManager.default.fileExists(atPath: try #require(asset["path"] as? String)))
            let measures = try #require(target["measures"] as? [String: Any])
            #expect(measures["succeeded"] as? Int == 1 && measures["width"] as? Int == asset["width"] as? Int)
        }
        // The same is in history.
        let shown = await bench.run("compare", "show", "last", "--json")
        #expect(try self.object(shown.output)["id"] as? String == comparison["id"] as? String)
        let list = await bench.run("compare", "list")
        #expect(list.output.contains("2/2") && list.output.contains("a red kite"))
    }

    @Test func `a terminal gets the answers, the table and how to vote`() async throws {
        let run = await bench.run(["compare", "text", "why is the sky blue"] + texts)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("TARGET") && run.output.contains("TOK/S") && run.output.contains("── openrouter:"))
        #expect(run.errors.contains("cost:") && run.errors.contains("easel compare vote"))
    }

    @Test func `one that cannot be sent to does not hold the other`() async throws {
        let run = await bench.run([
            "compare", "image", "a kite", "--on", "fal:fal-ai/flux/schnell", "--on", "replicate:nobody/nothing",
            "--sandbox", "--json",
        ])
        #expect(run.status == 69)
        let targets = try targets(object(run.output))
        let statuses = targets.map { (($0["generations"] as? [[String: Any]])?.first?["status"] as? String) }
        #expect(statuses == ["succeeded", "failed"])
    }

    @Test func `what is set for one target goes to it alone, and what it cannot do is told`() async throws {
        let comparison = try await compare(
            ["image", "a kite", "--set", "seed=3", "--set", "2.seed=4"] + pictures)
        let seeds = try targets(comparison).map { target in
            (target["overrides"] as? [String: Any])?["seed"] as? String
        }
        #expect(seeds == [nil, "4"])
        let fairness = try #require(try targets(comparison)[1]["fairness"] as? [String])
        #expect(fairness.contains { $0.contains("seed") })
        let wrong = await bench.run(["compare", "image", "a kite", "--set", "3.seed=4"] + pictures)
        #expect(wrong.status == 64 && wrong.errors.contains("no target 3"))
    }

    @Test func `repeats give medians over all turns`() async throws {
        let comparison = try await compare(["text", "hello", "--repeat", "3"] + texts)
        for target in try targets(comparison) {
            #expect((target["generations"] as? [[String: Any]])?.count == 3)
            #expect((target["measures"] as? [String: Any])?["succeeded"] as? Int == 3)
        }
    }

    @Test func `a blind comparison names nobody before the vote, in no form`() async throws {
        let page = bench.home.appending(path: "blind.html")
        let run = await bench.run(
            ["compare", "image", "a kite", "--blind", "--json", "--html", page.path] + pictures)
        let comparison = try object(run.output)
        let id = try #require(comparison["id"] as? String)
        #expect(comparison["revealed"] as? Bool == false)
        let html = try String(contentsOf: page, encoding: .utf8)
        let shown = await bench.run("compare", "show", id)
        let listed = await bench.run("compare", "list")
        let exported = await bench.run("compare", "export", id)
        for text in [run.output, run.errors, html, shown.output, shown.errors, listed.output, exported.output] {
            for name in ["flux-schnell", "flux/schnell", "replicate", "fal-ai"] {
                #expect(!text.contains(name), "\(name) is hidden until the vote")
            }
        }
        #expect(try targets(comparison).map { $0["model"] as? String } == ["A", "B"])
        let vote = await bench.run("compare", "vote", id, "B", "--note", "calmer", "--tag", "kites")
        #expect(vote.status == 0 && vote.output.contains("is the best") && vote.output.contains("fal:"))
        let after = try object(await bench.run("compare", "export", id).output)
        #expect(after["revealed"] as? Bool == true)
        let votes = try #require(after["votes"] as? [[String: Any]])
        #expect(votes.count == 1 && votes[0]["blind"] as? Bool == true && votes[0]["best"] as? [String] == ["B"])
        #expect(votes[0]["tags"] as? [String] == ["kites"] && votes[0]["note"] as? String == "calmer")
    }

    @Test func `votes add up to a rating and to the cost of a keeper`() async throws {
        var models: Set<String> = []
        for vote in ["1", "A", "2", "tie", "none"] {
            let comparison = try await compare(["image", "a kite \(vote)"] + pictures)
            models = Set(try targets(comparison).compactMap { $0["model"] as? String })
            let run = await bench.run(
                "compare", "vote", try #require(comparison["id"] as? String), vote, "--tag", "kites")
            #expect(run.status == 0, "\(run.errors)")
        }
        let rating = try object(await bench.run("compare", "ratings", "image", "--sandbox", "--json").output)
        #expect(rating["votes"] as? Int == 4 && rating["allBad"] as? Int == 1)
        let lines = try #require(rating["ratings"] as? [[String: Any]])
        #expect(Set(lines.compactMap { $0["model"] as? String }) == models)
        #expect(lines.map { $0["wins"] as? Double } == [2.5, 1.5])
        #expect((lines[0]["score"] as? Double ?? 0) > 1000 && (lines[0]["standardError"] as? Double ?? 0) > 0)
        let table = await bench.run("compare", "rate", "image", "--sandbox")
        #expect(table.output.contains("95 % INTERVAL") && table.errors.contains("votes: 4"))
        let keepers = try object(await bench.run("compare", "keepers", "--sandbox", "--json").output)
        let groups = try #require(keepers["groups"] as? [[String: Any]])
        #expect(groups.compactMap { $0["keepers"] as? Int }.sorted() == [2, 3])
        let tags = await bench.run("compare", "keepers", "--by", "tag", "--sandbox")
        #expect(tags.output.contains("kites") && tags.output.contains("10"))
    }

    @Test(arguments: ["C", "A,A", "", "best"]) func `a vote for nobody is refused`(verdict: String) async throws {
        let comparison = try await compare(["text", "hello"] + texts)
        let run = await bench.run("compare", "vote", try #require(comparison["id"] as? String), verdict)
        #expect(run.status == 65)
    }

    @Test func `a race has one winner and tells what the others cost`() async throws {
        let comparison = try await compare(["image", "a kite", "--race"] + pictures)
        #expect(comparison["kind"] as? String == "race")
        let winner = try #require(comparison["raceWinner"] as? String)
        let won = try #require(try targets(comparison).first { $0["label"] as? String == winner })
        #expect((won["generations"] as? [[String: Any]])?.first?["status"] as? String == "succeeded")
        let dear = await bench.run(["compare", "image", "a kite", "--race", "--budget", "0.000001"] + pictures)
        #expect(dear.status == 75)
    }

    @Test func `a saved set is compared again by its name`() async throws {
        _ = try await compare(["image", "a kite", "--save-targets", "Quick", "--set", "2.seed=9"] + pictures)
        let again = try await compare(["image", "a boat", "--targets", "quick", "--sandbox"])
        #expect(try targets(again).map { $0["provider"] as? String } == ["fal", "replicate"])
        #expect((try targets(again)[1]["overrides"] as? [String: Any])?["seed"] as? String == "9")
        #expect(await bench.run("compare", "sets").output.contains("Quick"))
        #expect(await bench.run("compare", "text", "x", "--targets", "quick", "--sandbox").status == 65)
        #expect(await bench.run("compare", "sets", "--remove", "QUICK").status == 0)
        #expect(await bench.run("compare", "sets", "--remove", "QUICK").status == 65)
    }

    @Test func `a page holds its pictures and nothing that a prompt could put into it`() async throws {
        let page = bench.home.appending(path: "sheet.html")
        let prompt = "<script>alert(1)</script> \" & kite"
        _ = try await compare(["image", prompt, "--html", page.path] + pictures)
        let html = try String(contentsOf: page, encoding: .utf8)
        #expect(!html.contains("<script") && html.contains("&lt;script&gt;alert(1)&lt;/script&gt; &quot; &amp; kite"))
        #expect(html.components(separatedBy: "src=\"data:image/").count == 3)
        #expect(!html.contains("http://") && !html.contains("https://") && html.contains("Content-Security-Policy"))
        let exported = bench.home.appending(path: "again.html")
        #expect(await bench.run("compare", "export", "last", "--html", exported.path).status == 0)
        #expect(try String(contentsOf: exported, encoding: .utf8) == html)
    }

    @Test func `the same is sent again, one target alone too`() async throws {
        let comparison = try await compare(["text", "hello"] + texts)
        let id = try #require(comparison["id"] as? String)
        let again = try await compare(["rerun", id, "--sandbox"])
        #expect(again["id"] as? String != id && again["prompt"] as? String == "hello")
        let generations = { (comparison: [String: Any]) throws in
            try self.targets(comparison).map { (($0["generations"] as? [[String: Any]])?.first?["id"] as? String) }
        }
        let retried = try await compare(["retry", id, "2", "--sandbox"])
        let (old, new) = (try generations(comparison), try generations(retried))
        #expect(retried["id"] as? String == id && old[0] == new[0] && old[1] != new[1])
        #expect(await bench.run("compare", "cancel", id, "--sandbox").status == 65, "nothing is at work")
        #expect(await bench.run("compare", "name", id, "First Hello").status == 0)
        #expect(try object(await bench.run("compare", "show", "first hello", "--json").output)["id"] as? String == id)
        #expect(try await compare(["resume", id, "--sandbox"])["id"] as? String == id)
    }

    @Test func `a judge is asked for its form, and a reply that is none is refused`() async throws {
        let comparison = try await compare(["text", "hello"] + texts)
        let id = try #require(comparison["id"] as? String)
        // One that knows no form writes prose, not the object that a judge is asked for.
        let run = await bench.run(
            "compare", "judge", id, "--on", "huggingface", "--sandbox", "--question", "Is it short?")
        #expect(run.status == 70 && run.errors.contains("judge") && run.errors.contains("begins with"), "\(run.errors)")
        let refused = try object(await bench.run("compare", "show", "last", "--json").output)
        #expect((refused["judgements"] as? [Any])?.isEmpty == true && (refused["votes"] as? [Any])?.isEmpty == true)
        let judged = await bench.run("compare", "judge", id, "--on", "local", "--sandbox", "--json")
        #expect(judged.status == 0, "\(judged.errors)")
        let answers = try #require(try object(judged.output)["answers"] as? [String: [Bool]])
        #expect(Set(answers.keys) == ["A", "B"] && answers.values.allSatisfy { $0.count == 3 })
        let shown = try object(await bench.run("compare", "show", "last", "--json").output)
        #expect((shown["judgements"] as? [Any])?.count == 1 && (shown["votes"] as? [Any])?.isEmpty == true)
        let document = await bench.run("compare", "export", id, "--format", "markdown").output
        #expect(document.contains("## Judge local:") && document.contains("| QUESTION |"))
    }

    @Test func `two answers are set against each other, word by word`() async throws {
        let id = try #require(try await compare(["text", "hello there"] + texts)["id"] as? String)
        let shown = await bench.run("compare", "diff", id, "1", "B")
        #expect(shown.status == 0 && shown.output.contains("[-openrouter:") && shown.output.contains("{+vertex:"))
        #expect(shown.output.contains("hello there"), "what both have stands bare")
        #expect(await bench.run("compare", "show", id, "--diff", "A,2").output == shown.output)
        let found = try object(await bench.run("compare", "diff", id, "A", "B", "--json").output)
        let parts = try #require(found["parts"] as? [[String: String]])
        let answers = try targets(try object(await bench.run("compare", "show", id, "--json").output)).map {
            (($0["generations"] as? [[String: Any]])?.first?["text"] as? String) ?? ""
        }
        func side(_ kind: String) -> String {
            parts.filter { $0["kind"] == "kept" || $0["kind"] == kind }.compactMap { $0["text"] }.joined()
        }
        #expect(side("removed") == answers[0] && side("added") == answers[1] && found["same"] as? Bool == false)
        #expect(await bench.run("compare", "diff", id, "A", "A").output.contains("The two are the same."))
        #expect(await bench.run("compare", "diff", id, "A", "C").status == 65)
        #expect(await bench.run("compare", "show", id, "--diff", "A").status == 65)
        _ = try await compare(["image", "a kite"] + pictures)
        let pictures = await bench.run("compare", "diff", "last", "A", "B")
        #expect(pictures.status == 65 && pictures.errors.contains("no answer in text"))
    }

    @Test func `what stands against sending it is an object too`() async throws {
        // No card of the model: everybody is refused.
        let refused = await bench.run(
            "compare", "text", "hi", "--on", "openrouter:no/such", "--on", "vertex:no-such", "--sandbox", "--json")
        let object = try object(refused.output)
        let error = try #require(object["error"] as? [String: Any])
        #expect(refused.status == 69 && error["kind"] as? String == "modelNotFound", "\(refused.output)")
        let kinds = try targets(object).map { target in
            ((target["generations"] as? [[String: Any]])?.first?["error"] as? [String: Any])?["kind"] as? String
        }
        #expect(kinds == ["modelNotFound", "modelNotFound"])
        #expect(await bench.run("compare", "list").output.contains("hi") == false, "nothing was kept")
        let dear = await bench.run(["compare", "image", "x", "--budget", "0.000001", "--json"] + pictures)
        #expect(dear.status == 75 && dear.output.contains("\"kind\":\"quota\""))
        let stranger = await bench.run("compare", "text", "x", "--on", "openrouter", "--on", "nobody", "--json")
        #expect(stranger.status == 64 && stranger.output.contains("There is no provider"))
        let fine = try await compare(["text", "hello"] + texts)
        #expect(fine["error"] is NSNull)
    }

    @Test func `a comparison is exported as JSON, Markdown and a page, blind ones without names`() async throws {
        let id = try #require(try await compare(["text", "hello `there`", "--blind"] + texts)["id"] as? String)
        for form in ["json", "markdown", "html"] {
            let place = bench.home.appending(path: "out.\(form)")
            let run = await bench.run("compare", "export", id, "--format", form, "--output", place.path)
            #expect(run.status == 0 && run.output.contains(place.path), "\(run.errors)")
            let text = try String(contentsOf: place, encoding: .utf8)
            #expect(text.contains("hello"))
            #expect(!text.contains("openrouter:") && !text.contains("\"openrouter\""), "\(form) names who it was")
        }
        #expect(await bench.run("compare", "vote", id, "A").status == 0)
        let document = await bench.run("compare", "export", id, "--format", "markdown").output
        #expect(document.contains("(the best)") && document.contains("openrouter:") && document.contains("## Vote"))
        #expect(await bench.run("compare", "export", id, "--output", "/nowhere/at/all.json").status == 74)
        #expect(await bench.run("compare", "export", id, "--html", "x", "--format", "json").status == 64)
    }

    @Test func `a dry run tells the cost and sends nothing`() async throws {
        let run = await bench.run(["compare", "image", "a kite", "--dry-run"] + pictures)
        #expect(run.status == 0 && run.output.contains("fal:fal-ai/flux/schnell") && run.errors.contains("cost:"))
        #expect(await bench.run("compare", "list").output.contains("kite") == false)
    }

    @Test(arguments: [
        ["--on", "fal"], [], ["--on", "fal", "--on", "replicate", "--race", "--repeat", "2"],
        ["--on", "fal", "--on", "replicate", "--repeat", "0"], ["--on", "fal", "--on", "replicate", "--budget", "0"],
        ["--on", "fal", "--on", "nobody"],
    ])
    func `options that make no sense are refused`(options: [String]) async {
        #expect(await bench.run(["compare", "image", "x", "--sandbox"] + options).status == 64)
    }
}
