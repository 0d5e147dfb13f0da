import AsyncHTTPClient
import EaselSandbox
import Foundation
import NIOCore
import Testing

struct FaultInjectionTests {
    private static let chat = "/openrouter/chat/completions"
    private static let hello = #"{"model":"openai/gpt-4o-mini","messages":[{"role":"user","content":"hello"}]}"#
    private static let streamed =
        #"{"model":"openai/gpt-4o-mini","stream":true,"messages":[{"role":"user","content":"hello"}]}"#

    private func chat(_ sandbox: SandboxClient, _ body: String = hello) async throws -> TestReply {
        try await sandbox.post(Self.chat, SandboxClient.bearer, body)
    }

    @Test func `an OpenRouter 429 has the rate headers and mirrors them in the body`() async throws {
        try await withSandbox(faults: ["openrouter:429:times=1"]) { sandbox in
            let before = Date().timeIntervalSince1970 * 1000
            let limited = try await chat(sandbox)
            #expect(limited.status == 429)
            let reset = try #require(limited.header("X-RateLimit-Reset").flatMap(Double.init))
            #expect(reset > before && reset < before + 600_000, "epoch milliseconds, in the future")
            #expect(limited.header("Retry-After") == "2")
            #expect(limited.string("error.metadata.headers.X-RateLimit-Reset") == limited.header("X-RateLimit-Reset"))
            #expect(try await chat(sandbox).status == 200)
        }
    }

