import Foundation
import Testing

struct HostileInputTests {
    @Test(arguments: ["inf:1", "1:inf", "1e308:1e-308", "nan:nan", "-1:1", "0:0", ":", "", "16:9:4", "1:1000000"])
    func `an absurd ratio still gives a picture`(ratio: String) async throws {
        try await withSandbox { sandbox in
            let reply = try await sandbox.post(
                "/openrouter/chat/completions", SandboxClient.bearer,
                #"{"model":"google/gemini-3.1-flash-image","modalities":["image"],"image_config":{"aspect_ratio":"\#(ratio)"},"messages":[{"role":"user","content":"x"}]}"#
            )
            #expect(reply.string("choices.0.message.images.0.image_url.url")?.hasPrefix("data:image/png") == true)
        }
    }

    @Test func `bytes that are no text, deep nesting and huge numbers are refused, not fatal`() async throws {
        let deep = Data((String(repeating: "[", count: 20_000)).utf8)
        let bodies = [
            Data([0xFF, 0xFE, 0x00, 0x80]), deep, Data(#"{"n":1e999}"#.utf8), Data(), Data("null".utf8),
            Data(#"{"model":"\u0000","prompt":"\ud800"}"#.utf8), Data(#"{"seed":99999999999999999999999}"#.utf8),
        ]
        try await withSandbox { sandbox in
            for body in bodies {
                for path in ["chat/completions", "images"] {
                    let reply = try await sandbox.send("POST", "/openrouter/\(path)", SandboxClient.bearer, body)
                    #expect(reply.status == 400)
                }
                let run = try await sandbox.send("POST", "/fal-run/fal-ai/flux/dev", SandboxClient.key, body)
                #expect(run.status == 422)
                let local = try await sandbox.send("POST", "/local/chat/completions", [:], body)
                #expect(local.status == 400)
            }
            #expect(try await sandbox.get("/_sandbox/health").status == 200)
        }
    }

    @Test(arguments: [
        "/", "//", "/fal-queue", "/fal-queue/a", "/fal-queue/a/b/requests", "/openrouter/%zz", "/local/%00",
        "/fal-media/files/../../etc/passwd",
    ])
    func `odd paths are answered with a refusal`(path: String) async throws {
        try await withSandbox { sandbox in
            let reply = try await sandbox.get(path, path.hasPrefix("/fal-queue") ? SandboxClient.key : [:])
            #expect((400..<500).contains(reply.status))
        }
    }

    @Test func `a prompt can ask for control characters, to try a terminal with`() async throws {
        try await withSandbox { sandbox in
            let reply = try await sandbox.post(
                "/local/chat/completions", [:],
                #"{"model":"llama3.2","messages":[{"role":"user","content":"control-characters"}]}"#)
            let text = try reply.required("choices.0.message.content")
            #expect(text.contains("\u{1B}[31m"))
            #expect(text.contains("\u{202E}"))
        }
    }
}
