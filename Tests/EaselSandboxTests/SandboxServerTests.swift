import AsyncHTTPClient
import EaselSandbox
import Foundation
import NIOHTTP1
import Testing

struct SandboxServerTests {
    @Test func `a running server reports itself healthy`() async throws {
        try await withSandbox { sandbox in
            let reply = try await sandbox.get("/_sandbox/health")
            #expect(reply.status == 200)
            #expect(reply.string("status") == "ok")
            #expect(
                reply.list("services") as? [String] == [
                    "openrouter", "fal", "google", "replicate", "huggingface", "local",
                ])
        }
    }

    @Test func `an unknown prefix is told what the sandbox serves`() async throws {
        try await withSandbox { sandbox in
            let reply = try await sandbox.get("/nope/models")
            #expect(reply.status == 404)
            #expect(reply.text.contains("/openrouter"))
            #expect(reply.text.contains("/fal-queue"))
        }
    }

    @Test(arguments: ["0.0.0.0", "192.168.1.10", "example.com", "127.evil"])
    func `it refuses to listen outside loopback`(host: String) async {
        await #expect(throws: SandboxError.notLoopback(host: host)) {
            try await SandboxServer(configuration: SandboxConfiguration(host: host)).run { _ in }
        }
    }

    @Test func `a port in use is a clear error`() async throws {
        try await withSandbox { sandbox in
            let error = await #expect(throws: SandboxError.self) {
                try await SandboxServer(configuration: SandboxConfiguration(port: sandbox.port)).run { _ in }
            }
            #expect(error?.description.contains("cannot listen on 127.0.0.1:\(sandbox.port)") == true)
        }
    }

    @Test func `cancelling the task stops the server, even in the middle of a stream`() async throws {
        let (ports, announce) = AsyncStream.makeStream(of: Int.self)
        let server = Task {
            try await SandboxServer(configuration: SandboxConfiguration(pace: .real)).run { announce.yield($0) }
        }
        let port = try #require(await ports.first { _ in true })
        let client = SandboxClient(port: port)
        let body = #"{"model":"openai/gpt-4o-mini","stream":true,"messages":[{"role":"user","content":"hello"}]}"#
        let response = try await client.open(
            "POST", "/openrouter/chat/completions", SandboxClient.bearer, Data(body.utf8))
        #expect(response.status.code == 200)
        server.cancel()
        try await server.value
        do {
            for try await _ in response.body {}
            Issue.record("the body ended properly")
        } catch {}
    }

    @Test func `two servers run side by side`() async throws {
        try await withSandbox { first in
            try await withSandbox { second in
                #expect(first.port != second.port)
                _ = try await first.get("/openrouter/models")
                let journal = try await second.get("/_sandbox/requests")
                #expect(journal.list("").isEmpty)
            }
        }
    }
}