    @Test func `a fal 429 asks for a retry in its own header`() async throws {
        try await withSandbox(faults: ["fal:429:path=/fal-run/"]) { sandbox in
            let limited = try await sandbox.post("/fal-run/fal-ai/flux/dev", SandboxClient.key, #"{"prompt":"x"}"#)
            #expect(limited.status == 429)
            #expect(limited.header("X-Fal-needs-retry") == "1")
            #expect(limited.string("error_type") == "concurrent_requests_limit")
            #expect(limited.header("Retry-After") == nil)
            let queued = try await sandbox.post("/fal-queue/fal-ai/flux/dev", SandboxClient.key, #"{"prompt":"x"}"#)
            #expect(queued.status == 200)
        }
    }

    @Test(arguments: [400, 401, 402, 403, 404, 408, 413, 422, 500, 502, 503, 524, 529])
    func `every OpenRouter status comes in its envelope`(status: Int) async throws {
        try await withSandbox(faults: ["openrouter:\(status)"]) { sandbox in
            let reply = try await chat(sandbox)
            #expect(reply.status == status)
            #expect(reply.int("error.code") == status)
            #expect(reply.string("error.message")?.isEmpty == false)
        }
    }

    @Test func `fal and local servers fail in their own words`() async throws {
        try await withSandbox(faults: ["fal:503", "local:503"]) { sandbox in
            let fal = try await sandbox.post("/fal-queue/fal-ai/flux/dev", SandboxClient.key, "{}")
            #expect(fal.string("error_type") == "runner_scheduling_failure")
            #expect(fal.header("X-Fal-Error-Type") == "runner_scheduling_failure")
            let platform = try await sandbox.get("/fal-api/v1/models")
            #expect(platform.string("error.type") == "server_error")
            let ollama = try await sandbox.get("/local/models")
            #expect(ollama.string("error.type") == "api_error")
            let llama = try await sandbox.get("/local-llamacpp/models")
            #expect(llama.string("error.message") == "Loading model")
            #expect(llama.int("error.code") == 503)
        }
    }

    @Test func `after lets requests pass first and the report counts the strikes`() async throws {
        try await withSandbox(faults: ["openrouter:500:after=1:times=1"]) { sandbox in
            var statuses: [Int] = []
            for _ in 0..<3 { statuses.append(try await chat(sandbox).status) }
            #expect(statuses == [200, 500, 200])
            let report = try await sandbox.get("/_sandbox/faults")
            #expect(report.int("0.struck") == 1)
        }
    }

    @Test func `a method and a path limit a fault`() async throws {
        try await withSandbox(faults: ["openrouter:500:method=POST:path=/chat/"]) { sandbox in
            let posted = try await chat(sandbox)
            #expect(posted.status == 500)
            #expect(try await sandbox.get("/openrouter/models").status == 200)
        }
    }

    @Test func `a disconnect closes the connection after so many events`() async throws {
        try await withSandbox(faults: ["openrouter:disconnect-after=3"]) { sandbox in
            let response = try await sandbox.open("POST", Self.chat, SandboxClient.bearer, Data(Self.streamed.utf8))
            var received = Data()
            do {
                for try await chunk in response.body { received += chunk.readableBytesView }
                Issue.record("the body ended properly")
            } catch {}
            let events = String(decoding: received, as: UTF8.self).components(separatedBy: "data: ").count - 1
            #expect(events == 3)
            let journal = try await sandbox.poll("/_sandbox/requests") { $0.string("0.outcome") != "open" }
            #expect(journal.string("0.outcome") == "faulted")
        }
    }

    @Test func `a disconnect without events answers nothing`() async throws {
        try await withSandbox(faults: ["openrouter:disconnect"]) { sandbox in
            await #expect(throws: (any Error).self) { try await chat(sandbox) }
        }
    }

    @Test func `a plain body is cut half-way by a disconnect`() async throws {
        try await withSandbox(faults: ["openrouter:disconnect-after=0"]) { sandbox in
            await #expect(throws: (any Error).self) { try await chat(sandbox) }
        }
    }

    @Test func `a malformed body is a 200 that is no JSON`() async throws {
        try await withSandbox(faults: ["fal:malformed", "openrouter:malformed-after=2"]) { sandbox in
            let submitted = try await sandbox.post("/fal-queue/fal-ai/flux/dev", SandboxClient.key, #"{"prompt":"x"}"#)
            #expect(submitted.status == 200)
            #expect(submitted.json() == nil)
            let stream = try await chat(sandbox, Self.streamed)
            #expect(stream.events.count == 3)
            #expect(stream.jsonEvents.last?.json() == nil)
            #expect(!stream.events.contains("[DONE]"))
        }
    }

    @Test func `an error in mid-stream is the last event of a 200`() async throws {
        try await withSandbox(faults: ["openrouter:error-after=4"]) { sandbox in
            let reply = try await chat(sandbox, Self.streamed)
            #expect(reply.status == 200)
            #expect(reply.events.count == 5)
            #expect(reply.jsonEvents.last?.int("error.code") == 502)
            #expect(reply.jsonEvents.last?.string("choices.0.finish_reason") == "error")
        }
    }

    @Test func `an error can hide inside a 200 body`() async throws {
        try await withSandbox(faults: ["openrouter:error-in-200"]) { sandbox in
            let reply = try await chat(sandbox)
            #expect(reply.status == 200)
            #expect(reply.int("error.code") == 429)
            #expect(reply.json("choices") == nil)
        }
    }

    @Test func `an ingress page is HTML without fal's request id`() async throws {
        try await withSandbox(faults: ["fal:html=504"]) { sandbox in
            let reply = try await sandbox.post("/fal-queue/fal-ai/flux/dev", SandboxClient.key, "{}")
            #expect(reply.status == 504)
            #expect(reply.header("Content-Type") == "text/html")
            #expect(reply.text.contains("nginx"))
            #expect(reply.header("x-fal-request-id") == nil)
        }
    }

    @Test func `latency waits and then answers as usual`() async throws {
        try await withSandbox(faults: ["openrouter:latency=20ms", "openrouter:latency=10ms"]) { sandbox in
            let reply = try await chat(sandbox)
            #expect(reply.status == 200)
            let report = try await sandbox.get("/_sandbox/faults")
            #expect(report.int("0.struck") == 1)
            #expect(report.int("1.struck") == 1)
        }
    }

    @Test func `a stalled stream goes silent until the client leaves`() async throws {
        try await withSandbox(faults: ["openrouter:stall-after=2"]) { sandbox in
            let reading = Task { try await chat(sandbox, Self.streamed) }
            let journal = try await sandbox.poll("/_sandbox/requests") { $0.int("0.status") == 200 }
            #expect(journal.string("0.outcome") == "open")
            reading.cancel()
            await #expect(throws: (any Error).self) { try await reading.value }
        }
    }

    @Test func `faults are replaced while the server runs, and a wrong one changes nothing`() async throws {
        try await withSandbox { sandbox in
            try await sandbox.setFaults("openrouter:503")
            #expect(try await chat(sandbox).status == 503)
            let wrong = try await sandbox.post("/_sandbox/faults", [:], #"["nobody:503"]"#)
            #expect(wrong.status == 400)
            #expect(wrong.string("error")?.contains("unknown service \"nobody\"") == true)
            #expect(try await chat(sandbox).status == 503)
            try await sandbox.setFaults()
            #expect(try await chat(sandbox).status == 200)
        }
    }
}
