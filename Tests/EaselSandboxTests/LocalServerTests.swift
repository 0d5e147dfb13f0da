import Foundation
import Testing

struct LocalServerTests {
    private func chat(_ sandbox: SandboxClient, _ prefix: String, model: String, _ extra: String = "") async throws
        -> TestReply
    {
        try await sandbox.post(
            "/\(prefix)/chat/completions", [:],
            #"{"model":"\#(model)","messages":[{"role":"user","content":"hello there"}]\#(extra)}"#)
    }

    private static let servers = [
        ("local", "llama3.2"), ("local-llamacpp", "anything"), ("local-vllm", "Qwen/Qwen3-8B"),
    ]

    @Test(arguments: servers)
    func `a chat needs no key and ignores one`(_ prefix: String, model: String) async throws {
        try await withSandbox { sandbox in
            let reply = try await chat(sandbox, prefix, model: model)
            #expect(reply.status == 200)
            #expect(reply.string("choices.0.message.content")?.contains("sandbox") == true)
            #expect(reply.string("object") == "chat.completion")
            let keyed = try await sandbox.get("/\(prefix)/models", ["Authorization": "Bearer whatever"])
            #expect(keyed.status == 200)
        }
    }

    @Test func `each server lists its models its own way`() async throws {
        try await withSandbox { sandbox in
            let ollama = try await sandbox.get("/local/models")
            #expect(ollama.list("data").count == 3)
            #expect(ollama.string("data.0.owned_by") == "library")
            #expect(try await sandbox.get("/local-empty/models").isNull("data"))
            let llama = try await sandbox.get("/local-llamacpp/models")
            #expect(llama.string("data.0.owned_by") == "llamacpp")
            #expect(llama.int("data.0.meta.n_ctx_train") == 131_072)
            let vllm = try await sandbox.get("/local-vllm/models")
            #expect(vllm.int("data.0.max_model_len") == 32_768)
            #expect(vllm.isNull("data.0.parent"))
            #expect(try await sandbox.get("/local/v1/models").status == 200)
        }
    }

    @Test func `Ollama thinks under reasoning and sends usage only when asked`() async throws {
        try await withSandbox { sandbox in
            let plain = try await chat(sandbox, "local", model: "qwen3:8b", #","stream":true"#)
            #expect(plain.jsonEvents.contains { $0.string("choices.0.delta.reasoning")?.isEmpty == false })
            #expect(!plain.jsonEvents.contains { $0.json("usage") != nil })
            #expect(plain.jsonEvents.allSatisfy { $0.string("system_fingerprint") == "fp_ollama" })
            let asked = try await chat(
                sandbox, "local", model: "llama3.2", #","stream":true,"stream_options":{"include_usage":true}"#)
            #expect(asked.jsonEvents.last?.list("choices").isEmpty == true)
            #expect((asked.jsonEvents.last?.int("usage.total_tokens") ?? 0) > 0)
            #expect(asked.events.last == "[DONE]")
        }
    }

    @Test func `llama cpp thinks under reasoning_content, opens with null and ends with timings`() async throws {
        try await withSandbox { sandbox in
            let reply = try await chat(sandbox, "local-llamacpp", model: "", #","stream":true"#)
            let events = reply.jsonEvents
            #expect(events.first?.isNull("choices.0.delta.content") == true)
            #expect(events.contains { $0.string("choices.0.delta.reasoning_content") != nil })
            #expect(events.last?.list("choices").isEmpty == true)
            #expect(events.last?.double("timings.predicted_per_second") == 83.3)
            #expect(!reply.comments.isEmpty)
        }
    }

    @Test func `vLLM finishes on the last delta with text`() async throws {
        try await withSandbox { sandbox in
            let reply = try await chat(sandbox, "local-vllm", model: "Qwen/Qwen3-8B", #","stream":true"#)
            let finishing = reply.jsonEvents.filter { $0.string("choices.0.finish_reason") != nil }
            #expect(finishing.count == 1)
            #expect(finishing.first?.string("choices.0.delta.content")?.isEmpty == false)
            #expect(!reply.jsonEvents.contains { $0.json("usage") != nil })
        }
    }

    @Test(arguments: servers)
    func `a token limit ends with length`(_ prefix: String, model: String) async throws {
        try await withSandbox { sandbox in
            let reply = try await chat(sandbox, prefix, model: model, #","stream":true,"max_tokens":3"#)
            let reasons = reply.jsonEvents.compactMap { $0.string("choices.0.finish_reason") }
            #expect(reasons == ["length"])
        }
    }

    @Test func `an unknown model is a 404 in the server's words`() async throws {
        try await withSandbox { sandbox in
            let ollama = try await chat(sandbox, "local", model: "nope")
            #expect(ollama.status == 404)
            #expect(ollama.string("error.message") == "model \"nope\" not found, try pulling it first")
            #expect(ollama.string("error.type") == "not_found_error")
            #expect(ollama.isNull("error.code"))
            let vllm = try await chat(sandbox, "local-vllm", model: "nope")
            #expect(vllm.status == 404)
            #expect(vllm.int("error.code") == 404)
            #expect(vllm.string("error.param") == "model")
            #expect(try await chat(sandbox, "local-empty", model: "llama3.2").status == 404)
        }
    }

    @Test(arguments: [
        ("local", "{bad", "invalid_request_error"), ("local", #"{"messages":[]}"#, "invalid_request_error"),
        ("local", #"{"model":"llama3.2","messages":[]}"#, "invalid_request_error"),
        (
            "local", #"{"model":"llama3.2","temperature":"hot","messages":[{"role":"user","content":"x"}]}"#,
            "invalid_request_error"
        ),
        ("local-llamacpp", #"{"messages":"hi"}"#, "invalid_request_error"),
        ("local-vllm", #"{"model":"Qwen/Qwen3-8B","messages":"hi"}"#, "BadRequestError"),
    ])
    func `a wrong body is a 400 in the server's shape`(_ prefix: String, body: String, type: String) async throws {
        try await withSandbox { sandbox in
            let reply = try await sandbox.post("/\(prefix)/chat/completions", [:], body)
            #expect(reply.status == 400)
            #expect(reply.string("error.type") == type)
        }
    }

    @Test func `Ollama takes a picture as text or object but never from afar`() async throws {
        try await withSandbox { sandbox in
            func ask(_ part: String) async throws -> TestReply {
                try await sandbox.post(
                    "/local/chat/completions", [:],
                    #"{"model":"llava","messages":[{"role":"user","content":[\#(part)]}]}"#)
            }
            let images = try await sandbox.post(
                "/openrouter/images", SandboxClient.bearer,
                #"{"model":"openai/gpt-image-2","prompt":"x","size":"64x32"}"#)
            let url = "data:image/png;base64,\(try images.required("data.0.b64_json"))"
            let asText = try await ask(#"{"type":"image_url","image_url":"\#(url)"}"#)
            #expect(asText.string("choices.0.message.content")?.contains("image/png 64x32") == true)
            #expect(try await ask(#"{"type":"image_url","image_url":{"url":"\#(url)"}}"#).status == 200)
            #expect(try await ask(#"{"type":"image_url","image_url":{"url":"https://a/b.png"}}"#).status == 400)
        }
    }

    @Test func `a model that is still loading is a 503 that says so`() async throws {
        try await withSandbox(faults: ["local:loading:times=1"]) { sandbox in
            let loading = try await chat(sandbox, "local-llamacpp", model: "")
            #expect(loading.status == 503)
            #expect(loading.string("error.type") == "unavailable_error")
            #expect(try await chat(sandbox, "local-llamacpp", model: "").status == 200)
        }
    }

    @Test func `mid-stream errors differ from server to server`() async throws {
        try await withSandbox(faults: ["local:error-after=2"]) { sandbox in
            let ollama = try await chat(sandbox, "local", model: "llama3.2", #","stream":true"#)
            #expect(ollama.events.count == 2, "Ollama just stops")
            let llama = try await chat(sandbox, "local-llamacpp", model: "", #","stream":true"#)
            #expect(llama.jsonEvents.last?.string("error.message") == "Compute error.")
            let vllm = try await chat(sandbox, "local-vllm", model: "Qwen/Qwen3-8B", #","stream":true"#)
            #expect(vllm.events.last == "[DONE]")
            #expect(vllm.jsonEvents.last?.string("error.type") == "InternalServerError")
        }
    }

    @Test func `probes answer as each server does`() async throws {
        try await withSandbox { sandbox in
            #expect(try await sandbox.get("/local/api/version").string("version") == "0.12.6")
            let show = try await sandbox.post("/local/api/show", [:], #"{"model":"llava"}"#)
            #expect(show.list("capabilities") as? [String] == ["completion", "vision"])
            #expect(try await sandbox.get("/local-llamacpp/health").string("status") == "ok")
            #expect(try await sandbox.get("/local-vllm/health").bytes.isEmpty)
            #expect(try await sandbox.get("/local-vllm/api/version").status == 404)
            #expect(try await sandbox.get("/local/nothing").status == 404)
        }
    }
}
