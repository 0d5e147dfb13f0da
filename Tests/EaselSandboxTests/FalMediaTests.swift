import Foundation
import Testing

struct FalMediaTests {
    private func run(_ sandbox: SandboxClient, _ id: String, _ body: String) async throws -> TestReply {
        let reply = try await sandbox.post("/fal-run/\(id)", SandboxClient.key, body)
        #expect(reply.status == 200, "\(reply.text)")
        return reply
    }

    @Test(arguments: [
        (#""image_size":"landscape_4_3""#, 1024, 768), (#""image_size":"portrait_16_9""#, 576, 1024),
        (#""image_size":{"width":200,"height":120}"#, 200, 120), (#""num_images":1"#, 1024, 768),
    ])
    func `a picture is served in the asked size`(_ fields: String, width: Int, height: Int) async throws {
        try await withSandbox { sandbox in
            let output = try await run(sandbox, "fal-ai/flux/dev", #"{"prompt":"a fox",\#(fields)}"#)
            let file = try await sandbox.get(try output.required("images.0.url"))
            #expect(file.status == 200)
            #expect(file.header("Content-Type") == "image/jpeg")
            let image = try #require(ImageProbe(file.bytes))
            #expect((image.width, image.height) == (width, height))
            #expect(output.int("images.0.width") == width)
        }
    }

    @Test func `the largest side is honoured`() async throws {
        try await withSandbox { sandbox in
            let output = try await run(
                sandbox, "fal-ai/bytedance/seedream/v4/text-to-image",
                #"{"prompt":"x","image_size":{"width":4096,"height":64}}"#)
            let file = try await sandbox.get(try output.required("images.0.url"))
            #expect(ImageProbe(file.bytes)?.width == 4096)
        }
    }

    @Test func `prompt and seed decide the picture`() async throws {
        try await withSandbox { sandbox in
            func pixels(_ prompt: String, _ seed: Int) async throws -> [UInt8] {
                let output = try await run(
                    sandbox, "fal-ai/flux/dev",
                    #"{"prompt":"\#(prompt)","seed":\#(seed),"image_size":{"width":96,"height":64},"output_format":"png"}"#
                )
                let file = try await sandbox.get(try output.required("images.0.url"))
                return try #require(ImageProbe(file.bytes)).pixels
            }
            let first = try await pixels("a fox", 1)
            #expect(try await pixels("a fox", 1) == first)
            #expect(try await pixels("a fox", 2) != first)
            #expect(try await pixels("an owl", 1) != first)
        }
    }

    @Test func `a leaked credential is refused by the media host`() async throws {
        try await withSandbox { sandbox in
            let output = try await run(sandbox, "fal-ai/flux/schnell", #"{"prompt":"a fox"}"#)
            let url = try output.required("images.0.url")
            let leaked = try await sandbox.get(url, SandboxClient.key)
            #expect(leaked.status == 400)
            #expect(leaked.string("detail")?.contains("credentials") == true)
            #expect(try await sandbox.get(url).status == 200)
            #expect(try await sandbox.get("\(sandbox.base)/fal-media/files/koala/nothing/x.png").status == 404)
        }
    }

    @Test func `schnell serves JPEG bytes under a PNG name`() async throws {
        try await withSandbox { sandbox in
            let output = try await run(sandbox, "fal-ai/flux/schnell", #"{"prompt":"a fox"}"#)
            let url = try output.required("images.0.url")
            #expect(url.hasSuffix(".png"))
            #expect(try await sandbox.get(url).bytes.starts(with: [0xFF, 0xD8]))
        }
    }

    @Test(arguments: [("bytes=0-9", 0..<10), ("bytes=5-5", 5..<6), ("bytes=-4", -4..<0), ("bytes=10-", 10..<Int.max)])
    func `a range gives that part`(_ range: String, part: Range<Int>) async throws {
        try await withSandbox { sandbox in
            let output = try await run(sandbox, "fal-ai/flux/dev", #"{"prompt":"a fox","image_size":"square"}"#)
            let url = try output.required("images.0.url")
            let whole = try await sandbox.get(url).bytes
            let reply = try await sandbox.get(url, ["Range": range])
            #expect(reply.status == 206)
            let start = part.lowerBound < 0 ? whole.count + part.lowerBound : part.lowerBound
            let end = part.lowerBound < 0 ? whole.count : min(part.upperBound, whole.count)
            #expect(reply.bytes == whole[start..<end])
            #expect(reply.header("Content-Range") == "bytes \(start)-\(end - 1)/\(whole.count)")
            #expect(try await sandbox.get(url, ["Range": "bytes=9999999-"]).status == 416)
        }
    }

    @Test func `a clip is a movie of the right length, rate and shape whose frames decode`() async throws {
        try await withSandbox { sandbox in
            let output = try await run(
                sandbox, "fal-ai/kling-video/v2.5-turbo/pro/text-to-video",
                #"{"prompt":"waves","duration":"5","aspect_ratio":"9:16"}"#)
            let file = try await sandbox.get(try output.required("video.url"))
            #expect(file.header("Content-Type") == "video/mp4")
            let movie = try MovieProbe(file.bytes)
            #expect(movie.objectType == 0x6C)
            #expect(movie.seconds == 5)
            #expect(movie.framesPerSecond == 24)
            #expect(movie.height > movie.width)
            #expect(output.int("video.width") == movie.width)
            let first = try #require(movie.frames.first.flatMap(ImageProbe.init))
            let last = try #require(movie.frames.last.flatMap(ImageProbe.init))
            #expect((first.width, first.height) == (movie.width, movie.height))
            #expect(first.pixels != last.pixels, "something moves")
            #expect(movie.frames.allSatisfy { ImageProbe($0) != nil })
        }
    }

    @Test func `duration and rate follow the input's type`() async throws {
        try await withSandbox { sandbox in
            let ltx = try await run(
                sandbox, "fal-ai/ltx-2.3/text-to-video", #"{"prompt":"waves","duration":6,"fps":25}"#)
            let movie = try MovieProbe(try await sandbox.get(try ltx.required("video.url")).bytes)
            #expect(movie.seconds == 6)
            #expect(movie.framesPerSecond == 25)
            let veo = try await run(sandbox, "fal-ai/veo3.1/fast", #"{"prompt":"waves","duration":"4s"}"#)
            #expect(veo.double("video.duration") == 4)
            let wan = try await run(sandbox, "fal-ai/wan/v2.7/text-to-video", #"{"prompt":"waves","duration":2}"#)
            #expect(wan.int("video.num_frames") == 48)
            #expect(wan.string("actual_prompt")?.hasPrefix("waves") == true)
        }
    }

    @Test(.enabled(if: FFProbe.path != nil, "ffprobe is not installed"))
    func `ffprobe reads every frame of a clip`() async throws {
        try await withSandbox { sandbox in
            let output = try await run(
                sandbox, "bytedance/seedance-2.0/text-to-video", #"{"prompt":"waves","duration":"4"}"#)
            let file = try await sandbox.get(try output.required("video.url"))
            let report = try FFProbe.report(file.bytes)
            #expect(report.contains("codec_name=mjpeg"))
            #expect(report.contains("nb_read_frames=96"))
            #expect(report.contains("duration=4.000000"))
        }
    }

    @Test func `an upload can be used as input`() async throws {
        try await withSandbox { sandbox in
            let source = try await run(
                sandbox, "openai/gpt-image-2", #"{"prompt":"x","image_size":{"width":320,"height":160}}"#)
            let picture = try await sandbox.get(try source.required("images.0.url")).bytes
            let place = try await sandbox.post(
                "/fal-rest/storage/upload/initiate?storage_type=fal-cdn-v3", SandboxClient.key,
                #"{"content_type":"image/png","file_name":"in put.png"}"#)
            let upload = try place.required("upload_url")
            let address = try place.required("file_url")
            #expect(try await sandbox.get(address).status == 404, "nothing is there yet")
            let leaked = try await sandbox.send(
                "PUT", upload, SandboxClient.key.merging(["Content-Type": "image/png"]) { $1 }, picture)
            #expect(leaked.status == 400)
            #expect(try await sandbox.send("PUT", upload, ["Content-Type": "image/jpeg"], picture).status == 400)
            #expect(try await sandbox.send("PUT", address, ["Content-Type": "image/png"], picture).status == 403)
            #expect(try await sandbox.send("PUT", upload, ["Content-Type": "image/png"], picture).status == 200)
            #expect(try await sandbox.get(address).bytes == picture)
            let clip = try await run(
                sandbox, "fal-ai/veo3.1/image-to-video",
                #"{"prompt":"it moves","image_url":"\#(address)","duration":"4s"}"#)
            #expect(clip.int("video.width") == 2 * (clip.int("video.height") ?? 0), "auto takes the picture's shape")
        }
    }

    @Test(arguments: [
        ("", #"{"content_type":"image/png","file_name":"a.png"}"#),
        ("?storage_type=fal-cdn-v3", #"{"file_name":"a.png"}"#),
        ("?storage_type=fal-cdn-v3", #"{"content_type":"image/png"}"#), ("?storage_type=fal-cdn-v3", "{bad"),
    ])
    func `a wrong upload request is a 422`(_ query: String, body: String) async throws {
        try await withSandbox { sandbox in
            let reply = try await sandbox.post("/fal-rest/storage/upload/initiate\(query)", SandboxClient.key, body)
            #expect(reply.status == 422)
            #expect(reply.string("detail.0.type")?.isEmpty == false)
        }
    }
}
