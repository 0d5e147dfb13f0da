import Foundation
import Testing

struct FalValidationTests {
    /// Submits, waits, and returns status and result of a request that fails on the runner.
    private func failure(_ sandbox: SandboxClient, _ id: String, _ body: String) async throws -> (
        status: TestReply, result: TestReply
    ) {
        let submitted = try await sandbox.post("/fal-queue/\(id)", SandboxClient.key, body)
        #expect(submitted.status == 200, "the queue takes any body")
        let url = try submitted.required("status_url")
        let status = try await sandbox.poll(url, SandboxClient.key) { $0.status == 200 }
        let result = try await sandbox.get(try submitted.required("response_url"), SandboxClient.key)
        return (status, result)
    }

    @Test func `a bad body is COMPLETED with an error and a 422 on the result`() async throws {
        try await withSandbox { sandbox in
            let (status, result) = try await failure(sandbox, "fal-ai/flux/dev", #"{"num_images":1}"#)
            #expect(status.string("status") == "COMPLETED")
            #expect(status.string("error")?.isEmpty == false)
            #expect(status.string("error_type") == "missing")
            #expect(result.status == 422)
            #expect(result.string("detail.0.type") == "missing")
            #expect(result.list("detail.0.loc") as? [String] == ["body", "prompt"])
            #expect(result.string("detail.0.msg") == "Field required")
            #expect(result.int("detail.0.input.num_images") == 1)
        }
    }

    struct Wrong: Sendable, CustomTestStringConvertible {
        let endpoint: String
        let fields: String
        let type: String
        let field: String
        let message: String

        init(_ endpoint: String, _ fields: String, _ type: String, _ field: String, _ message: String) {
            (self.endpoint, self.fields, self.type, self.field, self.message) = (endpoint, fields, type, field, message)
        }

        var testDescription: String { "\(endpoint) \(fields)" }
    }

    private static let kling = "fal-ai/kling-video/v2.5-turbo/pro/text-to-video"
    private static let wan = "fal-ai/wan/v2.7/text-to-video"

    @Test(arguments: [
        Wrong("fal-ai/veo3.1", #""duration":8"#, "literal_error", "duration", "Input should be '4s', '6s' or '8s'"),
        Wrong("fal-ai/veo3.1", #""duration":"8""#, "literal_error", "duration", "Input should be '4s', '6s' or '8s'"),
        Wrong(kling, #""duration":5"#, "literal_error", "duration", "Input should be '5' or '10'"),
        Wrong(wan, #""duration":"5""#, "literal_error", "duration", "Input should be 2, 3"),
        Wrong(wan, #""duration":16"#, "literal_error", "duration", "Input should be 2, 3"),
        Wrong(
            "fal-ai/ltx-2.3/text-to-video", #""duration":7"#, "literal_error", "duration", "Input should be 6, 8 or 10"),
        Wrong(
            "fal-ai/nano-banana", #""aspect_ratio":"7:3""#, "literal_error", "aspect_ratio", "Input should be '21:9'"),
        Wrong("fal-ai/nano-banana-2", #""resolution":"8K""#, "literal_error", "resolution", "'4K'"),
        Wrong(
            "fal-ai/flux/dev", #""num_images":"two""#, "int_parsing", "num_images",
            "unable to parse string as an integer"),
        Wrong("fal-ai/flux/dev", #""num_images":1.5"#, "int_from_float", "num_images", "fractional part"),
        Wrong("fal-ai/flux/dev", #""num_images":[1]"#, "int_type", "num_images", "valid integer"),
        Wrong("fal-ai/flux/dev", #""num_images":5"#, "less_than_equal", "num_images", "less than or equal to 4"),
        Wrong("fal-ai/flux/dev", #""num_images":0"#, "greater_than_equal", "num_images", "greater than or equal to 1"),
        Wrong("fal-ai/flux/dev", #""guidance_scale":"high""#, "float_parsing", "guidance_scale", "valid number"),
        Wrong("fal-ai/flux/dev", #""sync_mode":"maybe""#, "bool_parsing", "sync_mode", "valid boolean"),
        Wrong("fal-ai/flux/dev", #""sync_mode":null"#, "bool_type", "sync_mode", "valid boolean"),
        Wrong("fal-ai/flux/dev", #""image_size":"huge""#, "model_attributes_type", "image_size", "valid dictionary"),
        Wrong("fal-ai/nano-banana/edit", #""image_urls":"https://a/b.png""#, "list_type", "image_urls", "valid list"),
        Wrong("fal-ai/nano-banana/edit", #""image_urls":[]"#, "sequence_too_short", "image_urls", "at least 1"),
        Wrong(
            "fal-ai/veo3.1/image-to-video", #""image_url":"not a url""#, "file_download_error", "image_url",
            "Failed to download"),
        Wrong(
            "fal-ai/veo3.1/image-to-video", #""image_url":"data:image/png;base64,aGVsbG8gd29ybGQ=""#,
            "image_load_error", "image_url", "Failed to load"),
    ])
    func `a wrong value gets pydantic's detail`(_ wrong: Wrong) async throws {
        try await withSandbox { sandbox in
            let (_, result) = try await failure(sandbox, wrong.endpoint, #"{"prompt":"x",\#(wrong.fields)}"#)
            #expect(result.status == 422)
            #expect(result.string("detail.0.type") == wrong.type, "\(result.text)")
            #expect(result.string("detail.0.loc.1") == wrong.field)
            #expect(result.string("detail.0.msg")?.contains(wrong.message) == true)
        }
    }

    @Test(arguments: [
        #""num_images":"2""#, #""seed":null"#, #""sync_mode":"false""#, #""image_size":{"width":64,"height":32}"#,
    ])
    func `what pydantic lets pass is accepted`(fields: String) async throws {
        try await withSandbox { sandbox in
            let reply = try await sandbox.post(
                "/fal-run/fal-ai/flux/dev", SandboxClient.key, #"{"prompt":"x",\#(fields)}"#)
            #expect(reply.status == 200)
        }
    }

    @Test func `a body inside an input wrapper misses its prompt`() async throws {
        try await withSandbox { sandbox in
            let (_, result) = try await failure(sandbox, "fal-ai/flux/dev", #"{"input":{"prompt":"x"}}"#)
            #expect(result.string("detail.0.type") == "missing")
        }
    }

    @Test func `several faults are reported together, and broken JSON as such`() async throws {
        try await withSandbox { sandbox in
            let (_, both) = try await failure(sandbox, "fal-ai/veo3.1", #"{"duration":8,"resolution":"9k"}"#)
            #expect(both.list("detail").count == 3)
            let (_, broken) = try await failure(sandbox, "fal-ai/flux/dev", "{prompt")
            #expect(broken.string("detail.0.type") == "json_invalid")
            let (_, list) = try await failure(sandbox, "fal-ai/flux/dev", "[1]")
            #expect(list.string("detail.0.type") == "model_attributes_type")
        }
    }

    @Test func `a refused prompt is a content policy violation`() async throws {
        try await withSandbox { sandbox in
            let (status, result) = try await failure(sandbox, "fal-ai/flux/dev", #"{"prompt":"forbidden-content"}"#)
            #expect(status.string("error_type") == "content_policy_violation")
            #expect(result.status == 422)
            #expect(result.string("detail.0.type") == "content_policy_violation")
            #expect(result.string("detail.0.url") == "https://docs.fal.ai/errors/#content_policy_violation")
            #expect(result.string("detail.0.input.prompt") == "forbidden-content")
        }
    }

    @Test func `a flagged picture is black, of normal size, inside a 200`() async throws {
        try await withSandbox { sandbox in
            let reply = try await sandbox.post(
                "/fal-run/fal-ai/flux/dev", SandboxClient.key, #"{"prompt":"nsfw-flag","image_size":"square"}"#)
            #expect(reply.status == 200)
            #expect(reply.list("has_nsfw_concepts") as? [Bool] == [true])
            let file = try await sandbox.get(try reply.required("images.0.url"))
            let image = try #require(ImageProbe(file.bytes))
            #expect(image.isBlack)
            #expect(image.width == 512)
        }
    }
}
