import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

/// The words of each provider, out and in.
struct HuggingFaceRouteTests {
    private static let settings: ParameterValues = [
        .size: "640x384", .steps: 9, .seed: 5, .guidanceScale: 2.5, .negativePrompt: "fog",
    ]
    private static let encoded = CannedTransport.Reply.json(#"{"data":[{"b64_json":"AAAA","url":null}]}"#)
    private static let url = CannedTransport.Reply.json(#"{"images":[{"url":"https://fal.media/a.png"}]}"#)

    private static let bodies: [(String, CannedTransport.Reply, String)] = [
        (
            "fal-ai", url,
            #"{"guidance_scale":2.5,"image_size":{"height":384,"width":640},"negative_prompt":"fog","num_inference_steps":9,"prompt":"a prompt","seed":5}"#
        ),
        (
            "replicate", .json(#"{"id":"p","output":["https://r/a.webp"],"status":"processing"}"#, status: 201),
            #"{"input":{"guidance_scale":2.5,"height":384,"negative_prompt":"fog","num_inference_steps":9,"prompt":"a prompt","seed":5,"width":640}}"#
        ),
        (
            "together", encoded,
            #"{"guidance_scale":2.5,"height":384,"model":"own/id","negative_prompt":"fog","prompt":"a prompt","response_format":"base64","seed":5,"steps":9,"width":640}"#
        ),
        (
            "nscale", encoded,
            #"{"model":"own/id","negative_prompt":"fog","prompt":"a prompt","response_format":"b64_json","seed":5,"size":"640x384"}"#
        ),
        (
            "hf-inference", CannedTransport.Reply(headers: ["Content-Type": "image/jpeg"], chunks: [[0xFF]]),
            #"{"inputs":"a prompt","parameters":{"guidance_scale":2.5,"height":384,"negative_prompt":"fog","num_inference_steps":9,"seed":5,"width":640}}"#
        ),
        (
            "wavespeed", .json(#"{"data":{"id":"w","status":"created"}}"#),
            #"{"guidance_scale":2.5,"height":384,"negative_prompt":"fog","num_inference_steps":9,"prompt":"a prompt","seed":5,"width":640}"#
        ),
        (
            "zai-org", .json(#"{"id":"z","task_status":"PROCESSING"}"#),
            #"{"guidance_scale":2.5,"model":"own/id","negative_prompt":"fog","num_inference_steps":9,"prompt":"a prompt","seed":5,"size":"640x384"}"#
        ),
    ]

    @Test(arguments: bodies) func `a picture is asked for in the provider's words`(
        _ provider: String, _ reply: CannedTransport.Reply, _ body: String
    ) async throws {
        let stand = try HuggingFaceStand(
            HuggingFaceStand.served(by: provider, as: "own/id", "text-to-image"), [("/", reply)])
        let submission = try await stand.image("org/model", Self.settings)
        #expect(stand.bench.sent == JSONText.decode(body))
        let call = try #require(stand.calls.first)
        #expect(call.url.path().hasPrefix("/\(provider)/") && call.headers["Authorization"] != nil)
        #expect(call.headers["Prefer"] == (provider == "replicate" ? "wait" : nil))
        #expect(call.headers["x-source-channel"] == (provider == "zai-org" ? "hugging_face" : nil))
        // What nscale has no field for is said and not sent.
        let unsupported = submission.batch?.warnings.filter { $0.kind == .unsupported }.compactMap(\.parameter) ?? []
        #expect(unsupported == (provider == "nscale" ? ["guidanceScale", "steps"] : []))
    }

    @Test func `a version goes to the general path of replicate`() async throws {
        let stand = try HuggingFaceStand(
            HuggingFaceStand.served(by: "replicate", as: "own/id:abc123", "text-to-speech"),
            [("/", .json(#"{"id":"p","output":"https://r/a.wav","status":"succeeded"}"#, status: 201))])
        let batch = try #require(try await stand.speech().batch)
        #expect(stand.calls.first?.url.path() == "/replicate/v1/predictions")
        #expect(stand.bench.sent == JSONText.decode(#"{"version":"abc123","input":{"text":"a prompt"}}"#))
        #expect(batch.items.map(\.source) == [.url(try #require(URL(string: "https://r/a.wav")), .withoutCredential)])
    }

    @Test func `weights of a LoRA go along`() async throws {
        let weights = #","adapter":"lora","adapterWeightsPath":"w.safetensors""#
        let fal = try HuggingFaceStand(
            HuggingFaceStand.served(by: "fal-ai", as: "fal-ai/lora", "text-to-image", weights), [("/", Self.url)])
        _ = try await fal.image()
        #expect(
            fal.bench.sent?["loras"]?["0"]?["path"] == "https://huggingface.co/org/model/resolve/main/w.safetensors")
        #expect(fal.bench.sent?["model_name"] == "stabilityai/stable-diffusion-xl-base-1.0")
        let replicate = try HuggingFaceStand(
            HuggingFaceStand.served(by: "replicate", as: "o/n", "text-to-image", weights),
            [("/", .json(#"{"id":"p","output":"https://r/a.png"}"#))])
        _ = try await replicate.image()
        #expect(replicate.bench.sent?["input"]?["lora_weights"] == "https://huggingface.co/org/model")
    }

    private static let edits: [(String, String, [String])] = [
        ("fal-ai", "own/id", ["image_url", "image_urls"]), ("together", "x/FLUX.1-kontext-dev", ["image_url"]),
        ("together", "x/FLUX.2", ["reference_images"]), ("wavespeed", "own/id", ["image"]),
    ]

    @Test(arguments: edits) func `a picture to change goes into the provider's field`(
        _ provider: String, _ id: String, _ fields: [String]
    ) async throws {
        let reply = CannedTransport.Reply.json(
            #"{"request_id":"r","data":[{"b64_json":"AAAA"}]}"#)
        let wave = CannedTransport.Reply.json(#"{"data":{"id":"w","status":"created"}}"#)
        let stand = try HuggingFaceStand(
            HuggingFaceStand.served(by: provider, as: id, "image-to-image"), [("wavespeed", wave), ("/", reply)])
        _ = try await stand.image("org/model", inputs: [.dot])
        for field in fields {
            let value = try #require(stand.bench.sent?[field])
            #expect((value["0"] ?? value) == "data:image/png;base64,AQID")
        }
        #expect(stand.bench.sent?["prompt"] == "a prompt")
    }

    @Test func `replicate gets a picture under every usual name`() async throws {
        let stand = try HuggingFaceStand(
            HuggingFaceStand.served(by: "replicate", as: "o/n", "image-to-image"),
            [("/", .json(#"{"id":"p","output":"https://r/a.png"}"#))])
        _ = try await stand.image("org/model", inputs: [.dot])
        let input = try #require(stand.bench.sent?["input"])
        for name in ["image", "input_image"] { #expect(input[name] == "data:image/png;base64,AQID") }
        for name in ["images", "input_images"] { #expect(input[name] == .array(["data:image/png;base64,AQID"])) }
    }

    @Test func `hf-inference gets the bytes in base64 and no address`() async throws {
        let stand = try HuggingFaceStand(
            HuggingFaceStand.served(by: "hf-inference", as: "org/model", "image-to-image"),
            [("/", CannedTransport.Reply(headers: ["Content-Type": "image/png"], chunks: [[1]]))])
        _ = try await stand.image("org/model", [.size: "64x32"], inputs: [.dot])
        #expect(
            stand.bench.sent
                == JSONText.decode(
                    #"{"inputs":"AQID","parameters":{"prompt":"a prompt","target_size":{"width":64,"height":32}}}"#))
        let hosted = MediaInput(
            role: .reference, content: .hosted(try #require(URL(string: "https://x/y.png"))), type: .png, name: "y.png")
        let error = await failure { () async throws(EaselError) in
            try await stand.image("org/model", inputs: [hosted])
        }
        #expect(error?.kind == .unsupported && stand.calls.count == 1)
    }

    @Test func `a first frame that is too large for together is refused before it is sent`() async throws {
        let stand = try HuggingFaceStand(
            HuggingFaceStand.served(by: "together", as: "t", "image-to-video"), [("/", .json(#"{"id":"v"}"#))])
        let large = MediaInput(role: .first, bytes: Data(repeating: 0, count: 50_000), type: .png, name: "large.png")
        let error = await failure { () async throws(EaselError) in
            try await stand.video("org/model", inputs: [large])
        }
        #expect(error?.kind == .unsupported && stand.calls.isEmpty)
        _ = try await stand.video("org/model", inputs: [.frame])
        #expect(stand.bench.sent?["frame_images"]?["0"]?["frame"] == "first")
    }

    @Test(arguments: ["together", "deepinfra"]) func `speech is the answer itself`(_ provider: String) async throws {
        let stand = try HuggingFaceStand(
            HuggingFaceStand.served(by: provider, as: "own/id", "text-to-speech"),
            [("/", CannedTransport.Reply(headers: ["Content-Type": "audio/mpeg"], chunks: [[0xFF, 0xFB], [1]]))])
        let batch = try #require(try await stand.speech([.voice: "af_sky"]).batch)
        #expect(batch.items == [MediaReference(.bytes(Data([0xFF, 0xFB, 1])), declaredType: .mp3)])
        #expect(stand.bench.sent == JSONText.decode(#"{"input":"a prompt","model":"own/id","voice":"af_sky"}"#))
    }

    @Test func `novita holds the line for a clip`() async throws {
        let stand = try HuggingFaceStand(
            HuggingFaceStand.served(by: "novita", as: "wan", "text-to-video"),
            [("novita/v3/hf/wan", .json(#"{"video":{"video_url":"https://n/a.mp4","video_url_ttl":1}}"#))])
        #expect(try await stand.video("org/model", ["num_frames": 24]).batch?.items.count == 1)
        #expect(stand.bench.sent == JSONText.decode(#"{"prompt":"a prompt","num_frames":24}"#))
    }

    @Test func `a blanked picture is marked and told`() async throws {
        let stand = try HuggingFaceStand(
            HuggingFaceStand.served(by: "fal-ai", as: "x/y", "text-to-image"),
            [
                (
                    "/",
                    .json(
                        #"{"images":[{"url":"https://f/a.png","width":64,"height":32},{"url":"data:image/png;base64,AAAA"}],"has_nsfw_concepts":[true,false],"seed":9}"#
                    )
                )
            ])
        let batch = try #require(try await stand.image("org/model", [.count: 3]).batch)
        #expect(batch.items.map(\.isFiltered) == [true, false] && batch.seed == 9)
        #expect(batch.items.first?.pixels == PixelSize(width: 64, height: 32))
        #expect(batch.warnings.map(\.kind) == [.filtered, .adjusted])
    }

    @Test(arguments: ["image/jpeg", "application/json"]) func `an empty answer is no picture`(
        _ type: String
    ) async throws {
        let stand = try HuggingFaceStand(
            HuggingFaceStand.served(by: "hf-inference", as: "org/model", "text-to-image"),
            [("/", CannedTransport.Reply(headers: ["Content-Type": type]))])
        let error = await failure { () async throws(EaselError) in try await stand.image() }
        #expect(error?.kind == .invalidResponse && error?.mayHaveBeenAccepted == true)
    }
}
