import Foundation
import Testing

struct OpenRouterVideoTests {
    private func submit(_ sandbox: SandboxClient, _ fields: String, model: String = "google/veo-3.1") async throws
        -> TestReply
    {
        try await sandbox.post(
            "/openrouter/videos", SandboxClient.bearer, #"{"model":"\#(model)","prompt":"a fox runs"\#(fields)}"#)
    }

    private func end(_ sandbox: SandboxClient, _ id: String) async throws -> TestReply {
        try await sandbox.poll("/openrouter/videos/\(id)", SandboxClient.bearer) {
            !["pending", "in_progress"].contains($0.string("status") ?? "")
        }
    }

    @Test func `a job goes from pending to a clip that plays`() async throws {
        try await withSandbox { sandbox in
            let ticket = try await submit(sandbox, #","duration":4,"aspect_ratio":"9:16""#)
            #expect(ticket.status == 202 && ticket.string("status") == "pending")
            let id = try ticket.required("id")
            #expect(id.hasPrefix("gen-vid-") && ticket.string("polling_url") == "/openrouter/videos/\(id)")
            let done = try await end(sandbox, id)
            #expect(done.string("status") == "completed" && (done.double("usage.cost") ?? 0) > 0)
            let address = try done.required("unsigned_urls.0")
            #expect(try await sandbox.get(address).status == 401, "it needs the key despite its name")
            let clip = try await sandbox.get(address, SandboxClient.bearer)
            #expect(clip.header("Content-Type") == "video/mp4")
            let movie = try MovieProbe(clip.bytes)
            #expect(movie.height > movie.width && abs(movie.seconds - 4) < 0.2)
            let signed = try await sandbox.get(try done.required("urls.0"))
            #expect(signed.bytes == clip.bytes)
            let forged = try done.required("urls.0") + "x"
            #expect(try await sandbox.get(forged).status == 403)
            #expect(
                try await sandbox.get("/openrouter/videos/\(id)/content?index=1", SandboxClient.bearer).status == 404)
            let bill = try await sandbox.get(
                "/openrouter/generation?id=\(try done.required("generation_id"))", SandboxClient.bearer)
            #expect(bill.string("data.api_type") == "video")
        }
    }

    @Test func `some jobs name their address in full`() async throws {
        try await withSandbox { sandbox in
            let ticket = try await submit(sandbox, "", model: "kwaivgi/kling-v3.0-pro")
            let address = try ticket.required("polling_url")
            #expect(address.hasPrefix(sandbox.base))
            #expect(try await sandbox.get(address, SandboxClient.bearer).status == 200)
        }
    }

    private static let picture =
        #"{"type":"image_url","image_url":{"url":"https://example.com/a.png"},"frame_type":"first_frame"}"#

    @Test(arguments: [
        (#","duration":5"#, "duration: 5 is not supported by this model; supported: 4, 6, 8"),
        (#","duration":"4""#, "duration: Invalid input"),
        (#","resolution":"480p""#, "resolution: 480p is not supported"),
        (#","resolution":"8K""#, "resolution: Invalid option"), (#","aspect_ratio":"1:1""#, "aspect_ratio: 1:1"),
        (#","size":"big""#, "size: Invalid input"), (#","callback_url":"http://x""#, "callback_url: Invalid URL"),
        (#","frame_images":[{"type":"image_url","image_url":{"url":"https://a/b.png"}}]"#, "frame_type: Invalid input"),
        (#","frame_images":["https://a/b.png"]"#, "frame_images.0: Invalid input: expected object"),
        (#","input_references":[{"type":"image_url","image_url":{"url":"https://a/b.png"}}]"#, "image_url references"),
        (#","generate_audio":"yes""#, "generate_audio: Invalid input"),
    ]) func `a wrong parameter is a 400 that names it`(_ fields: String, message: String) async throws {
        try await withSandbox { sandbox in
            let reply = try await submit(sandbox, fields)
            #expect(reply.status == 400)
            #expect(reply.string("error.message")?.contains(message) == true, "\(reply.text)")
        }
    }

    @Test func `frames change the clip`() async throws {
        try await withSandbox { sandbox in
            var clips: [Data] = []
            for fields in ["", #","frame_images":[\#(Self.picture)]"#] {
                let id = try (try await submit(sandbox, #","duration":4"# + fields)).required("id")
                _ = try await end(sandbox, id)
                clips.append(
                    try await sandbox.get("/openrouter/videos/\(id)/content?index=0", SandboxClient.bearer).bytes)
            }
            #expect(clips[0] != clips[1])
        }
    }

    @Test func `refusals come at once or as words, and jobs expire`() async throws {
        try await withSandbox { sandbox in
            let body = #"{"model":"bytedance/seedance-2.0","prompt":"forbidden-content"}"#
            let refused = try await sandbox.post("/openrouter/videos", SandboxClient.bearer, body)
            #expect(refused.status == 403 && refused.list("error.metadata.reasons") as? [String] == ["violence"])
            for (prompt, status) in [("forbidden-content", "failed"), ("expired-job", "expired")] {
                let ticket = try await sandbox.post(
                    "/openrouter/videos", SandboxClient.bearer, #"{"model":"google/veo-3.1","prompt":"\#(prompt)"}"#)
                let done = try await end(sandbox, try ticket.required("id"))
                #expect(done.string("status") == status)
                #expect(status != "failed" || done.string("error")?.contains("content policy") == true)
            }
        }
    }

    @Test func `a held job waits for its release, on the board of all jobs`() async throws {
        try await withSandbox(faults: ["openrouter:hold=queued"]) { sandbox in
            let id = try (try await submit(sandbox, "")).required("id")
            #expect(
                try await sandbox.get("/openrouter/videos/\(id)", SandboxClient.bearer).string("status") == "pending")
            #expect(try await sandbox.get("/_sandbox/jobs").string("0.state") == "pending")
            let early = try await sandbox.get("/openrouter/videos/\(id)/content?index=0", SandboxClient.bearer)
            #expect(early.status == 409)
            _ = try await sandbox.post("/_sandbox/release", [:], "{}")
            #expect(try await end(sandbox, id).string("status") == "completed")
        }
    }

    @Test func `there is no way to cancel, and unknown jobs are unknown`() async throws {
        try await withSandbox { sandbox in
            let id = try (try await submit(sandbox, "")).required("id")
            #expect(
                try await sandbox.send("DELETE", "/openrouter/videos/\(id)", SandboxClient.bearer, nil).status == 404)
            #expect(try await sandbox.get("/openrouter/videos/none", SandboxClient.bearer).status == 404)
            #expect(try await sandbox.get("/openrouter/videos/\(id)").status == 401)
        }
    }
}
