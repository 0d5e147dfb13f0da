import Foundation
import Testing

/// The router and the Hub as strangers see them.
struct HuggingFaceRouterTests {
    private static let token = ["Authorization": "Bearer hf_test"]

    @Test func `the Hub maps a model as an object and a list of models as lists`() async throws {
        try await withSandbox { sandbox in
            let one = try await sandbox.get(
                "/hf-hub/api/models/black-forest-labs/FLUX.1-dev?expand%5B%5D=inferenceProviderMapping")
            #expect(one.string("inferenceProviderMapping.fal-ai.providerId") == "fal-ai/flux/dev")
            #expect(one.json("pipeline_tag") == nil)
            let many = try await sandbox.get(
                "/hf-hub/api/models?inference_provider=fal-ai&pipeline_tag=text-to-image&limit=2&expand=inferenceProviderMapping"
            )
            #expect(many.list("").count == 2 && many.string("0.inferenceProviderMapping.0.provider") != nil)
            #expect(many.header("Link")?.contains("rel=\"next\"") == true)
            let missing = try await sandbox.get("/hf-hub/api/models/nobody/nothing", Self.token)
            #expect(missing.status == 404 && missing.header("X-Error-Code") == "RepoNotFound")
        }
    }

    @Test func `the router wants a token and finds the model by its path`() async throws {
        try await withSandbox { sandbox in
            let body = #"{"prompt":"x"}"#
            #expect(try await sandbox.post("/hf-router/fal-ai/fal-ai/flux/dev", [:], body).status == 401)
            let wrong = try await sandbox.post("/hf-router/fal-ai/fal-ai/flux/pro", Self.token, body)
            #expect(wrong.status == 400 && wrong.string("error") == "Model not supported by provider fal-ai")
        }
    }

    @Test func `fal's queue is polled through the router alone`() async throws {
        try await withSandbox { sandbox in
            let path = "/hf-router/fal-ai/fal-ai/wan/v2.2-5b/text-to-video?_subdomain=queue"
            let ticket = try await sandbox.post(path, Self.token, #"{"prompt":"waves","num_frames":24}"#)
            let address = try ticket.required("response_url")
            #expect(address.hasPrefix("https://queue.fal.run/fal-ai/wan/requests/"))
            let place = "/hf-router/fal-ai" + address.dropFirst("https://queue.fal.run".count)
            let done = try await sandbox.poll("\(place)/status?_subdomain=queue", Self.token) {
                $0.string("status") == "COMPLETED"
            }
            #expect(done.status == 200)
            #expect(try await sandbox.get("\(place)/status", Self.token).status == 405)
            let result = try await sandbox.get("\(place)?_subdomain=queue", Self.token)
            let clip = try result.required("video.url")
            #expect(try MovieProbe(try await sandbox.get(clip).bytes).frames.count > 1)
            #expect(try await sandbox.get(clip, Self.token).status == 400)
        }
    }

    @Test(
        arguments: [
            ("fal-ai/fal-ai/flux/dev", #"{"prompt":"x","seed":"seven"}"#, 422, "detail.0.loc.1"),
            (
                "replicate/v1/models/black-forest-labs/flux-dev/predictions", #"{"input":{},"provider":"x"}"#, 422,
                "detail"
            ),
            (
                "replicate/v1/models/black-forest-labs/flux-dev/predictions", #"{"input":{}}"#, 422,
                "invalid_fields.0.field"
            ),
            (
                "together/v1/images/generations",
                #"{"model":"black-forest-labs/FLUX.1-dev","prompt":"x","response_format":"png"}"#, 400, "error.param"
            ),
            (
                "nscale/v1/images/generations",
                #"{"model":"black-forest-labs/FLUX.1-schnell","prompt":"x","num_inference_steps":4}"#, 400,
                "error.message"
            ),
            ("wavespeed/api/v3/wavespeed-ai/flux-dev", "{}", 400, "message"),
            ("zai-org/api/paas/v4/async/images/generations", #"{"model":"glm-image","prompt":"x"}"#, 400, "error.code"),
            ("deepinfra/v1/openai/audio/speech", #"{"model":"hexgrad/Kokoro-82M"}"#, 422, "detail"),
        ]) func `every provider is strict in its own shape`(
            _ path: String, _ body: String, _ status: Int, _ place: String
        ) async throws
    {
        try await withSandbox { sandbox in
            let reply = try await sandbox.post("/hf-router/\(path)", Self.token, body)
            #expect(reply.status == status && reply.string(place)?.isEmpty == false, "\(reply.text)")
        }
    }

    @Test func `hf-inference answers with a picture, and complains in plain text`() async throws {
        try await withSandbox { sandbox in
            let path = "/hf-router/hf-inference/models/stabilityai/stable-diffusion-3-medium-diffusers"
            let reply = try await sandbox.post(
                path, Self.token, #"{"inputs":"a boat","parameters":{"width":96,"height":64}}"#)
            let picture = try #require(ImageProbe(reply.bytes))
            #expect(picture.width == 96 && picture.height == 64 && picture.variety > 20)
            let wrong = try await sandbox.post(path, Self.token, #"{"prompt":"a boat"}"#)
            #expect(wrong.status == 422 && wrong.header("Content-Type")?.hasPrefix("text/plain") == true)
        }
    }

    @Test func `a model that is loading says how long that takes`() async throws {
        try await withSandbox(faults: ["huggingface:loading"]) { sandbox in
            let reply = try await sandbox.post("/hf-router/hf-inference/models/x/y", Self.token, "{}")
            #expect(reply.status == 503 && reply.double("estimated_time") == 3.5)
        }
    }

    @Test func `a chat streams, thinks, and tells its usage when asked`() async throws {
        try await withSandbox { sandbox in
            let body =
                #"{"model":"openai/gpt-oss-120b:groq","messages":[{"role":"user","content":"hi"}],"stream":true,"stream_options":{"include_usage":true}}"#
            let reply = try await sandbox.post("/hf-router/v1/chat/completions", Self.token, body)
            #expect(reply.jsonEvents.contains { $0.string("choices.0.delta.reasoning") != nil })
            #expect((reply.jsonEvents.last?.int("usage.total_tokens") ?? 0) > 0 && reply.events.last == "[DONE]")
            let elsewhere = try await sandbox.post(
                "/hf-router/v1/chat/completions", Self.token,
                #"{"model":"openai/gpt-oss-120b:novita","messages":[{"role":"user","content":"hi"}]}"#)
            #expect(elsewhere.status == 400 && elsewhere.string("error.code") == "model_not_supported")
        }
    }
}
