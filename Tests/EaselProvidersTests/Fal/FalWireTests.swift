import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

struct FalWireTests {
    private func body(_ preview: RequestPreview?) -> JSONValue? { preview?.body.flatMap(JSONText.decode) }

    private func image(_ model: ModelID, _ values: ParameterValues, inputs: [MediaInput] = []) async throws
        -> JSONValue?
    {
        let bench = try Bench("fal", CannedTransport(.json("{}")))
        let specs = bench.provider.models.curated.first { $0.model == model }?.parameters ?? []
        var request = ImageRequest(
            model: model, prompt: "p", inputs: inputs, parameters: RequestParameters(values: values, specs: specs))
        request.facts = bench.facts(model)
        return body(try await bench.provider.services.image?.preview(request))
    }

    private func video(_ model: ModelID, _ values: ParameterValues, inputs: [MediaInput] = []) async throws
        -> JSONValue?
    {
        let bench = try Bench("fal", CannedTransport(.json("{}")))
        let specs = bench.provider.models.curated.first { $0.model == model }?.parameters ?? []
        var request = VideoRequest(
            model: model, prompt: "p", inputs: inputs, parameters: RequestParameters(values: values, specs: specs))
        request.facts = bench.facts(model)
        return body(try await bench.provider.services.video?.preview(request))
    }

    private func picture(_ role: AttachmentRole, size: Int = 1) -> MediaInput {
        MediaInput(role: role, bytes: Data(repeating: 0, count: size), type: .png, name: "a.png")
    }

