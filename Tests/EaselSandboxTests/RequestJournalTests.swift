import EaselSandbox
import Foundation
import Testing

struct RequestJournalTests {
    @Test func `a request is kept with its query, body and status`() async throws {
        try await withSandbox { sandbox in
            _ = try await sandbox.post(
                "/fal-queue/fal-ai/flux/dev?fal_max_queue_length=5", SandboxClient.key, #"{"prompt":"a fox"}"#)
            let journal = try await sandbox.get("/_sandbox/requests")
            #expect(journal.list("").count == 1)
            #expect(journal.string("0.method") == "POST")
            #expect(journal.string("0.path") == "/fal-queue/fal-ai/flux/dev?fal_max_queue_length=5")
            #expect(journal.string("0.body") == #"{"prompt":"a fox"}"#)
            #expect(journal.int("0.status") == 200)
            #expect(journal.string("0.service") == "fal")
        }
    }

    @Test func `a credential is kept as scheme and length only`() async throws {
        try await withSandbox { sandbox in
            _ = try await sandbox.get("/openrouter/key", ["Authorization": "Bearer sk-or-v1-very-secret"])
            let journal = try await sandbox.get("/_sandbox/requests")
            #expect(journal.string("0.headers.authorization") == "Bearer (20 characters)")
            #expect(!journal.text.contains("very-secret"))
        }
    }

    @Test func `entries can be filtered by path and cleared`() async throws {
        try await withSandbox { sandbox in
            _ = try await sandbox.get("/openrouter/models")
            _ = try await sandbox.get("/fal-api/v1/models")
            #expect(try await sandbox.get("/_sandbox/requests?path=fal-api").list("").count == 1)
            _ = try await sandbox.send("DELETE", "/_sandbox/requests", [:], nil)
            #expect(try await sandbox.get("/_sandbox/requests").list("").isEmpty)
        }
    }

    @Test func `a large body is kept as size and digest`() async throws {
        try await withSandbox { sandbox in
            let prompt = String(repeating: "a", count: 70_000)
            _ = try await sandbox.post("/fal-queue/fal-ai/flux/dev", SandboxClient.key, #"{"prompt":"\#(prompt)"}"#)
            let journal = try await sandbox.get("/_sandbox/requests")
            #expect(journal.isNull("0.body"))
            #expect(journal.int("0.body_bytes") == 70_013)
            #expect(journal.string("0.body_hash")?.isEmpty == false)
        }
    }

    @Test func `a field that the provider would ignore is noted`() async throws {
        try await withSandbox { sandbox in
            _ = try await sandbox.post(
                "/fal-queue/fal-ai/flux/dev", SandboxClient.key, #"{"prompt":"x","aspectRatio":"1:1"}"#)
            let journal = try await sandbox.get("/_sandbox/requests")
            #expect(journal.list("0.notes") as? [String] == ["unknown field aspectRatio ignored"])
        }
    }

    @Test func `a client that leaves a stream is seen leaving`() async throws {
        try await withSandbox(pace: .real) { sandbox in
            // The answer quotes the prompt, so it takes minutes to stream.
            let prompt = (0..<3000).map { "word\($0)" }.joined(separator: " ")
            let body =
                #"{"model":"openai/gpt-4o-mini","stream":true,"messages":[{"role":"user","content":"\#(prompt)"}]}"#
            let reading = Task {
                try await sandbox.send("POST", "/openrouter/chat/completions", SandboxClient.bearer, Data(body.utf8))
            }
            _ = try await sandbox.poll("/_sandbox/requests") { $0.int("0.status") == 200 }
            reading.cancel()
            _ = await reading.result
            let journal = try await sandbox.poll("/_sandbox/requests") { $0.string("0.outcome") != "open" }
            #expect(journal.string("0.outcome") == "clientClosed")
        }
    }
}
