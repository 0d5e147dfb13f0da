import EaselSandbox
import Foundation
import Testing

struct ReplicateSandboxPredictionTests {
    private static let flux = "/replicate/models/black-forest-labs/flux-schnell/predictions"
    private static let key = ["Authorization": "Bearer r8_sandbox"]

    private func finished(_ id: String, _ client: SandboxClient) async throws -> TestReply {
        try await client.poll("/replicate/predictions/\(id)", Self.key) {
            !["starting", "processing"].contains($0.string("status") ?? "starting")
        }
    }

    @Test func `a prediction starts, works and succeeds with files`() async throws {
        try await withSandbox { client in
            let created = try await client.post(Self.flux, Self.key, #"{"input":{"prompt":"a fox","num_outputs":2}}"#)
            #expect(created.status == 201 && created.header("ratelimit-remaining") == "599")
            #expect(
                created.string("status") == "starting" && created.isNull("output")
                    && created.string("version") == "hidden")
            #expect(try created.required("urls.get").hasPrefix(client.base + "/replicate/predictions/"))
            let end = try await finished(try created.required("id"), client)
            #expect(end.string("status") == "succeeded" && end.list("output").count == 2)
            #expect(end.string("logs")?.contains("100%|██████████| 4/4") == true)
            let file = try await client.get(try end.required("output.0"))
            #expect(file.header("Content-Type") == "image/webp" && file.bytes.count > 100)
        }
    }

