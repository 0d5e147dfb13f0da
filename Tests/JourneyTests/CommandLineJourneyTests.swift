import Foundation
import Testing

/// The command line against the sandbox, as a script uses it: streams, files, JSON, exit codes.
@Suite(.serialized) struct CommandLineJourneyTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    @Test func `text streams to standard output and is remembered`() async throws {
        let sandbox = try await SandboxProcess(scratch, ["--fast"])
        let run = try scratch.easel(
            "generate", "text", "A lighthouse at dawn", "--on", "openrouter", with: sandbox.environment)
        #expect(run.status == 0)
        #expect(run.output.contains("lighthouse"))
        #expect(run.output.hasSuffix("\n"))
        let listed = try scratch.easel("history", "list", "--json", with: sandbox.environment)
        let row = try #require(try GenerationResult.list(listed.output).first)
        #expect(row.status == "succeeded" && row.sandbox)
        #expect(row.prompt == "A lighthouse at dawn")
        #expect(row.text == String(run.output.dropLast()) || row.text == run.output)
    }

    @Test func `the themes that ship are listed and sound, a bad one is named with its lines`() throws {
        let all = try scratch.easel("themes", "check")
        #expect(all.status == 0)
        #expect(all.output.contains("ok  colour-blind-light"))
        let bad = scratch.folder.appending(path: "bad.toml")
        try Data("name = \"bad\"\nappearance = \"dark\"\n[roles]\ntext = { fg = \"#777777\", bg = \"#888888\" }\n".utf8)
            .write(to: bad)
        let run = try scratch.easel("themes", "check", bad.path)
        #expect(run.status == 78)
        #expect(run.output.contains("!!  bad"))
        #expect(run.output.contains("text: contrast 1"))
    }

    @Test func `a prompt comes from standard input`() async throws {
        let sandbox = try await SandboxProcess(scratch, ["--fast"])
        let run = try scratch.easel(
            "generate", "text", "-", "--on", "openrouter", "--json", with: sandbox.environment, input: "Zwei Worte\n")
        #expect(try GenerationResult(run.output).prompt == "Zwei Worte")
    }

    @Test func `the JSON object holds every key of the contract`() async throws {
        let sandbox = try await SandboxProcess(scratch, ["--fast"])
        let run = try scratch.easel(
            "generate", "image", "a red kite", "--on", "fal:fal-ai/flux/dev", "--set", "seed=7", "--json",
            with: sandbox.environment)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        #expect(Set(object.keys) == GenerationResult.contract)
        let result = try GenerationResult(run.output)
        #expect(result.status == "succeeded" && result.error == nil)
        let asset = try #require(result.assets.first)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: asset.path))
        #expect(bytes.count == asset.bytes)
        #expect(asset.width != nil && asset.height != nil)
        #expect(asset.path.hasPrefix(scratch.home.path))
    }

    @Test func `equal prompt and seed give the same picture, another seed another`() async throws {
        let sandbox = try await SandboxProcess(scratch, ["--fast"])
        var sums: [String] = []
        for seed in ["1", "1", "2"] {
            let run = try scratch.easel(
                "generate", "image", "a red kite", "--on", "fal:fal-ai/flux/schnell", "--set", "seed=\(seed)", "--json",
                with: sandbox.environment)
            sums.append(try #require(try GenerationResult(run.output).assets.first).sha256)
        }
        #expect(sums[0] == sums[1] && sums[1] != sums[2])
    }

    @Test func `a clip goes through the queue and plays`() async throws {
        let sandbox = try await SandboxProcess(scratch, ["--fast"])
        let run = try scratch.easel(
            "generate", "video", "waves", "--on", "fal:fal-ai/veo3.1/fast", "--set", "durationSeconds=4", "--json",
            with: sandbox.environment)
        let result = try GenerationResult(run.output)
        let asset = try #require(result.assets.first)
        #expect(asset.mediaType == "video/mp4" && asset.path.hasSuffix(".mp4"))
        #expect(result.remoteJob?.provider == "fal")
        let probe = try RunningProgram(
            URL(fileURLWithPath: "/usr/bin/env"),
            [
                "ffprobe", "-v", "error", "-count_frames", "-show_entries", "stream=codec_type,nb_read_frames", "-of",
                "csv=p=0", asset.path,
            ],
            environment: scratch.environment(), in: scratch
        ).finish()
        #expect(probe.status == 0 && probe.output.hasPrefix("video,"))
        #expect(try await sandbox.requests("POST", "/fal-queue/fal-ai/veo3.1/fast").count == 1)
    }

    @Test func `a dry run shows the request, hides the key and sends nothing`() async throws {
        let sandbox = try await SandboxProcess(scratch, ["--fast"])
        let redirected = [
            "EASEL_OPENROUTER_URL": "\(sandbox.address)/openrouter", "OPENROUTER_API_KEY": "sk-or-very-secret",
        ]
        let run = try scratch.easel("generate", "text", "hi", "--on", "openrouter", "--dry-run", with: redirected)
        #expect(run.status == 0)
        #expect(run.output.contains("POST \(sandbox.address)/openrouter/chat/completions"))
        #expect(!run.output.contains("very-secret") && !run.errors.contains("very-secret"))
        #expect(try await sandbox.requests("POST", "/openrouter").isEmpty)
    }

    /// Command, faults of the sandbox, exit code, kind of error.
    static let failures: [([String], [String], Int32, String)] = [
        (["generate", "text", "hi", "--on", "openrouter"], ["--fault", "openrouter:429"], 75, "rateLimited"),
        (["generate", "text", "hi", "--on", "openrouter"], ["--fault", "openrouter:503"], 69, "unavailable"),
        (["generate", "text", "hi", "--on", "openrouter"], ["--fault", "openrouter:401"], 77, "authentication"),
        (
            ["generate", "text", "hi", "--on", "openrouter"], ["--fault", "openrouter:disconnect-after=2"], 69,
            "unavailable"
        ),
        (["generate", "image", "hi", "--on", "fal"], ["--fault", "fal:malformed"], 70, "invalidResponse"),
        (["generate", "image", "forbidden-content", "--on", "fal"], [], 65, "contentPolicy"),
        (["generate", "text", "hi", "--on", "openrouter", "--set", "temperature=hot"], [], 65, "invalidRequest"),
        (["generate", "text", "hi", "--on", "openrouter:nobody/nothing"], [], 69, "modelNotFound"),
    ]

    @Test(arguments: failures)
    func `a failure has its kind and its exit code`(arguments: [String], faults: [String], status: Int32, kind: String)
        async throws
    {
        let sandbox = try await SandboxProcess(scratch, ["--fast"] + faults)
        let run = try scratch.start(arguments + ["--json"], with: sandbox.environment).finish()
        let result = try GenerationResult(run.output)
        #expect(run.status == status)
        #expect(result.status == "failed" && result.error?.kind == kind)
        #expect(result.error?.remedy.isEmpty == false)
    }

    /// Command and exit code.
    static let mistakes: [([String], Int32)] = [
        (["generate", "text", "hi", "--frobnicate"], 64),
        (["generate", "text", "hi", "--set", "temperature"], 64),
        (["generate", "text", "hi", "--on", "opnrouter"], 64),
        (["generate", "text", "hi", "--on", "openrouter"], 77),
        (["history", "show", "nothing-like-it"], 65),
        (["sandbox", "--fault", "nonsense"], 65),
    ]

    @Test(arguments: mistakes)
    func `bad input gives one error, a remedy and the right exit code`(arguments: [String], status: Int32) throws {
        let run = try scratch.start(arguments).finish()
        #expect(run.status == status)
        #expect(run.output.isEmpty)
        #expect(!run.errors.isEmpty && !run.errors.contains("Fatal"))
    }

    @Test func `an unwritable folder is told before anything is sent`() async throws {
        let sandbox = try await SandboxProcess(scratch, ["--fast"])
        let run = try scratch.easel(
            "generate", "image", "hi", "--on", "fal", "--output", "/proc/nowhere", with: sandbox.environment)
        #expect(run.status == 74)
        #expect(try await sandbox.requests("POST", "/fal-queue").isEmpty)
    }

    @Test func `a missing attachment is told before anything is sent`() async throws {
        let sandbox = try await SandboxProcess(scratch, ["--fast"])
        let run = try scratch.easel(
            "generate", "image", "hi", "--on", "fal:fal-ai/nano-banana/edit", "--attach", "/nowhere/a.png",
            with: sandbox.environment)
        #expect(run.status == 74 || run.status == 65)
        #expect(run.errors.contains("a.png"))
        #expect(try await sandbox.requests("POST", "/fal-queue").isEmpty)
    }

    @Test func `a corrupted history is refused, not overwritten`() throws {
        try FileManager.default.createDirectory(at: scratch.home, withIntermediateDirectories: true)
        _ = try scratch.easel("history", "list")
        let database = try #require(scratch.files(below: scratch.home).first { $0.pathExtension == "sqlite" })
        let garbage = Data("this is not a database, it is a poem ".utf8) + Data(repeating: 7, count: 9000)
        for file in scratch.files(below: scratch.home) where file.path.hasPrefix(database.path) && file != database {
            try FileManager.default.removeItem(at: file)
        }
        try garbage.write(to: database)
        let run = try scratch.easel("history", "list")
        #expect(run.status == 74)
        #expect(run.errors.contains(database.path))
        #expect(try Data(contentsOf: database) == garbage)
        let moved = try scratch.easel("history", "quarantine")
        let place = URL(fileURLWithPath: moved.output.trimmingCharacters(in: .newlines))
        #expect(moved.status == 0)
        #expect(try Data(contentsOf: place) == garbage)
        #expect(try scratch.easel("history", "list").status == 0)
        #expect(try scratch.easel("history", "quarantine").status == 65)
    }

    @Test func `Ctrl-C cancels at the provider and is recorded`() async throws {
        let sandbox = try await SandboxProcess(scratch, ["--fault", "fal:hold=running"])
        let program = try scratch.start(
            ["generate", "video", "slow waves", "--on", "fal:fal-ai/veo3.1", "--json"], with: sandbox.environment)
        _ = try await eventually("the job is accepted") {
            try await sandbox.requests("GET", "/status").isEmpty ? nil : true
        }
        program.signal(SIGINT)
        let run = program.finish()
        #expect(run.status == 130)
        #expect(try GenerationResult(run.output).status == "cancelled")
        #expect(try await sandbox.requests("PUT", "/cancel").count == 1)
        let row = try #require(try GenerationResult.list(scratch.easel("history", "list", "--json").output).first)
        #expect(row.status == "cancelled")
    }

    @Test func `a job survives kill -9 and is fetched with exactly one submit`() async throws {
        let sandbox = try await SandboxProcess(scratch, ["--fault", "fal:hold=running"])
        let program = try scratch.start(
            ["generate", "video", "waves", "--on", "fal:fal-ai/veo3.1/fast"], with: sandbox.environment)
        _ = try await eventually("the job is polled") {
            try await sandbox.requests("GET", "/status").isEmpty ? nil : true
        }
        program.signal(SIGKILL)
        _ = program.finish()
        let pending = try GenerationResult.list(
            scratch.easel("jobs", "list", "--json", with: sandbox.environment).output)
        #expect(pending.map(\.status) == ["accepted"])
        try await sandbox.release()
        let resumed = try scratch.easel("jobs", "resume", "--json", with: sandbox.environment)
        #expect(resumed.status == 0)
        let result = try #require(try GenerationResult.list(resumed.output).first)
        #expect(result.id == pending.first?.id && result.status == "succeeded")
        #expect(FileManager.default.fileExists(atPath: try #require(result.assets.first).path))
        #expect(try await sandbox.requests("POST", "/fal-queue/fal-ai/veo3.1/fast").count == 1)
        #expect(!scratch.files(below: scratch.home).contains { $0.pathExtension == "part" })
    }

    @Test func `a detached job is cancelled from another process`() async throws {
        let sandbox = try await SandboxProcess(scratch, ["--fault", "fal:hold=running"])
        let detached = try scratch.easel(
            "generate", "video", "waves", "--on", "fal", "--detach", "--json", with: sandbox.environment)
        let result = try GenerationResult(detached.output)
        #expect(detached.status == 0 && result.status == "accepted" && result.remoteJob != nil)
        let cancel = try scratch.easel(
            "jobs", "cancel", String(result.id.suffix(8)), "--json", with: sandbox.environment)
        #expect(try GenerationResult(cancel.output).status == "cancelled")
        #expect(try await sandbox.requests("PUT", "/cancel").count == 1)
    }
}
