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

    @Test func `the card's parameters go to their places inside objects`() async throws {
        let bench = try Bench(
            "openrouter", CannedTransport(.events(try RecordedFixture.text("openrouter-chat-stream.txt"))))
        let card = try #require(bench.provider.models.curated.first { $0.model == "google/gemini-3.5-flash" })
        let values: ParameterValues = [
            "reasoning_effort": "high", "reasoning_exclude": true, "provider": .object(["sort": "price"]),
            "models": "a/b, c/d",
        ]
        _ = try await bench.write(
            TextRequest(
                model: card.model, prompt: "hi", parameters: RequestParameters(values: values, specs: card.parameters)))
        let wanted =
            #"{"messages":[{"content":"hi","role":"user"}],"model":"google/gemini-3.5-flash","models":["a/b","c/d"],"provider":{"sort":"price"},"reasoning":{"effort":"high","exclude":true},"stream":true}"#
        #expect(bench.sent == JSONText.decode(wanted))
    }

    @Test(
        arguments: [
            ("provider", #""openai""#), ("provider", #"{"sortt":"price"}"#), ("provider.cheapest", "true"),
            ("models", "{}"), ("models", "[1]"),
        ] as [(ParameterKey, String)]) func `routing that OpenRouter does not know is refused unsent`(
            _ key: ParameterKey, _ text: String
        ) async throws
    {
        let bench = try Bench("openrouter", CannedTransport(.json("{}")))
        let value = try #require(JSONText.decode(text))
        let error = await failure { () async throws(EaselError) in
            try await bench.write(
                TextRequest(model: "m", prompt: "x", parameters: RequestParameters(values: [key: value])))
        }
        #expect(error?.kind == .invalidRequest && bench.transport.calls.isEmpty)
    }

    @Test func `files of every kind go along, hosted ones by address`() async throws {
        let bench = try Bench(
            "openrouter", CannedTransport(.events(try RecordedFixture.text("openrouter-chat-stream.txt"))))
        let hosted = try #require(URL(string: "https://a.example/b.pdf"))
        let inputs = [
            MediaInput(role: .reference, bytes: Data([1, 2]), type: .mp4, name: "a.mp4"),
            MediaInput(role: .reference, bytes: Data([1, 2]), type: .wav, name: "a.wav"),
            MediaInput(role: .reference, content: .hosted(hosted), type: "application/pdf", name: "b.pdf"),
        ]
        _ = try await bench.write(TextRequest(model: "m", prompt: "x", inputs: inputs))
        let parts = bench.sent?["messages"]?["0"]?["content"]
        #expect(parts?["1"]?["video_url"]?["url"] == "data:video/mp4;base64,AQI=")
        #expect(parts?["2"]?["input_audio"] == .object(["data": "AQI=", "format": "wav"]))
        #expect(parts?["3"]?["file"] == .object(["filename": "b.pdf", "file_data": "https://a.example/b.pdf"]))
    }

    @Test func `an answer that a filter stopped ends with the filter`() async throws {
        let body =
            "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"},\"finish_reason\":\"content_filter\"}]}\n\ndata: [DONE]\n\n"
        let bench = try Bench("openrouter", CannedTransport(.events(body)))
        #expect(try await bench.write(TextRequest(model: "m", prompt: "x")).completion.finish == .contentFilter)
    }

    @Test func `a file that no message can hold is refused unsent`() async throws {
        let bench = try Bench("openrouter", CannedTransport(.json("{}")))
        let archive = MediaInput(role: .reference, bytes: Data([1]), type: "application/zip", name: "a.zip")
        let error = await failure { () async throws(EaselError) in
            try await bench.write(TextRequest(model: "m", prompt: "x", inputs: [archive]))
        }
        #expect(error?.kind == .unsupported)
        #expect(bench.transport.calls.isEmpty)
    }
}