    @Test(
        arguments: [
            ("fal-ai/veo3.1", #""8s""#), ("fal-ai/kling-video/v2.5-turbo/pro/text-to-video", #""8""#),
            ("fal-ai/wan/v2.7/text-to-video", "8"),
            ("fal-ai/ltx-2.3/text-to-video", "8"), ("bytedance/seedance-2.0/text-to-video", #""8""#),
            ("owner/unknown", "8"),
        ] as [(ModelID, String)]) func `a duration has the JSON type that the model wants`(
            _ model: ModelID, _ wire: String
        ) async throws
    {
        // Kling offers 5 and 10 only.
        let isKling = model.rawValue.contains("kling")
        let sent = try await video(model, [.durationSeconds: isKling ? 5 : 8])
        #expect(sent?["duration"] == JSONText.decode(isKling ? #""5""# : wire))
    }

    @Test func `a video request has all its fields`() async throws {
        let values: ParameterValues = [
            .aspectRatio: "9:16", .resolution: "1080p", .generateAudio: false, .negativePrompt: "blur", .seed: 9,
            "safety_tolerance": 2,
        ]
        let wanted =
            #"{"aspect_ratio":"9:16","generate_audio":false,"negative_prompt":"blur","prompt":"p","resolution":"1080p","safety_tolerance":"2","seed":9}"#
        #expect(try await video("fal-ai/veo3.1/fast", values) == JSONText.decode(wanted))
    }

    @Test(
        arguments: [
            ([.aspectRatio: "16:9"], #""landscape_16_9""#), ([.size: "1024x768"], #"{"width":1024,"height":768}"#),
            ([.size: "square"], #""square""#),
            ([.aspectRatio: "1:1", .size: "640x480"], #"{"width":640,"height":480}"#),
        ] as [(ParameterValues, String)]) func `a picture's size is a preset or pixels`(
            _ values: ParameterValues, _ wire: String
        ) async throws
    {
        #expect(try await image("fal-ai/flux/dev", values) == JSONText.decode(#"{"image_size":\#(wire),"prompt":"p"}"#))
    }

    @Test func `a tier is the automatic preset of the models that have one`() async throws {
        #expect(
            try await image("fal-ai/bytedance/seedream/v4/text-to-image", [.size: "2K"])?["image_size"] == "auto_2K")
        #expect(
            try await image("fal-ai/nano-banana-2", [.size: "2K"])
                == JSONText.decode(#"{"prompt":"p","resolution":"2K"}"#))
    }

    @Test func `an unknown endpoint takes customary names and its own`() async throws {
        let values: ParameterValues = [
            .aspectRatio: "1:1", .steps: 4, .count: 2, "shift": 1.5, "flags": .array([true]),
        ]
        let wanted =
            #"{"aspect_ratio":"1:1","flags":[true],"num_images":2,"num_inference_steps":4,"prompt":"p","shift":1.5}"#
        #expect(try await image("owner/thing", values) == JSONText.decode(wanted))
    }

    @Test func `attachments go into the field that the card names`() async throws {
        #expect(
            try await image("fal-ai/nano-banana/edit", [:], inputs: [picture(.reference), picture(.reference)])
                == JSONText.decode(
                    #"{"image_urls":["data:image/png;base64,AA==","data:image/png;base64,AA=="],"prompt":"p"}"#))
        #expect(
            try await video("fal-ai/veo3.1/image-to-video", [:], inputs: [picture(.first)])?["image_url"]
                == "data:image/png;base64,AA==")
        #expect(
            try await video("owner/i2v", [:], inputs: [picture(.first), picture(.last)])?["end_image_url"]
                == "data:image/png;base64,AA==")
    }

    @Test func `a file without a field is refused, and a large one is only named in a preview`() async throws {
        await #expect(throws: EaselError.self) {
            try await image("fal-ai/flux/dev", [:], inputs: [picture(.reference)])
        }
        let large = try await image("owner/x", [:], inputs: [picture(.reference, size: 8 << 20)])
        #expect(large?["image_url"] == "(uploaded: a.png)")
    }

    @Test func `warnings of the submit come with the result`() async throws {
        let transport = CannedTransport { (call) throws(EaselError) in
            if call.method == .post { return .json(#"{"request_id":"r1"}"#) }
            return call.url.path().hasSuffix("/status")
                ? .json(#"{"status":"COMPLETED"}"#) : .json(#"{"images":[{"url":"https://x.test/1"}]}"#)
        }
        let bench = try Bench("fal", transport)
        let service = try #require(bench.provider.services.image)
        let request = ImageRequest(
            model: "a/b", prompt: "p", parameters: RequestParameters(values: [.lyrics: "la", .count: 3]))
        guard case .accepted(let job) = try await service.submit(request),
            case .completed(let batch) = try await service.status(of: job)
        else {
            return #expect(Bool(false), "not completed")
        }
        #expect(batch.warnings.map(\.kind) == [.unsupported, .filtered])
    }

    @Test func `the live list asks for both categories and becomes cards`() async throws {
        let bench = try Bench(
            "fal", CannedTransport(.json(try RecordedFixture.text("fal-models.json"))), credential: nil)
        let cards = try await bench.provider.models.listed(.image)
        #expect(
            bench.transport.calls.map(\.url.absoluteString) == [
                "https://api.fal.ai/v1/models?category=text-to-image&status=active&limit=100",
                "https://api.fal.ai/v1/models?category=image-to-image&status=active&limit=100",
            ])
        #expect(cards.map(\.model) == ["fal-ai/flux/dev", "owner/new", "fal-ai/flux/dev", "owner/new"])
        #expect(
            cards.first?.name == "FLUX.1 [dev]" && cards.first?.inputs.isEmpty == true && cards.last?.inputs.count == 1)
    }

    @Test func `a locked account is a matter of permission, whatever its text says`() async throws {
        let bench = try Bench(
            "fal", CannedTransport(.json(#"{"detail":"User is locked. Reason: Exhausted balance."}"#, status: 403)))
        let error = await failure { () async throws(EaselError) in
            try await bench.provider.services.image?.submit(ImageRequest(model: "a/b", prompt: "p"))
        }
        #expect(
            error?.kind == .permission && error?.message.contains("Exhausted balance") == true
                && error?.remedy.contains("billing") == true)
    }
}
