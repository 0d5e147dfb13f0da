import EaselSandbox
import Foundation
import Testing

/// What fal's sandbox says to music, speech, text and uploads.
struct FalSoundTests {
    private func result(_ sandbox: SandboxClient, _ endpoint: String, _ body: String) async throws -> TestReply {
        try await sandbox.post("/fal-run/\(endpoint)", SandboxClient.key, body)
    }

    @Test func `an object inside the input is checked field by field`() async throws {
        try await withSandbox { sandbox in
            let body = #"{"text":"Hi","voice_setting":{"speed":9}}"#
            let reply = try await result(sandbox, "fal-ai/minimax/speech-02-hd", body)
            #expect(reply.status == 422)
            #expect(reply.string("detail.0.type") == "less_than_equal")
            #expect(reply.string("detail.0.loc.1") == "voice_setting" && reply.string("detail.0.loc.2") == "speed")
        }
    }

    @Test func `speech is digits unless an address is asked for`() async throws {
        try await withSandbox { sandbox in
            let digits = try await result(sandbox, "fal-ai/minimax/speech-02-hd", #"{"text":"Hi"}"#)
            #expect(digits.string("audio")?.allSatisfy(\.isHexDigit) == true)
            let address = try await result(
                sandbox, "fal-ai/minimax/speech-02-hd", #"{"text":"Hi","output_format":"url"}"#)
            #expect(address.string("audio.url")?.hasSuffix("output.mp3") == true)
        }
    }

    @Test func `a recording that is none is refused`() async throws {
        try await withSandbox { sandbox in
            let body = #"{"text":"Hi","audio_url":"data:audio/wav;base64,AAAA"}"#
            let reply = try await result(sandbox, "fal-ai/chatterbox/text-to-speech", body)
            #expect(reply.status == 422 && reply.string("detail.0.type") == "unsupported_audio_format")
        }
    }

    @Test func `the router's stream grows and ends without DONE`() async throws {
        try await withSandbox { sandbox in
            let reply = try await sandbox.post(
                "/fal-run/openrouter/router/stream", SandboxClient.key, #"{"prompt":"sea","model":"a/b"}"#)
            let text = String(decoding: reply.chunks.reduce(Data(), +), as: UTF8.self)
            #expect(reply.status == 200 && !text.contains("[DONE]"))
            let events = text.components(separatedBy: "\n\n").filter { !$0.isEmpty }
            #expect(events.dropLast().allSatisfy { $0.contains("\"partial\":true") })
            #expect(events.last?.contains("\"partial\":false") == true)
        }
    }

    @Test func `an endpoint that does not write has no stream`() async throws {
        try await withSandbox { sandbox in
            let reply = try await sandbox.post(
                "/fal-run/fal-ai/flux/dev/stream", SandboxClient.key, #"{"prompt":"sea"}"#)
            #expect(reply.status == 404)
        }
    }

    @Test func `an upload in parts becomes one file`() async throws {
        try await withSandbox { sandbox in
            let announced = try await sandbox.post(
                "/fal-rest/storage/upload/initiate-multipart?storage_type=fal-cdn-v3", SandboxClient.key,
                #"{"content_type":"image/png","file_name":"a.png"}"#)
            let place = try #require(announced.string("upload_url"))
            let file = try #require(announced.string("file_url"))
            let halves = place.components(separatedBy: "?")
            var tags: [String] = []
            for (number, part) in [(1, "one "), (2, "two")] {
                let reply = try await sandbox.send(
                    "PUT", "\(halves[0])/\(number)?\(halves[1])", ["Content-Type": "image/png"], Data(part.utf8))
                tags.append(try #require(reply.string("etag")))
            }
            let list = tags.enumerated().map {
                #"{"partNumber":\#($0 + 1),"etag":"\#($1.replacing("\"", with: "\\\""))"}"#
            }
            let wrong = try await sandbox.post("\(halves[0])/complete?\(halves[1])", [:], #"{"parts":[]}"#)
            #expect(wrong.status == 400)
            let done = try await sandbox.post(
                "\(halves[0])/complete?\(halves[1])", [:], #"{"parts":[\#(list.joined(separator: ","))]}"#)
            #expect(done.status == 200)
            let whole = try await sandbox.get(file)
            #expect(String(decoding: whole.chunks.reduce(Data(), +), as: UTF8.self) == "one two")
        }
    }

    @Test func `the media host takes its own tokens and no key`() async throws {
        try await withSandbox { sandbox in
            let token = try await sandbox.post(
                "/fal-rest/storage/auth/token?storage_type=fal-cdn-v3", SandboxClient.key, "{}")
            let word = try #require(token.string("token"))
            let taken = try await sandbox.post(
                "/fal-media/files/upload", ["Authorization": "Bearer \(word)", "X-Fal-File-Name": "a.txt"], "hello")
            #expect(taken.status == 200 && taken.string("access_url")?.hasSuffix("a.txt") == true)
            let leaked = try await sandbox.post("/fal-media/files/upload", SandboxClient.key, "hello")
            #expect(leaked.status == 400)
        }
    }
}
