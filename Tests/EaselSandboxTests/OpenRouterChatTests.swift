import Foundation
import Testing

struct OpenRouterChatTests {
    private static let path = "/openrouter/chat/completions"

    private static func body(
        _ extra: String = "", model: String = "openai/gpt-4o-mini", prompt: String = "A lighthouse at dawn"
    ) -> String {
        #"{"model":"\#(model)","messages":[{"role":"user","content":"\#(prompt)"}]\#(extra)}"#
    }

    @Test func `an answer echoes the prompt and says that it is the sandbox`() async throws {
        try await withSandbox { sandbox in
            let reply = try await sandbox.post(Self.path, SandboxClient.bearer, Self.body())
            #expect(reply.status == 200)
            let text = try reply.required("choices.0.message.content")
            #expect(text.contains("sandbox"))
            #expect(text.contains("lighthouse"))
            #expect(text.contains("光と影"))
            #expect(text.contains("👩🏽‍🎨"))
            #expect(reply.string("choices.0.finish_reason") == "stop")
        }
    }

    @Test func `the reply has the recorded shape`() async throws {
        try await withSandbox { sandbox in
            let reply = try await sandbox.post(Self.path, SandboxClient.bearer, Self.body())
            #expect(reply.string("model") == "openai/gpt-4o-mini-2024-07-18")
            #expect(reply.string("provider") == "Azure")
            #expect(reply.isNull("system_fingerprint"))
            #expect(reply.isNull("choices.0.message.refusal"))
            #expect(reply.string("id")?.hasPrefix("gen-") == true)
            #expect(reply.header("X-Generation-Id") == reply.string("id"))
            #expect(
                reply.int("usage.total_tokens") == (reply.int("usage.prompt_tokens") ?? 0)
                    + (reply.int("usage.completion_tokens") ?? 0))
            #expect((reply.double("usage.cost") ?? 0) > 0)
            #expect(reply.text.hasPrefix("\n"), "blank lines come first, as on the real service")
            #expect(reply.header("X-RateLimit-Limit") == nil, "rate headers come with a 429 only")
        }
    }

    @Test func `the same prompt and model give the same text, another prompt another`() async throws {
        try await withSandbox { sandbox in
            let first = try await sandbox.post(Self.path, SandboxClient.bearer, Self.body())
            let again = try await sandbox.post(Self.path, SandboxClient.bearer, Self.body())
            let other = try await sandbox.post(Self.path, SandboxClient.bearer, Self.body(prompt: "A harbour"))
            #expect(first.string("choices.0.message.content") == again.string("choices.0.message.content"))
            #expect(first.string("choices.0.message.content") != other.string("choices.0.message.content"))
            #expect(first.string("id") != again.string("id"))
        }
    }

    @Test(arguments: ["max_tokens", "max_completion_tokens"])
    func `a token limit cuts the answer`(field: String) async throws {
        try await withSandbox { sandbox in
            let reply = try await sandbox.post(Self.path, SandboxClient.bearer, Self.body(#","\#(field)":7"#))
            #expect(reply.int("usage.completion_tokens") == 7)
            #expect(reply.string("choices.0.finish_reason") == "length")
        }
    }

    @Test func `reasoning comes when asked for, and from a model that always thinks`() async throws {
        try await withSandbox { sandbox in
            let plain = try await sandbox.post(Self.path, SandboxClient.bearer, Self.body(model: "openai/gpt-5.5"))
            #expect(plain.isNull("choices.0.message.reasoning"))
            let asked = try await sandbox.post(
                Self.path, SandboxClient.bearer, Self.body(#","reasoning":{"effort":"low"}"#, model: "openai/gpt-5.5"))
            #expect(asked.string("choices.0.message.reasoning")?.isEmpty == false)
            #expect(asked.string("choices.0.message.reasoning_details.0.type") == "reasoning.text")
            let always = try await sandbox.post(
                Self.path, SandboxClient.bearer, Self.body(model: "deepseek/deepseek-r1"))
            #expect((always.int("usage.completion_tokens_details.reasoning_tokens") ?? 0) > 0)
        }
    }

    @Test func `a picture in the prompt is looked at`() async throws {
        try await withSandbox { sandbox in
            let images = try await sandbox.post(
                "/openrouter/images", SandboxClient.bearer,
                #"{"model":"openai/gpt-image-2","prompt":"a fox","size":"256x128"}"#)
            let data = try images.required("data.0.b64_json")
            let parts =
                #"[{"type":"text","text":"what is this"},{"type":"image_url","image_url":{"url":"data:image/png;base64,\#(data)"}}]"#
            let reply = try await sandbox.post(
                Self.path, SandboxClient.bearer,
                #"{"model":"openai/gpt-4o-mini","messages":[{"role":"user","content":\#(parts)}]}"#)
            #expect(reply.string("choices.0.message.content")?.contains("image/png 256x128") == true)
        }
    }

    @Test func `an image model answers in chat with a picture that decodes`() async throws {
        try await withSandbox { sandbox in
            let reply = try await sandbox.post(
                Self.path, SandboxClient.bearer,
                Self.body(
                    #","modalities":["image","text"],"image_config":{"aspect_ratio":"16:9"}"#,
                    model: "google/gemini-3.1-flash-image"))
            let url = try reply.required("choices.0.message.images.0.image_url.url")
            #expect(url.hasPrefix("data:image/png;base64,"))
            let bytes = try #require(Data(base64Encoded: String(url.dropFirst("data:image/png;base64,".count))))
            let image = try #require(ImageProbe(bytes))
            #expect(image.width > image.height)
        }
    }

    @Test func `a generation can be looked up afterwards`() async throws {
        try await withSandbox { sandbox in
            let reply = try await sandbox.post(Self.path, SandboxClient.bearer, Self.body())
            let id = try reply.required("id")
            let record = try await sandbox.get("/openrouter/generation?id=\(id)", SandboxClient.bearer)
            #expect(record.double("data.total_cost") == reply.double("usage.cost"))
            #expect(try await sandbox.get("/openrouter/generation?id=gen-no", SandboxClient.bearer).status == 404)
        }
    }

    @Test func `the key report and the credits depend on the kind of key`() async throws {
        try await withSandbox { sandbox in
            let key = try await sandbox.get("/openrouter/key", SandboxClient.bearer)
            #expect(key.double("data.limit") == 100)
            let credits = try await sandbox.get("/openrouter/credits", SandboxClient.bearer)
            #expect(credits.status == 403)
            #expect(credits.string("error.message") == "Only management keys can perform this operation")
            let allowed = try await sandbox.get("/openrouter/credits", ["Authorization": "Bearer management"])
            #expect(allowed.double("data.total_credits") == 100.5)
        }
    }
}
