import Foundation
import Testing

/// Speech, and sound through a chat.
struct OpenRouterSoundTests {
    private func speak(
        _ sandbox: SandboxClient, _ fields: String, model: String = "fish-audio/s2.1-pro"
    ) async throws -> TestReply {
        try await sandbox.post(
            "/openrouter/audio/speech", SandboxClient.bearer, #"{"model":"\#(model)","input":"Hello."\#(fields)}"#)
    }

    @Test func `samples are the default, with their rate in the header and their cost elsewhere`() async throws {
        try await withSandbox { sandbox in
            let reply = try await speak(sandbox, "")
            #expect(reply.header("Content-Type") == "audio/pcm;rate=44100;channels=1" && reply.bytes.count > 10_000)
            let id = try #require(reply.header("X-Generation-Id"))
            let bill = try await sandbox.get("/openrouter/generation?id=\(id)", SandboxClient.bearer)
            #expect(bill.string("data.api_type") == "tts" && (bill.double("data.total_cost") ?? 0) > 0)
        }
    }

    @Test func `mp3 is mp3, and a faster voice is done sooner`() async throws {
        try await withSandbox { sandbox in
            let reply = try await speak(sandbox, #","response_format":"mp3""#)
            #expect(reply.header("Content-Type") == "audio/mpeg" && reply.bytes.first == 0xFF)
            let slow = try await speak(sandbox, #","speed":0.5"#)
            let fast = try await speak(sandbox, #","speed":2"#)
            #expect(fast.bytes.count < slow.bytes.count)
        }
    }

    @Test(arguments: [
        (#","response_format":"wav""#, "fish-audio/s2.1-pro", "response_format: Invalid option"),
        (#","response_format":"mp3""#, "google/gemini-3.8-flash-tts", "response_format: mp3 is not supported"),
        (#","voice":"Nobody""#, "google/gemini-3.8-flash-tts", "voice: Nobody is not supported"),
        ("", "openai/gpt-4o-mini-tts-2025-12-15", "voice: Invalid input"),
        (#","speed":9"#, "fish-audio/s2.1-pro", "speed: Too big"),
        (#","input_references":[]"#, "microsoft/mai-voice-2", "voice cloning is not supported"),
        (#","input_references":[]"#, "fish-audio/s2.1-pro", "expected 1 to 3 audio clips"),
    ]) func `a wrong parameter is a 400 that names it`(_ fields: String, _ model: String, _ message: String)
        async throws
    {
        try await withSandbox { sandbox in
            let reply = try await speak(sandbox, fields, model: model)
            #expect(reply.status == 400 && reply.string("error.message")?.contains(message) == true, "\(reply.text)")
        }
    }

    @Test func `several speakers take turns where the model has them`() async throws {
        try await withSandbox { sandbox in
            let turns = #"[{"text":"Hello.","voice":"Kore"},{"text":"Hi."}]"#
            for (model, status) in [("google/gemini-3.8-flash-tts", 200), ("microsoft/mai-voice-2", 400)] {
                let reply = try await sandbox.post(
                    "/openrouter/audio/speech", SandboxClient.bearer, #"{"model":"\#(model)","input":\#(turns)}"#)
                #expect(reply.status == status)
            }
        }
    }

    private func sing(_ sandbox: SandboxClient, _ fields: String, model: String = "openai/gpt-audio") async throws
        -> TestReply
    {
        try await sandbox.post(
            "/openrouter/chat/completions", SandboxClient.bearer,
            #"{"model":"\#(model)","messages":[{"role":"user","content":"sing"}],"modalities":["text","audio"]\#(fields)}"#
        )
    }

    @Test func `sound comes in pieces of base64 that end anywhere`() async throws {
        try await withSandbox { sandbox in
            let reply = try await sing(sandbox, #","stream":true,"audio":{"voice":"alloy","format":"wav"}"#)
            let pieces = reply.jsonEvents.compactMap { $0.string("choices.0.delta.audio.data") }
            #expect(pieces.count > 2 && pieces.contains { $0.count % 4 != 0 })
            let file = try #require(Data(base64Encoded: pieces.joined()))
            #expect(file.starts(with: Data("RIFF".utf8)))
            #expect(reply.jsonEvents.contains { $0.string("choices.0.delta.audio.transcript") != nil })
            #expect((reply.jsonEvents.last?.double("usage.cost") ?? 0) > 0)
        }
    }

    @Test(arguments: [
        (#","audio":{"voice":"alloy","format":"wav"}"#, "openai/gpt-audio", 400, "stream: true"),
        (#","stream":true"#, "openai/gpt-audio", 400, "audio: Invalid input"),
        (#","stream":true,"audio":{"format":"wav"}"#, "openai/gpt-audio", 400, "audio.voice: Invalid input"),
        (
            #","stream":true,"audio":{"voice":"alloy","format":"aac"}"#, "openai/gpt-audio", 400,
            "audio.format: Invalid option"
        ),
        (#","stream":true,"audio":{"format":"wav"}"#, "openai/gpt-4o-mini", 404, "No endpoints found"),
    ]) func `what sound needs is asked for`(_ fields: String, _ model: String, _ status: Int, _ message: String)
        async throws
    {
        try await withSandbox { sandbox in
            let reply = try await sing(sandbox, fields, model: model)
            #expect(reply.status == status && reply.string("error.message")?.contains(message) == true, "\(reply.text)")
        }
    }

    @Test func `a painter may decline in words, or be stopped`() async throws {
        try await withSandbox { sandbox in
            for (prompt, finish) in [("declined-in-words", "stop"), ("filtered-output", "content_filter")] {
                let reply = try await sandbox.post(
                    "/openrouter/chat/completions", SandboxClient.bearer,
                    #"{"model":"openai/gpt-5-image","messages":[{"role":"user","content":"\#(prompt)"}],"modalities":["image","text"]}"#
                )
                #expect(reply.status == 200 && reply.string("choices.0.finish_reason") == finish)
                #expect(reply.json("choices.0.message.images") == nil)
            }
        }
    }
}
