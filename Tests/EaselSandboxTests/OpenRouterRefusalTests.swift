import Foundation
import Testing

struct OpenRouterRefusalTests {
    struct Wrong: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let body: String
        let status: Int
        let message: String
    }

    private static let hello = #""messages":[{"role":"user","content":"hello"}]"#

    private static let wrongBodies = [
        Wrong(testDescription: "not JSON", body: "{bad", status: 400, message: "Invalid JSON body"),
        Wrong(testDescription: "no object", body: "[]", status: 400, message: "expected object, received array"),
        Wrong(
            testDescription: "no messages", body: "{}", status: 400, message: "messages: Invalid input: expected array"),
        Wrong(
            testDescription: "empty messages", body: #"{"messages":[]}"#, status: 400, message: "messages: Too small"),
        Wrong(
            testDescription: "messages of the wrong type", body: #"{"messages":"hi"}"#, status: 400,
            message: "messages: Invalid input: expected array, received string"),
        Wrong(
            testDescription: "unknown role", body: #"{"messages":[{"role":"robot","content":"x"}]}"#, status: 400,
            message: "messages.0.role: Invalid option"),
        Wrong(
            testDescription: "unknown model", body: #"{"model":"acme/fake-1.0",\#(hello)}"#, status: 400,
            message: "acme/fake-1.0 is not a valid model ID"),
        Wrong(
            testDescription: "temperature too high", body: #"{"temperature":2.5,\#(hello)}"#, status: 400,
            message: "temperature: Too big: expected number to be <=2"),
        Wrong(
            testDescription: "temperature as text", body: #"{"temperature":"1",\#(hello)}"#, status: 400,
            message: "temperature: Invalid input: expected number, received string"),
        Wrong(
            testDescription: "max_tokens as text", body: #"{"max_tokens":"10",\#(hello)}"#, status: 400,
            message: "max_tokens: Invalid input: expected number, received string"),
        Wrong(
            testDescription: "stream as text", body: #"{"stream":"true",\#(hello)}"#, status: 400,
            message: "stream: Invalid input: expected boolean, received string"),
        Wrong(
            testDescription: "five stops", body: #"{"stop":["1","2","3","4","5"],\#(hello)}"#, status: 400,
            message: "stop: Invalid input"),
        Wrong(
            testDescription: "unknown modality", body: #"{"modalities":["smell"],\#(hello)}"#, status: 400,
            message: "modalities.0"),
        Wrong(
            testDescription: "image_url as text",
            body: #"{"messages":[{"role":"user","content":[{"type":"image_url","image_url":"https://a/b.png"}]}]}"#,
            status: 400, message: "messages.0.content.0.image_url: Invalid input: expected object, received string"),
        Wrong(
            testDescription: "a data URL that is no picture",
            body:
                #"{"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,aGVsbG8gd29ybGQhISE="}}]}]}"#,
            status: 400, message: "messages.0.content.0.image_url.url: The image could not be decoded"),
        Wrong(
            testDescription: "pictures from a text model",
            body: #"{"model":"openai/gpt-4o-mini","modalities":["image"],\#(hello)}"#,
            status: 404, message: "No endpoints found"),
        Wrong(
            testDescription: "text from an image model", body: #"{"model":"openai/gpt-image-2",\#(hello)}"#,
            status: 404,
            message: "No endpoints found"),
        Wrong(
            testDescription: "moderated", body: #"{"messages":[{"role":"user","content":"forbidden-content"}]}"#,
            status: 403,
            message: "Input was flagged by moderation"),
    ]

    @Test(arguments: wrongBodies)
    func `a wrong chat body gets its error`(_ wrong: Wrong) async throws {
        try await withSandbox { sandbox in
            let reply = try await sandbox.post("/openrouter/chat/completions", SandboxClient.bearer, wrong.body)
            #expect(reply.status == wrong.status)
            #expect(reply.int("error.code") == wrong.status)
            #expect(reply.string("error.message")?.contains(wrong.message) == true, "\(reply.text)")
        }
    }

    @Test(arguments: [
        ([:], "Missing Authentication header"),
        (["Authorization": "Key 1234:secret"], "No cookie auth credentials found"),
        (["Authorization": "Bearer "], "No cookie auth credentials found"),
        (["Authorization": "Bearer sk-invalid"], "User not found."),
    ])
    func `a missing or wrong credential is a 401`(_ headers: [String: String], message: String) async throws {
        try await withSandbox { sandbox in
            for path in ["/openrouter/chat/completions", "/openrouter/images"] {
                let reply = try await sandbox.post(path, headers, "{}")
                #expect(reply.status == 401)
                #expect(reply.string("error.message") == message)
                #expect(reply.json("user_id") == nil)
            }
        }
    }

    @Test func `moderation quotes at most a hundred characters`() async throws {
        try await withSandbox { sandbox in
            let prompt = "forbidden-content " + String(repeating: "word ", count: 80)
            let reply = try await sandbox.post(
                "/openrouter/chat/completions", SandboxClient.bearer,
                #"{"messages":[{"role":"user","content":"\#(prompt)"}]}"#)
            let quoted = try reply.required("error.metadata.flagged_input")
            #expect(quoted.count <= 100)
            #expect(quoted.contains("…"))
            #expect(reply.string("error.metadata.model_slug") == "openai/gpt-5.5")
        }
    }

    @Test func `a balance of nothing is a 402 and too long a prompt a 400`() async throws {
        try await withSandbox { sandbox in
            let broke = try await sandbox.post(
                "/openrouter/chat/completions", ["Authorization": "Bearer nocredit"], "{\(Self.hello)}")
            #expect(broke.status == 402)
            #expect(broke.string("error.metadata.error_type") == "payment_required")
            let long = String(repeating: "word ", count: 9000)
            let reply = try await sandbox.post(
                "/openrouter/chat/completions", SandboxClient.bearer,
                #"{"model":"meta-llama/llama-3.3-70b-instruct","messages":[{"role":"user","content":"\#(long)"}]}"#)
            #expect(reply.status == 400)
            #expect(reply.string("error.metadata.error_type") == "context_length_exceeded")
        }
    }

    @Test func `an unknown route has the envelope too`() async throws {
        try await withSandbox { sandbox in
            let reply = try await sandbox.post("/openrouter/v1/chat/completions", SandboxClient.bearer, "{}")
            #expect(reply.status == 404)
            #expect(reply.int("error.code") == 404)
        }
    }
}
