import EaselApp
import EaselCore
import Foundation
import Testing

/// `easel --record` against the sandbox, `easel --replay` when it is gone.
@Suite struct RecordReplayCommandTests {
    private let tape = FileManager.default.temporaryDirectory.appending(path: "easel-tape-\(UUID().uuidString)").path

    private func object(_ run: CommandBench.Run) throws -> [String: Any] {
        try #require(
            try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any],
            "\(run.status) \(run.errors)")
    }

    private func sums(_ run: CommandBench.Run) throws -> [String] {
        try #require(try object(run)["assets"] as? [[String: Any]]).compactMap { $0["sha256"] as? String }
    }

    /// Records a command, then plays it on another machine's folder, without the sandbox.
    private func both(_ arguments: String...) async -> (recorded: CommandBench.Run, replayed: CommandBench.Run) {
        let recorded = await CommandBench().run(["--record", tape] + arguments + ["--sandbox"])
        let replayed = await CommandBench().run(["--replay", tape, "--replay-speed", "max"] + arguments)
        return (recorded, replayed)
    }

    @Test func `a streamed text`() async throws {
        let (recorded, replayed) = await both("generate", "text", "A paper boat", "--on", "openrouter", "--json")
        #expect(replayed.status == 0, "\(replayed.errors)")
        #expect(try object(replayed)["text"] as? String == object(recorded)["text"] as? String)
        #expect(try object(replayed)["sandbox"] as? Bool == true)
        #expect(replayed.output.contains("Answered from a recording"))
        #expect(replayed.errors.contains("nothing is sent"))
        #expect(recorded.errors.contains("recording into"))
    }

    @Test(arguments: ["fal", "replicate"]) func `a picture from a queue, file and all`(provider: String) async throws {
        let (recorded, replayed) = await both("generate", "image", "A red fox", "--on", provider, "--json")
        #expect(replayed.status == 0, "\(replayed.errors) \(replayed.output)")
        #expect(try sums(replayed) == sums(recorded))
        #expect(try !sums(replayed).isEmpty)
    }

    @Test func `runs on two sandboxes go into one folder`() async throws {
        let text = await both("generate", "text", "A paper boat", "--on", "openrouter", "--json").recorded
        let (_, picture) = await both("generate", "image", "A red fox", "--on", "fal", "--json")
        #expect(picture.status == 0, "\(picture.errors)")
        let again = await CommandBench().run(
            "--replay", tape, "--replay-speed", "max", "generate", "text", "A paper boat", "--on", "openrouter",
            "--json")
        #expect(try object(again)["text"] as? String == object(text)["text"] as? String, "\(again.errors)")
    }

    @Test func `Google's door with a key`() async throws {
        let (recorded, replayed) = await both("generate", "image", "A red fox", "--on", "vertex", "--json")
        #expect(recorded.status == 0, "\(recorded.errors)")
        #expect(replayed.status == 0, "\(replayed.errors) \(replayed.output)")
        #expect(try sums(replayed) == sums(recorded))
    }

    @Test func `a failure`() async throws {
        let server = SandboxHost()
        let port = try await server.start()
        let bench = CommandBench(["EASEL_SANDBOX_URL": "http://127.0.0.1:\(port)"])
        let arguments = [
            "generate", "image", "explicit nudity [fault:content-policy]", "--on", "fal:no/such-model",
            "--allow-unknown", "--json",
        ]
        let recorded = await bench.run(["--record", tape] + arguments)
        await server.stop()
        let replayed = await CommandBench().run(["--replay", tape, "--replay-speed", "max"] + arguments)
        #expect(recorded.status != 0)
        #expect(replayed.status == recorded.status, "\(replayed.output)")
        let errors = try [recorded, replayed].map { try #require(object($0)["error"] as? [String: Any]) }
        #expect(errors[0]["kind"] as? String == errors[1]["kind"] as? String)
        #expect(errors[0]["message"] as? String == errors[1]["message"] as? String)
    }

    @Test func `what was not recorded is refused by name`() async throws {
        let (_, _) = await both("generate", "text", "A paper boat", "--on", "openrouter", "--quiet")
        let other = await CommandBench().run(
            "--replay", tape, "generate", "text", "Another prompt", "--on", "openrouter")
        #expect(other.status == 78, "\(other.status) \(other.errors)")
        #expect(
            other.errors.contains("another body for POST http://easel-sandbox.invalid/") && other.errors.contains(tape))
        let stranger = await CommandBench(["FAL_KEY": "id:secret"]).run("--replay", tape, "doctor")
        #expect(stranger.output.contains("in the recording"))
    }

    @Test func `a real key is nowhere in the folder, and none is needed to play it`() async throws {
        let secret = "sk-or-v1-0123456789abcdef"
        let server = SandboxHost()
        let port = try await server.start()
        let bench = CommandBench([
            "OPENROUTER_API_KEY": secret, "EASEL_OPENROUTER_URL": "http://127.0.0.1:\(port)/openrouter",
        ])
        let recorded = await bench.run("--record", tape, "generate", "text", "hi", "--on", "openrouter", "--json")
        await server.stop()
        for name in try FileManager.default.contentsOfDirectory(atPath: tape) {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: tape).appending(path: name))
            #expect(bytes.range(of: Data(secret.utf8)) == nil, "\(name)")
        }
        let replayed = await CommandBench().run(
            "--replay", tape, "--replay-speed", "max", "generate", "text", "hi", "--json")
        #expect(replayed.status == recorded.status, "\(replayed.errors) \(recorded.output)")
        #expect(try object(replayed)["text"] as? String == object(recorded)["text"] as? String)
    }

    @Test func `a folder that is no recording is told`() async {
        let run = await CommandBench().run("--replay", "/nowhere/at/all", "generate", "text", "hi")
        #expect(run.status == 78 && run.errors.contains("is no recording"))
        let both = await CommandBench().run("--record", "a", "--replay", "b", "doctor")
        #expect(both.status == 64)
    }

    @Test func `the studio is told`() async {
        let help = await CommandBench().run("--help")
        #expect(help.output.contains("--record") && help.output.contains("--replay-speed"))
        #expect(await CommandBench().run("--record", tape).status == -1)
        #expect(await CommandBench().run("--sandbox").status == -1)
        let late = await CommandBench().run("doctor", "--record", tape)
        #expect(late.status == 64, "an option that has no effect there is refused")
    }
}