    @Test func `a held prediction keeps its log and its state`() async throws {
        try await withSandbox(faults: ["replicate:hold=running"]) { client in
            let created = try await client.post(Self.flux, Self.key, #"{"input":{"prompt":"a fox"}}"#)
            let id = try created.required("id")
            let running = try await client.poll("/replicate/predictions/\(id)", Self.key) {
                $0.string("logs")?.contains(" 2/4 ") == true
            }
            #expect(running.string("status") == "processing" && running.string("started_at") != nil)
            _ = try await client.post("/_sandbox/release", [:], "")
            #expect(try await finished(id, client).string("status") == "succeeded")
        }
    }

    @Test func `waiting answers processing over a whole output`() async throws {
        try await withSandbox { client in
            let headers = Self.key.merging(["Prefer": "wait=10"]) { $1 }
            let reply = try await client.post(Self.flux, headers, #"{"input":{"prompt":"a fox"}}"#)
            #expect(reply.status == 201 && reply.header("Preference-Applied") == "wait=10")
            #expect(reply.string("status") == "processing" && reply.list("output").count == 1)
            let long = Self.key.merging(["Prefer": "wait=61"]) { $1 }
            #expect(try await client.post(Self.flux, long, #"{"input":{"prompt":"a fox"}}"#).status == 400)
        }
    }

    @Test func `a wait that runs out answers starting without an output`() async throws {
        try await withSandbox(faults: ["replicate:hold=running"]) { client in
            let headers = Self.key.merging(["Prefer": "wait=1"]) { $1 }
            let reply = try await client.post(Self.flux, headers, #"{"input":{"prompt":"a fox"}}"#)
            #expect(reply.status == 202 && reply.string("status") == "starting" && reply.isNull("output"))
        }
    }

    @Test(arguments: [
        (#"{"input":{}}"#, "required", "input"), (#"{"input":{"prompt":1}}"#, "invalid_type", "input.prompt"),
        (#"{"input":{"prompt":"x","num_inference_steps":5}}"#, "number_lte", "input.num_inference_steps"),
        (#"{"input":{"prompt":"x","num_outputs":0}}"#, "number_gte", "input.num_outputs"),
        (#"{"input":{"prompt":"x","num_outputs":"2"}}"#, "invalid_type", "input.num_outputs"),
        (#"{"input":{"prompt":"x","megapixels":1}}"#, "invalid_type", "input.megapixels"),
        (#"{"input":{"prompt":"x","aspect_ratio":"7:5"}}"#, "enum", "input.aspect_ratio"),
        (#"{"input":{"prompt":"x","width":512}}"#, "additional_property_not_allowed", "input"),
        (#"{"input":{"prompt":"x"},"model":"y"}"#, "additional_property_not_allowed", "(root)"),
        ("{}", "required", "(root)"),
    ])
    func `an input that does not fit is refused field by field`(_ row: (body: String, type: String, field: String))
        async throws
    {
        try await withSandbox { client in
            let reply = try await client.post(Self.flux, Self.key, row.body)
            #expect(reply.status == 422 && reply.header("Content-Type") == "application/problem+json")
            #expect(reply.string("title") == "Input validation failed")
            #expect(
                reply.string("invalid_fields.0.type") == row.type && reply.string("invalid_fields.0.field") == row.field
            )
            #expect(reply.string("detail")?.hasPrefix("- \(row.field): ") == true)
        }
    }

    @Test func `a community model runs by its version only`() async throws {
        try await withSandbox { client in
            let path = "/replicate/models/stability-ai/sdxl"
            let version = try await client.get(path, Self.key).required("latest_version.id")
            #expect(try await client.post(path + "/predictions", Self.key, #"{"input":{}}"#).status == 404)
            for reference in [version, "stability-ai/sdxl:\(version)"] {
                let reply = try await client.post(
                    "/replicate/v1/predictions", Self.key, #"{"version":"\#(reference)","input":{"prompt":"x"}}"#)
                #expect(reply.status == 201 && reply.string("version") == version)
                #expect(reply.string("urls.get")?.contains("/replicate/v1/predictions/") == true)
            }
            let unknown = try await client.post("/replicate/predictions", Self.key, #"{"version":"00","input":{}}"#)
            #expect(unknown.status == 422 && unknown.string("title") == "Invalid version or not permitted")
        }
    }

    @Test(arguments: [
        ("forbidden-content", "NSFW content detected"), ("out-of-memory", "(E1001)"), ("half-done", "(code: PA)"),
    ])
    func `a model fails in its own words`(_ row: (prompt: String, words: String)) async throws {
        try await withSandbox { client in
            let created = try await client.post(
                Self.flux, Self.key, #"{"input":{"prompt":"\#(row.prompt)","num_outputs":2}}"#)
            let end = try await finished(try created.required("id"), client)
            #expect(end.string("status") == "failed" && end.string("error")?.contains(row.words) == true)
            #expect(end.list("output").count == (row.prompt == "half-done" ? 1 : 0))
        }
    }

    @Test func `a cancel before the start and one after the end`() async throws {
        try await withSandbox(faults: ["replicate:hold=queued:times=1"]) { client in
            let held = try await client.post(Self.flux, Self.key, #"{"input":{"prompt":"x"}}"#)
            let cancelled = try await client.post(
                "/replicate/predictions/\(try held.required("id"))/cancel", Self.key, "")
            #expect(cancelled.status == 200 && cancelled.string("status") == "canceled")
            #expect(cancelled.json("started_at") == nil && cancelled.string("completed_at") != nil)
            let other = try await client.post(Self.flux, Self.key, #"{"input":{"prompt":"x"}}"#)
            let id = try other.required("id")
            _ = try await finished(id, client)
            let late = try await client.post("/replicate/predictions/\(id)/cancel", Self.key, "")
            #expect(late.status == 200 && late.string("status") == "succeeded")
        }
    }

    @Test(arguments: ["4", "1x", "-5", ""]) func `a deadline that is none is refused`(_ text: String) async throws {
        try await withSandbox { client in
            let headers = Self.key.merging(["Cancel-After": text]) { $1 }
            #expect(try await client.post(Self.flux, headers, #"{"input":{"prompt":"x"}}"#).status == 422)
            let good = Self.key.merging(["Cancel-After": "1h30m"]) { $1 }
            let reply = try await client.post(Self.flux, good, #"{"input":{"prompt":"x"}}"#)
            #expect(reply.status == 201 && reply.string("deadline") != nil)
        }
    }

    @Test func `a stream tells the output piece by piece and its end`() async throws {
        try await withSandbox { client in
            let created = try await client.post(
                "/replicate/models/openai/gpt-5-mini/predictions", Self.key, #"{"input":{"prompt":"Say hello"}}"#)
            let stream = try await client.get(try created.required("urls.stream"))
            #expect(stream.header("Content-Type") == "text/event-stream")
            #expect(stream.text.hasPrefix("event: output\nid: ") && stream.text.contains("event: done\nid: "))
            #expect(stream.events.last == "{}")
            let end = try await finished(try created.required("id"), client)
            #expect(end.list("output").compactMap { $0 as? String }.joined().contains("sandbox"))
            #expect((end.int("metrics.output_token_count") ?? 0) > 20)
        }
    }

    @Test func `a stream closes early with a comment and goes on from the last id`() async throws {
        try await withSandbox { client in
            let created = try await client.post(
                "/replicate/models/openai/gpt-5-mini/predictions", Self.key, #"{"input":{"prompt":"stream-timeout"}}"#)
            let address = try created.required("urls.stream")
            let first = try await client.get(address)
            #expect(
                first.comments.contains { $0.contains("408 Request Timeout") } && !first.text.contains("event: done"))
        }
    }

    @Test func `a key is asked for everywhere but at the streaming and delivery hosts`() async throws {
        try await withSandbox { client in
            for path in ["account", "models", "predictions", "files", "collections"] {
                let reply = try await client.get("/replicate/\(path)")
                #expect(reply.status == 401 && reply.string("title") == "Unauthenticated")
            }
            #expect(try await client.get("/replicate/account", ["Authorization": "Token r8_x"]).status == 200)
            #expect(try await client.get("/replicate-delivery/xezq/none.png").status == 404)
            #expect(try await client.get("/replicate-stream/v1/files/bcwr-none").status == 404)
        }
    }

    @Test func `lists turn pages`() async throws {
        try await withSandbox { client in
            let first = try await client.get("/replicate/models", Self.key)
            #expect(first.list("results").count == 10 && first.isNull("previous"))
            let second = try await client.get(try first.required("next"), Self.key)
            #expect(second.list("results").count == 10 && second.string("previous") != nil)
            let found = try await client.send(
                "QUERY", "/replicate/models", Self.key.merging(["Content-Type": "text/plain"]) { $1 }, Data("veo".utf8))
            #expect(found.list("results").count == 4)
        }
    }

    @Test func `a file is kept, listed and deleted`() async throws {
        try await withSandbox { client in
            let form =
                "--b\r\nContent-Disposition: form-data; name=\"content\"; filename=\"a.txt\"\r\n"
                + "Content-Type: text/plain\r\n\r\nhello\r\nthere\r\n--b--\r\n"
            let headers = Self.key.merging(["Content-Type": "multipart/form-data; boundary=b"]) { $1 }
            let made = try await client.send("POST", "/replicate/files", headers, Data(form.utf8))
            #expect(made.status == 201 && made.int("size") == 12 && made.string("name") == "a.txt")
            let address = try made.required("urls.get")
            #expect(try await client.get(address, Self.key).string("content_type") == "text/plain")
            let content = try await client.get("\(address)/download?expiry=1&owner=a&signature=b", Self.key)
            #expect(content.text == "hello\r\nthere")
            #expect(try await client.send("DELETE", address, Self.key, nil).status == 204)
            #expect(try await client.get(address, Self.key).status == 404)
        }
    }

    @Test(arguments: ["", "--b", "--b\r\n\r\n--b--", "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--"])
    func `a form without content is refused`(_ body: String) async throws {
        try await withSandbox { client in
            let headers = Self.key.merging(["Content-Type": "multipart/form-data; boundary=b"]) { $1 }
            let reply = try await client.send("POST", "/replicate/files", headers, Data(body.utf8))
            #expect(reply.status == 400)
        }
    }

    @Test func `a throttled create tells its delay in the body`() async throws {
        try await withSandbox(faults: ["replicate:429:times=1"]) { client in
            let reply = try await client.post(Self.flux, Self.key, #"{"input":{"prompt":"x"}}"#)
            #expect(reply.status == 429 && reply.int("retry_after") == 2 && reply.header("Retry-After") == nil)
        }
    }
}
