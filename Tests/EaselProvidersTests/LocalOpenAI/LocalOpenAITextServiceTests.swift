import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Synchronization
import Testing

struct LocalOpenAITextServiceTests {
    /// Servers by port; everything else refuses.
    private func network(_ servers: [Int: (models: CannedTransport.Reply, chat: CannedTransport.Reply)])
        -> CannedTransport
    {
        CannedTransport { (call) throws(EaselError) in
            guard let server = servers[call.url.port ?? 0] else { throw EaselError(.unavailable, "connection refused") }
            return call.method == .get ? server.models : server.chat
        }
    }

    private func recorded(_ name: String) throws -> CannedTransport.Reply {
        let text = try RecordedFixture.text(name)
        return name.hasSuffix(".json") ? .json(text) : .events(text)
    }

    private let hello = TextRequest(model: "llama3.2:latest", prompt: "hi")

    @Test func `the first server of the usual ports is found, once`() async throws {
        let llama = (
            models: try recorded("local-models-llamacpp.json"), chat: try recorded("local-llamacpp-stream.txt")
        )
        let bench = try Bench("local", network([8080: llama, 8000: llama]), credential: nil)
        _ = try await bench.write(hello)
        _ = try await bench.write(hello)
        let calls = bench.transport.calls
        #expect(Set(calls.filter { $0.method == .get }.compactMap(\.url.port)) == [11434, 8080, 9931, 1234, 8000])
        #expect(calls.filter { $0.method == .get }.count == 5)
        #expect(
            calls.filter { $0.method == .post }.map(\.url.absoluteString)
                == Array(repeating: "http://127.0.0.1:8080/v1/chat/completions", count: 2))
    }

    @Test func `a configured address is the only one that is looked at`() async throws {
        let ollama = (models: try recorded("local-models-ollama.json"), chat: try recorded("local-ollama-stream.txt"))
        let bench = try Bench(
            "local", network([9999: ollama, 8080: ollama]), configured: ["api": "http://127.0.0.1:9999/v1"])
        _ = try await bench.write(hello)
        #expect(Set(bench.transport.calls.compactMap(\.url.port)) == [9999])
        #expect(bench.transport.calls.allSatisfy { $0.headers["Authorization"] == "Bearer test-key-0123:secret-4567" })
    }

    @Test func `strangers on the usual ports are not shown the key`() async throws {
        let ollama = (models: try recorded("local-models-ollama.json"), chat: try recorded("local-ollama-stream.txt"))
        let bench = try Bench("local", network([11434: ollama]))
        _ = try await bench.write(hello)
        #expect(bench.transport.calls.filter { $0.method == .get }.allSatisfy { $0.headers["Authorization"] == nil })
        #expect(bench.transport.calls.last?.headers["Authorization"] != nil)
    }

    @Test func `without a key there is no authorization header`() async throws {
        let ollama = (models: try recorded("local-models-ollama.json"), chat: try recorded("local-ollama-stream.txt"))
        let bench = try Bench("local", network([11434: ollama]), credential: nil)
        let result = try await bench.write(hello)
        #expect(result.events == [.started(id: "chatcmpl-371", model: "llama3.2"), .delta("Hi")])
        #expect(result.completion.usage?.outputTokens == 2 && result.completion.usage?.costUSD == nil)
        #expect(bench.sent?["model"] == "llama3.2:latest" && bench.sent?["stream_options"]?["include_usage"] == true)
        #expect(bench.transport.calls.allSatisfy { $0.headers["Authorization"] == nil })
    }

    @Test func `llama cpp thinks under its own name and is cut by length`() async throws {
        let llama = (
            models: try recorded("local-models-llamacpp.json"), chat: try recorded("local-llamacpp-stream.txt")
        )
        let bench = try Bench("local", network([8080: llama]))
        let result = try await bench.write(
            TextRequest(model: "any", prompt: "hi", parameters: RequestParameters(values: [.maxOutputTokens: 8])))
        #expect(result.events.dropFirst() == [.reasoning("Short."), .delta("Hi")])
        #expect(result.completion == TextCompletion(finish: .length, usage: Usage(inputTokens: 12, outputTokens: 8)))
        #expect(bench.sent?["max_tokens"] == 8 && bench.sent?["model"] == "any")
    }

    @Test func `an error before done is an error`() async throws {
        let vllm = (
            models: CannedTransport.Reply.json(#"{"data":[{"id":"m","owned_by":"vllm"}]}"#),
            chat: try recorded("local-vllm-error-stream.txt")
        )
        let bench = try Bench("local", network([8000: vllm]))
        let error = await failure { () async throws(EaselError) in try await bench.write(hello) }
        #expect(error?.kind == .invalidRequest && error?.message.contains("EngineCore") == true)
    }

    @Test func `a stream of Ollama that just ends is told as such`() async throws {
        let half = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"},\"finish_reason\":null}]}\n\n"
        let bench = try Bench(
            "local", network([11434: (models: try recorded("local-models-ollama.json"), chat: .events(half))]))
        let error = await failure { () async throws(EaselError) in try await bench.write(hello) }
        #expect(error?.kind == .invalidResponse && error?.remedy.contains("Ollama") == true)
    }

    @Test func `no server anywhere names the places and the way out`() async throws {
        let bench = try Bench("local", network([:]))
        let error = await failure { () async throws(EaselError) in try await bench.write(hello) }
        #expect(
            error?.kind == .unavailable && error?.message.contains("11434") == true
                && error?.message.contains("9931") == true)
        #expect(error?.remedy.contains("ollama serve") == true && error?.mayHaveBeenAccepted == false)
    }

    @Test func `a server that went away is looked for again`() async throws {
        let flag = Flag()
        let models = try recorded("local-models-ollama.json")
        let chat = try recorded("local-ollama-stream.txt")
        let transport = CannedTransport { (call) throws(EaselError) in
            guard call.url.port == (flag.isSet ? 8080 : 11434) else {
                throw EaselError(.unavailable, "connection refused")
            }
            return call.method == .get ? models : chat
        }
        let bench = try Bench("local", transport)
        _ = try await bench.write(hello)
        flag.set()
        let error = await failure { () async throws(EaselError) in try await bench.write(hello) }
        #expect(error?.message.contains("11434") == true && error?.message.contains("8080") == false)
        _ = try await bench.write(hello)
        #expect(transport.calls.last?.url.port == 8080)
    }

    @Test func `a preview sends nothing and shows the server that was found`() async throws {
        let llama = (
            models: try recorded("local-models-llamacpp.json"), chat: try recorded("local-llamacpp-stream.txt")
        )
        let bench = try Bench("local", network([8080: llama]), credential: nil)
        let text = try #require(bench.provider.services.text)
        #expect(try await text.preview(hello).url == "http://127.0.0.1:11434/v1/chat/completions")
        #expect(bench.transport.calls.isEmpty)
        _ = try await bench.write(hello)
        let preview = try await text.preview(hello)
        #expect(preview.url == "http://127.0.0.1:8080/v1/chat/completions")
        #expect(!preview.headers.contains { $0.name == "Authorization" })
    }

    @Test func `a server without models says how to get one`() async throws {
        let empty = (
            models: CannedTransport.Reply.json(#"{"object":"list","data":null}"#),
            chat: CannedTransport.Reply.json("{}")
        )
        let bench = try Bench("local", network([11434: empty]))
        let error = await failure { () async throws(EaselError) in _ = try await bench.provider.models.listed(.text) }
        #expect(error?.kind == .modelNotFound && error?.remedy.contains("ollama pull") == true)
    }

    @Test(
        arguments: [
            (
                503, #"{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}"#,
                EaselError.Kind.unavailable, 2.0
            ),
            (
                404,
                #"{"error":{"message":"model \"x\" not found, try pulling it first","type":"not_found_error","param":null,"code":null}}"#,
                .modelNotFound, nil
            ),
            (401, #"{"error":"Unauthorized"}"#, .authentication, nil),
            (
                400, #"{"error":{"code":400,"message":"too long","type":"exceed_context_size_error","n_ctx":8192}}"#,
                .invalidRequest, nil
            ),
            (501, #"{"error":{"code":501,"message":"no","type":"not_supported_error"}}"#, .unsupported, nil),
            (429, #"{"error":{"message":"slow","type":"api_error","param":null,"code":null}}"#, .rateLimited, nil),
            (503, #"{"error":{"message":"server busy","type":"api_error"}}"#, .unavailable, 2),
            (429, #"{"error":{"message":"m","type":"insufficient_quota","code":"insufficient_quota"}}"#, .quota, nil),
            (200, #"{"error":{"message":"Compute error."},"message":"Compute error."}"#, .unavailable, nil),
            (200, #"{"error":"Unexpected endpoint or method."}"#, .unavailable, nil),
        ] as [(Int, String, EaselError.Kind, Double?)]) func `each server's way to fail is understood`(
            _ status: Int, _ body: String, _ kind: EaselError.Kind, _ wait: Double?
        ) async throws
    {
        let bench = try Bench(
            "local",
            network([11434: (models: try recorded("local-models-ollama.json"), chat: .json(body, status: status))]))
        let error = await failure { () async throws(EaselError) in try await bench.write(hello) }
        #expect(error?.kind == kind && error?.retryAfterSeconds == wait)
    }

    @Test func `a service that counts says in its headers when to come back`() async throws {
        let body = #"{"error":{"message":"m","type":"tokens","code":"rate_limit_exceeded"}}"#
        let reply = CannedTransport.Reply.json(
            body, status: 429,
            headers: [
                "x-ratelimit-remaining-requests": "9", "x-ratelimit-reset-requests": "1s",
                "x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "6m0s",
            ])
        let bench = try Bench(
            "local", network([11434: (models: try recorded("local-models-ollama.json"), chat: reply)]))
        let error = await failure { () async throws(EaselError) in try await bench.write(hello) }
        #expect(error?.kind == .rateLimited && error?.retryAfterSeconds == 360)
    }

    @Test func `a server that is loading its model is a server`() async throws {
        let loading = CannedTransport.Reply.json(
            #"{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}"#, status: 503)
        let bench = try Bench("local", network([8080: (models: loading, chat: loading)]))
        let error = await failure { () async throws(EaselError) in
            try await bench.write(TextRequest(model: "m", prompt: "x"))
        }
        #expect(error?.httpStatus == 503 && error?.retryAfterSeconds == 2)
    }

    @Test func `the live list becomes cards with what the server tells`() async throws {
        let bench = try Bench(
            "local", network([8080: (models: try recorded("local-models-llamacpp.json"), chat: .json("{}"))]))
        let card = try #require(try await bench.provider.models.listed(.text).first)
        #expect(
            card.model == "gpt-oss-20b" && card.limits.contextTokens == 131_072 && card.inputs.isEmpty
                && card.origin == .listed)
        #expect(try await bench.provider.models.listed(.image).isEmpty)
    }
}

private final class Flag: Sendable {
    private let state = Mutex(false)
    var isSet: Bool { state.withLock { $0 } }
    func set() { state.withLock { $0 = true } }
}
