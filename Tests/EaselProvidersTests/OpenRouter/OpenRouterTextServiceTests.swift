import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

struct OpenRouterTextServiceTests {
    @Test func `a recorded stream becomes text, usage and the stated cost`() async throws {
        let bench = try Bench(
            "openrouter", CannedTransport(.events(try RecordedFixture.text("openrouter-chat-stream.txt"))))
        let result = try await bench.write(TextRequest(model: "openai/gpt-4o-mini", prompt: "hi"))
        #expect(
            result.events == [
                .started(id: "gen-1778031306-x", model: "openai/gpt-4o-mini-2024-07-18"), .delta("Hello"), .delta(" 🌲"),
            ])
        #expect(result.completion.finish == .stop)
        #expect(
            result.completion.usage
                == Usage(inputTokens: 21, outputTokens: 3, costUSD: 0.00000495, costIsEstimate: false))
    }

    @Test func `the request carries what was set, in OpenRouter's names`() async throws {
        let bench = try Bench(
            "openrouter", CannedTransport(.events(try RecordedFixture.text("openrouter-chat-stream.txt"))))
        let values: ParameterValues = [
            .system: "be brief", .temperature: 0.5, .topP: 0.9, .maxOutputTokens: 100, .seed: 7,
            "reasoning_effort": "low",
        ]
        let picture = MediaInput(role: .reference, bytes: Data([1, 2]), type: .png, name: "a.png")
        let request = TextRequest(
            model: "m", prompt: "look",
            conversation: [.init(speaker: .user, text: "q"), .init(speaker: .assistant, text: "a")],
            inputs: [picture], parameters: RequestParameters(values: values))
        _ = try await bench.write(request)
        let wanted = """
            {"max_completion_tokens":100,"messages":[{"content":"be brief","role":"system"},{"content":"q","role":"user"},\
            {"content":"a","role":"assistant"},{"content":[{"text":"look","type":"text"},{"image_url":{"url":"data:image/png;base64,AQI="},\
            "type":"image_url"}],"role":"user"}],"model":"m","reasoning_effort":"low","seed":7,"stream":true,"temperature":0.5,"top_p":0.9}
            """
        #expect(bench.sent == JSONText.decode(wanted))
        let call = try #require(bench.transport.calls.first)
        #expect(call.url.absoluteString == "https://openrouter.ai/api/v1/chat/completions")
        #expect(call.headers["X-OpenRouter-Title"] == "Easel" && call.headers["HTTP-Referer"] != nil)
        #expect(call.headers["Accept"] == "text/event-stream" && call.headers["Content-Type"] == "application/json")
    }

    @Test func `an error in mid-stream is sorted like any other`() async throws {
        let bench = try Bench(
            "openrouter", CannedTransport(.events(try RecordedFixture.text("openrouter-chat-midstream-error.txt"))))
        let error = await failure { () async throws(EaselError) in
            try await bench.write(TextRequest(model: "m", prompt: "x"))
        }
        #expect(
            error?.kind == .rateLimited && error?.providerCode == "rate_limit_exceeded"
                && error?.provider == "openrouter")
    }

    @Test func `an error inside a 200 is an error`() async throws {
        let body = #"{"error":{"message":"Provider returned error","code":429},"user_id":"org_1"}"#
        let bench = try Bench("openrouter", CannedTransport(.json(body)))
        let error = await failure { () async throws(EaselError) in
            try await bench.write(TextRequest(model: "m", prompt: "x"))
        }
        #expect(error?.kind == .rateLimited)
    }

    @Test func `a file that is no picture is refused unsent`() async throws {
        let bench = try Bench("openrouter", CannedTransport(.json("{}")))
        let clip = MediaInput(role: .reference, bytes: Data([1]), type: .mp4, name: "a.mp4")
        let error = await failure { () async throws(EaselError) in
            try await bench.write(TextRequest(model: "m", prompt: "x", inputs: [clip]))
        }
        #expect(error?.kind == .unsupported)
        #expect(bench.transport.calls.isEmpty)
    }
}
