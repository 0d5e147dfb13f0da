import Foundation
import Testing

/// A language model that nobody here wrote answers: llama.cpp's own server with SmolLM2.
///
/// `sh .ci/setup --tests` installs both; without them the suite is skipped.
@Suite(.serialized, .enabled(if: LlamaServer.isInstalled, "run sh .ci/setup --tests to install the real model"))
struct RealModelJourneyTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    @Test func `the command line streams a real answer, with its tokens counted`() async throws {
        let server = try await LlamaServer(scratch, alias: "smollm2-135m-instruct")
        let local = ["EASEL_LOCAL_URL": "\(server.address)/v1"]
        let listed = try scratch.easel("models", "list", "--on", "local", with: local)
        #expect(listed.output.contains("local:smollm2-135m-instruct"))
        let run = try scratch.easel(
            "generate", "text", "Say hello in one short sentence.", "--on", "local", "--set", "maxOutputTokens=40",
            "--set", "seed=3", "--json", with: local)
        #expect(run.status == 0)
        let result = try GenerationResult(run.output)
        #expect(result.status == "succeeded" && !result.sandbox)
        #expect(result.model == "smollm2-135m-instruct")
        #expect(result.text?.isEmpty == false)
        #expect((1...40).contains(result.usage.outputTokens ?? 0))
    }

    @Test func `a wrong key is an authentication error in the server's own words`() async throws {
        let server = try await LlamaServer(scratch, alias: "smollm2", key: "right-key")
        let run = try scratch.easel(
            "generate", "text", "hi", "--on", "local:smollm2", "--allow-unknown", "--json",
            with: ["EASEL_LOCAL_URL": "\(server.address)/v1"])
        #expect(run.status == 77)
        #expect(try GenerationResult(run.output).error?.message.contains("Invalid API Key") == true)
    }

    @Test func `the studio shows a real answer and keeps it`() async throws {
        let server = try await LlamaServer(scratch, alias: "smollm2-135m-instruct")
        let terminal = try TerminalSession(scratch, columns: 100, rows: 30)
        try await terminal.openStudio(with: ["EASEL_LOCAL_URL": "\(server.address)/v1"])
        try await terminal.see("smollm2")
        try terminal.type("Say hello in one short sentence.")
        try terminal.press("Enter")
        try await terminal.see("first word after")
        try terminal.press("C-q")
        try await terminal.see("status=0")
        let row = try #require(try GenerationResult.list(scratch.easel("history", "list", "--json").output).first)
        #expect(row.status == "succeeded" && row.provider == "local" && row.text?.isEmpty == false)
    }

    @Test(.timeLimit(.minutes(15))) func `a small model judges, because it is held to the form of the answer`()
        async throws
    {
        let server = try await LlamaServer(scratch, alias: "smollm2-135m-instruct")
        let local = ["EASEL_LOCAL_URL": "\(server.address)/v1"]
        let target = "local:smollm2-135m-instruct"
        let compared = try scratch.easel(
            "compare", "text", "Name a colour.", "--on", target, "--on", target, "--set", "maxOutputTokens=8", "--json",
            with: local)
        #expect(compared.status == 0, "\(compared.errors)")
        let run = try scratch.easel(
            "compare", "judge", "last", "--on", target, "--question", "Is it a colour?", "--json", with: local)
        #expect(run.status == 0, "\(run.errors)")
        struct Reply: Decodable {
            var answers: [String: [Bool]]
            var reason: String
        }
        let reply = try JSONDecoder().decode(Reply.self, from: Data(run.output.utf8))
        #expect(Set(reply.answers.keys) == ["A", "B"] && reply.answers.values.allSatisfy { $0.count == 1 })
    }
}
