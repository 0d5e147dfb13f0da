import Foundation
import Testing

struct OpenRouterImageTests {
    private func paint(_ sandbox: SandboxClient, _ fields: String, model: String = "openai/gpt-image-2") async throws
        -> TestReply
    {
        try await sandbox.post(
            "/openrouter/images", SandboxClient.bearer, #"{"model":"\#(model)","prompt":"a fox in snow"\#(fields)}"#)
    }

    private func picture(_ reply: TestReply, _ index: Int = 0) throws -> ImageProbe {
        let text = try #require(reply.string("data.\(index).b64_json"), "\(reply.text.prefix(300))")
        let bytes = try #require(Data(base64Encoded: text))
        return try #require(ImageProbe(bytes))
    }

    @Test func `an image decodes in the asked size`() async throws {
        try await withSandbox { sandbox in
            let reply = try await paint(sandbox, #","size":"640x384""#)
            let image = try picture(reply)
            #expect(image.width == 640)
            #expect(image.height == 384)
            #expect(image.variety > 200)
            #expect(reply.string("data.0.media_type") == "image/png")
            #expect((reply.double("usage.cost") ?? 0) > 0)
            #expect(reply.json("data.0.url") == nil)
        }
    }

    @Test(arguments: [
        (#","aspect_ratio":"16:9""#, 1360, 768), (#","resolution":"2K""#, 2048, 2048),
        (#","resolution":"1K","aspect_ratio":"2:3""#, 832, 1248), ("", 1024, 1024),
    ])
    func `ratio and resolution decide the size`(_ fields: String, width: Int, height: Int) async throws {
        try await withSandbox { sandbox in
            let image = try picture(try await paint(sandbox, fields))
            #expect(image.width == width)
            #expect(image.height == height)
        }
    }

    @Test(arguments: ["png", "jpeg", "webp"])
    func `the format is what was asked for`(format: String) async throws {
        try await withSandbox { sandbox in
            let reply = try await paint(sandbox, #","size":"128x128","output_format":"\#(format)""#)
            #expect(reply.string("data.0.media_type") == "image/\(format)")
            let data = try #require(reply.string("data.0.b64_json").flatMap { Data(base64Encoded: $0) })
            let magic = ["png": Data([0x89, 0x50]), "jpeg": Data([0xFF, 0xD8]), "webp": Data("RIFF".utf8)]
            let start = try #require(magic[format])
            #expect(data.starts(with: start))
            #expect(ImageProbe(data) != nil)
        }
    }

    @Test func `equal inputs give equal pictures, another seed another`() async throws {
        try await withSandbox { sandbox in
            let model = "bytedance-seed/seedream-4.5"
            let first = try await paint(sandbox, #","seed":1,"size":"160x160""#, model: model)
            let again = try await paint(sandbox, #","seed":1,"size":"160x160""#, model: model)
            let other = try await paint(sandbox, #","seed":2,"size":"160x160""#, model: model)
            #expect(first.string("data.0.b64_json") == again.string("data.0.b64_json"))
            #expect(first.string("data.0.b64_json") != other.string("data.0.b64_json"))
        }
    }

    @Test func `several images differ from each other`() async throws {
        try await withSandbox { sandbox in
            let reply = try await paint(sandbox, #","n":3,"size":"128x128""#)
            let images = try (0..<3).map { try picture(reply, $0).pixels }
            #expect(Set(images).count == 3)
        }
    }

    @Test func `a streaming model sends sketches, pictures and DONE`() async throws {
        try await withSandbox { sandbox in
            let reply = try await paint(sandbox, #","stream":true,"size":"256x256""#)
            #expect(reply.header("Content-Type") == "text/event-stream")
            #expect(
                reply.jsonEvents.map { $0.string("type") } == [
                    "image_generation.partial_image", "image_generation.completed",
                ])
            let data = try #require(reply.jsonEvents.last?.string("b64_json").flatMap { Data(base64Encoded: $0) })
            #expect(ImageProbe(data)?.width == 256)
            #expect(reply.events.last == "[DONE]")
        }
    }

    @Test func `a model without streaming answers with JSON all the same`() async throws {
        try await withSandbox { sandbox in
            let reply = try await paint(sandbox, #","stream":true"#, model: "bytedance-seed/seedream-4.5")
            #expect(reply.header("Content-Type") == "application/json")
            #expect(reply.list("data").count == 1)
        }
    }

    @Test(arguments: [
        (#","size":"1024x1024","aspect_ratio":"16:9""#, "does not match aspect_ratio 16:9"),
        (#","size":"1024x1024","resolution":"4K""#, "does not match resolution 4K"),
        (#","size":"huge""#, "size: Invalid input"), (#","n":11"#, "n: Too big"), (#","n":0"#, "n: Too small"),
        (#","n":"2""#, "n: Invalid input: expected number, received string"),
        (#","aspect_ratio":"7:3""#, "aspect_ratio: Invalid option"),
        (#","quality":"max""#, "quality: max is not supported by this model"),
        (#","output_format":"gif""#, "output_format: Invalid option"),
        (#","output_format":"svg""#, "output_format: svg is not supported"),
        (#","background":"transparent","output_format":"jpeg""#, "background: transparent needs"),
        (#","input_references":["https://a/b.png"]"#, "input_references.0: Invalid input: expected object"),
    ])
    func `a wrong parameter is a 400 that names it`(_ fields: String, message: String) async throws {
        try await withSandbox { sandbox in
            let reply = try await paint(sandbox, fields)
            #expect(reply.status == 400)
            #expect(reply.string("error.message")?.contains(message) == true, "\(reply.text)")
        }
    }

    @Test func `a provider of single images rejects more`() async throws {
        try await withSandbox { sandbox in
            let reply = try await paint(sandbox, #","n":2"#, model: "google/gemini-3.1-flash-image")
            #expect(reply.status == 400)
        }
    }

    @Test func `an incomplete result is a 502 and a refused prompt a 403`() async throws {
        try await withSandbox { sandbox in
            let incomplete = try await sandbox.post(
                "/openrouter/images", SandboxClient.bearer,
                #"{"model":"openai/gpt-image-2","prompt":"incomplete-result","n":2}"#)
            #expect(incomplete.status == 502)
            #expect(incomplete.json("data") == nil)
            let refused = try await sandbox.post(
                "/openrouter/images", SandboxClient.bearer,
                #"{"model":"openai/gpt-image-2","prompt":"forbidden-content"}"#)
            #expect(refused.status == 403)
            #expect(refused.list("error.metadata.reasons") as? [String] == ["violence"])
        }
    }

    @Test func `a reference picture changes the result`() async throws {
        try await withSandbox { sandbox in
            let plain = try await paint(sandbox, #","size":"128x128""#)
            let data = try plain.required("data.0.b64_json")
            let edited = try await paint(
                sandbox,
                #","size":"128x128","input_references":[{"type":"image_url","image_url":{"url":"data:image/png;base64,\#(data)"}}]"#
            )
            #expect(edited.status == 200)
            #expect(edited.string("data.0.b64_json") != data)
        }
    }
}
