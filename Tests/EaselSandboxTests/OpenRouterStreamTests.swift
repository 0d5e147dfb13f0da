import Foundation
import Testing

struct OpenRouterStreamTests {
    private func stream(_ sandbox: SandboxClient, model: String = "openai/gpt-4o-mini", _ extra: String = "")
        async throws -> TestReply
    {
        try await sandbox.post(
            "/openrouter/chat/completions", SandboxClient.bearer,
            #"{"model":"\#(model)","stream":true,"messages":[{"role":"user","content":"A lighthouse at dawn"}]\#(extra)}"#
        )
    }

    @Test func `comments come first and in between`() async throws {
        try await withSandbox { sandbox in
            let reply = try await stream(sandbox)
            #expect(reply.header("Content-Type") == "text/event-stream")
            #expect(reply.text.hasPrefix(": OPENROUTER PROCESSING\n\n"))
            #expect(reply.comments.count > 2)
        }
    }

    @Test func `the deltas make up the text that the plain reply has`() async throws {
        try await withSandbox { sandbox in
            let reply = try await stream(sandbox)
            let streamed = reply.jsonEvents.compactMap { $0.string("choices.0.delta.content") }.joined()
            let plain = try await sandbox.post(
                "/openrouter/chat/completions", SandboxClient.bearer,
                #"{"model":"openai/gpt-4o-mini","messages":[{"role":"user","content":"A lighthouse at dawn"}]}"#)
            #expect(streamed == plain.string("choices.0.message.content"))
        }
    }

    @Test func `every chunk repeats the role and the dated model`() async throws {
        try await withSandbox { sandbox in
            for event in try await stream(sandbox).jsonEvents {
                #expect(event.string("choices.0.delta.role") == "assistant")
                #expect(event.string("model") == "openai/gpt-4o-mini-2024-07-18")
                #expect(event.string("object") == "chat.completion.chunk")
            }
        }
    }

    @Test func `the usage chunk repeats the finish reason and DONE ends the stream`() async throws {
        try await withSandbox { sandbox in
            let reply = try await stream(sandbox)
            let finishing = reply.jsonEvents.filter { $0.string("choices.0.finish_reason") != nil }
            #expect(finishing.map { $0.string("choices.0.finish_reason") } == ["stop", "stop"])
            #expect(finishing.last?.json("usage.total_tokens") != nil)
            #expect(finishing.first?.json("usage") == nil)
            #expect(reply.events.last == "[DONE]")
        }
    }

    @Test func `pieces are sometimes cut inside a character and inside a line`() async throws {
        try await withSandbox { sandbox in
            let reply = try await stream(sandbox)
            let inCharacter = reply.chunks.contains { $0.first.map { $0 & 0xC0 == 0x80 } ?? false }
            let inLine = reply.chunks.contains { $0.last != UInt8(ascii: "\n") }
            #expect(inCharacter)
            #expect(inLine)
        }
    }

    @Test func `thoughts stream before the answer`() async throws {
        try await withSandbox { sandbox in
            let events = try await stream(sandbox, model: "deepseek/deepseek-r1").jsonEvents
            #expect(events.first?.string("choices.0.delta.reasoning")?.isEmpty == false)
            #expect(
                events.first?.string("choices.0.delta.reasoning_details.0.text")
                    == events.first?.string("choices.0.delta.reasoning"))
            let thoughts = events.compactMap { $0.string("choices.0.delta.reasoning") }.joined()
            #expect(thoughts.contains("sandbox"))
        }
    }

    @Test func `an image comes whole in one delta`() async throws {
        try await withSandbox { sandbox in
            let events = try await stream(
                sandbox, model: "google/gemini-3.1-flash-image", #","modalities":["image","text"]"#
            ).jsonEvents
            let urls = events.compactMap { $0.string("choices.0.delta.images.0.image_url.url") }
            #expect(urls.count == 1)
            let data = try #require(urls.first.flatMap { Data(base64Encoded: String($0.dropFirst(22))) })
            #expect(ImageProbe(data)?.width == 1024)
        }
    }

    @Test func `an error before the first token is plain JSON even when a stream was asked for`() async throws {
        try await withSandbox { sandbox in
            let reply = try await stream(sandbox, model: "acme/fake-1.0")
            #expect(reply.status == 400)
            #expect(reply.header("Content-Type") == "application/json")
        }
    }
}
