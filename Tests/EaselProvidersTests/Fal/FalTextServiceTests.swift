import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

struct FalTextServiceTests {
    private func write(
        _ body: String, _ request: TextRequest = TextRequest(model: "openrouter/router#a/b", prompt: "p")
    ) async throws -> (text: String, completion: TextCompletion, bench: Bench) {
        let bench = try Bench("fal", CannedTransport(.events(body)))
        let (events, completion) = try await bench.write(request)
        let text = events.compactMap { if case .delta(let piece) = $0 { piece } else { nil } }.joined()
        return (text, completion, bench)
    }

    @Test(arguments: [
        // Cumulative, with a mark that joins the letter before it.
        "data: {\"output\":\"e\",\"partial\":true}\n\ndata: {\"output\":\"e\\u0301a\",\"partial\":true}\n\ndata: {\"output\":\"e\\u0301a\",\"partial\":false}\n\n",
        // Pieces.
        "data: {\"output\":\"e\",\"partial\":true}\n\ndata: {\"output\":\"\\u0301\",\"partial\":true}\n\ndata: {\"output\":\"a\",\"partial\":false}\n\n",
        // One event, nulls, no flag.
        "data: {\"output\":\"e\\u0301a\",\"reasoning\":null,\"error\":null,\"usage\":null}\n\n",
    ]) func `growing outputs and pieces make the same text`(_ body: String) async throws {
        let (text, completion, _) = try await write(body)
        #expect(Array(text.unicodeScalars) == ["e", "\u{301}", "a"])
        #expect(completion.finish == .stop)
    }

    @Test func `the router is sent the model, the prompt and what was set`() async throws {
        let model: ModelID = "openrouter/router#google/gemini-3.5-flash"
        var request = TextRequest(model: model, prompt: "p")
        let values: ParameterValues = [
            .system: "s", .temperature: 0.5, .maxOutputTokens: 9, "reasoning": true, .topP: 0.3,
        ]
        let specs = try Bench("fal", CannedTransport(.json("{}"))).provider.models.curated.first { $0.model == model }
        request.parameters = RequestParameters(values: values, specs: specs?.parameters ?? [])
        let (_, completion, bench) = try await write("data: {\"output\":\"x\"}\n\n", request)
        #expect(bench.transport.calls.map(\.url.absoluteString) == ["https://fal.run/openrouter/router/stream"])
        #expect(
            bench.sent
                == JSONText.decode(
                    #"{"prompt":"p","model":"google/gemini-3.5-flash","system_prompt":"s","temperature":0.5,"max_tokens":9,"reasoning":true}"#
                ))
        #expect(completion.warnings.map(\.parameter) == ["topP"])
    }

    @Test func `without a model the router is not asked`() async throws {
        let bench = try Bench("fal", CannedTransport(.json("{}")))
        let error = await failure { () async throws(EaselError) in
            try await bench.write(TextRequest(model: "openrouter/router", prompt: "p"))
        }
        #expect(error?.kind == .invalidRequest && bench.transport.calls.isEmpty)
    }

    @Test func `any other endpoint answers in one piece`() async throws {
        let bench = try Bench("fal", CannedTransport(.json(#"{"text":"hello","chunks":[]}"#)))
        let (events, completion) = try await bench.write(TextRequest(model: "fal-ai/wizper", prompt: "p"))
        #expect(bench.transport.calls.map(\.url.absoluteString) == ["https://fal.run/fal-ai/wizper"])
        #expect(events.contains(.delta("hello")) && completion.finish == .stop)
    }

    @Test func `an endpoint that takes one turn gets the conversation written out, with a warning`() async throws {
        let bench = try Bench("fal", CannedTransport(.json(#"{"text":"hello","chunks":[]}"#)))
        let (_, completion) = try await bench.write(
            TextRequest(
                model: "fal-ai/any-llm", prompt: "p",
                conversation: [.init(speaker: .user, text: "q"), .init(speaker: .assistant, text: "a")]))
        #expect(bench.sent?["prompt"] == "User: q\n\nAssistant: a\n\nUser: p\n\nAssistant:")
        #expect(completion.warnings.map(\.kind) == [.adjusted])
    }

    @Test(arguments: [
        ("", EaselError.Kind.invalidResponse), ("data: {\"output\":\"x\",\"partial\":true}\n\n", .invalidResponse),
        ("data: {\"output\":\"\",\"error\":\"no credit\"}\n\n", .unavailable),
        ("data: {\"error\":{\"message\":\"slow\",\"code\":429}}\n\n", .rateLimited),
        ("data: {\"detail\":[{\"type\":\"content_policy_violation\",\"msg\":\"no\"}]}\n\n", .contentPolicy),
        ("data: nonsense\n\n", .invalidResponse),
    ]) func `an answer that did not come to its end is an error`(_ body: String, _ kind: EaselError.Kind) async throws {
        let bench = try Bench("fal", CannedTransport(.events(body)))
        let error = await failure { () async throws(EaselError) in
            try await bench.write(TextRequest(model: "openrouter/router#a/b", prompt: "p"))
        }
        #expect(error?.kind == kind && error?.provider == "fal")
    }

    @Test func `a conversation is messages at the router's OpenAI path`() async throws {
        let request = TextRequest(
            model: "openrouter/router#a/b", prompt: "p", conversation: [.init(speaker: .user, text: "q")])
        let bench = try Bench("fal", CannedTransport(.json("{}")))
        let preview = try #require(try await bench.provider.services.text?.preview(request))
        #expect(preview.url == "https://fal.run/openrouter/router/openai/v1/chat/completions")
        let body = try #require(preview.body.flatMap(JSONText.decode))
        #expect(body["model"] == "a/b" && body["messages"]?["1"]?["content"] == "p")
    }
}
