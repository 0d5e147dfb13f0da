import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

struct ReplicateWireTests {
    private static let created = #"{"id":"p1","status":"starting"}"#

    /// The JSON of a create, with the facts and the specs of the model's card.
    private func sent<Kind: MediaKind>(
        _ type: Kind.Type, _ model: ModelID, _ values: ParameterValues = [:], inputs: [MediaInput] = [],
        route: String? = nil
    ) async throws -> (body: JSONValue?, path: String?, warnings: [GenerationWarning]) {
        let bench = try Bench("replicate", CannedTransport(.json(Self.created, status: 201)))
        let card = bench.provider.models.curated.first { $0.model == model }
        var request = MediaRequest<Kind>(
            model: model, prompt: "x", inputs: inputs,
            parameters: RequestParameters(values: values, specs: card?.parameters ?? []))
        request.facts = bench.facts(model)
        if let route { request.facts.route = route }
        let services = bench.provider.services
        let submission: Submission?
        switch request {
        case let request as ImageRequest: submission = try await services.image?.submit(request)
        case let request as VideoRequest: submission = try await services.video?.submit(request)
        case let request as AudioRequest: submission = try await services.audio?.submit(request)
        case let request as SpeechRequest: submission = try await services.speech?.submit(request)
        default: submission = nil
        }
        var warnings: [GenerationWarning] = []
        if case .accepted(let job) = submission, case .array(let kept)? = job.handle["warnings"] {
            warnings = kept.compactMap { $0["message"]?.string }.map { GenerationWarning(.other, $0) }
        }
        return (bench.sent, bench.transport.calls.last?.url.path(), warnings)
    }

    @Test func `a version goes into the body and its model out of the path`() async throws {
        let version = String(repeating: "ab", count: 32)
        for model in ["stability-ai/sdxl:\(version)", version] {
            let sent = try await sent(ImageKind.self, ModelID(rawValue: model))
            #expect(sent.path == "/v1/predictions")
            #expect(sent.body?["version"]?.string == version)
        }
        let routed = try await sent(ImageKind.self, "stability-ai/sdxl", route: "version=\(version)")
        #expect(routed.path == "/v1/predictions" && routed.body?["version"]?.string == version)
        #expect(try await sent(ImageKind.self, "deployments/a/b").path == "/v1/deployments/a/b/predictions")
    }

    @Test(arguments: ["", "flux", "a/b/c", "a/", "/b", "a/b:", "../x"])
    func `what is no model is refused before anything is sent`(_ model: String) async throws {
        let bench = try Bench("replicate", CannedTransport(.json(Self.created)))
        let service = try #require(bench.provider.services.image)
        let error = await failure { () async throws(EaselError) in
            try await service.submit(ImageRequest(model: ModelID(rawValue: model), prompt: "x"))
        }
        #expect(error?.kind == .modelNotFound)
        #expect(bench.transport.calls.isEmpty)
    }

    @Test func `a duration is a whole number and a tolerance, too`() async throws {
        let clip = try await sent(
            VideoKind.self, "google/veo-3.1", [.durationSeconds: 8, .generateAudio: false, .resolution: "720p"])
        #expect(
            clip.body?["input"]
                == JSONText.decode(#"{"prompt":"x","duration":8,"generate_audio":false,"resolution":"720p"}"#))
        let picture = try await sent(ImageKind.self, "black-forest-labs/flux-1.1-pro", ["safety_tolerance": 5])
        #expect(picture.body?["input"]?["safety_tolerance"] == 5)
    }

    @Test func `pixels are a custom size, a tier is a word`() async throws {
        let pixels = try await sent(ImageKind.self, "bytedance/seedream-4", [.size: "2048x1024"])
        #expect(pixels.body?["input"] == JSONText.decode(#"{"prompt":"x","size":"custom","width":2048,"height":1024}"#))
        let tier = try await sent(ImageKind.self, "bytedance/seedream-4", [.size: "4K"])
        #expect(tier.body?["input"] == JSONText.decode(#"{"prompt":"x","size":"4K"}"#))
        let word = try await sent(ImageKind.self, "recraft-ai/recraft-v3", [.size: "1024x1536"])
        #expect(word.body?["input"] == JSONText.decode(#"{"prompt":"x","size":"1024x1536"}"#))
    }

    @Test func `a size in place of a ratio is told`() async throws {
        let sent = try await sent(
            ImageKind.self, "black-forest-labs/flux-1.1-pro", [.size: "1024x768", .aspectRatio: "16:9"])
        #expect(
            sent.body?["input"] == JSONText.decode(#"{"prompt":"x","aspect_ratio":"custom","width":1024,"height":768}"#)
        )
        #expect(sent.warnings.count == 1)
    }

    @Test func `speech says its prompt as text, in flat fields`() async throws {
        let sent = try await sent(
            SpeechKind.self, "minimax/speech-02-turbo",
            [.voice: "Deep_Voice_Man", .speed: 1.2, .format: "wav", "pitch": 3])
        #expect(
            sent.body?["input"]
                == JSONText.decode(
                    #"{"text":"x","voice_id":"Deep_Voice_Man","speed":1.2,"audio_format":"wav","pitch":3}"#))
    }

    @Test func `a song has its lyrics beside the prompt`() async throws {
        let sent = try await sent(AudioKind.self, "minimax/music-1.5", [.lyrics: "la la la la la"])
        #expect(sent.body?["input"] == JSONText.decode(#"{"prompt":"x","lyrics":"la la la la la"}"#))
    }

    private func picture(_ role: AttachmentRole, _ size: Int = 3) -> MediaInput {
        MediaInput(role: role, bytes: Data(repeating: 1, count: size), type: .png, name: "a.png")
    }

    @Test func `a small file goes inside the request, in a list where the model takes one`() async throws {
        let one = try await sent(ImageKind.self, "black-forest-labs/flux-kontext-pro", inputs: [picture(.reference)])
        #expect(one.body?["input"]?["input_image"] == "data:image/png;base64,AQEB")
        let list = try await sent(ImageKind.self, "google/nano-banana", inputs: [picture(.reference)])
        #expect(list.body?["input"]?["image_input"] == .array(["data:image/png;base64,AQEB"]))
        let frames = try await sent(VideoKind.self, "google/veo-3.1", inputs: [picture(.first), picture(.last)])
        #expect(frames.body?["input"]?["image"] != nil && frames.body?["input"]?["last_frame"] != nil)
    }

    @Test func `a hosted file is named by its address`() async throws {
        let address = try #require(URL(string: "https://example.com/a.png"))
        let input = MediaInput(role: .reference, content: .hosted(address), type: .png, name: "a.png")
        let sent = try await sent(ImageKind.self, "google/nano-banana", inputs: [input])
        #expect(sent.body?["input"]?["image_input"] == .array(["https://example.com/a.png"]))
    }

    @Test func `a large file is uploaded first, and a preview uploads nothing`() async throws {
        let transport = CannedTransport { (call) throws(EaselError) in
            call.url.path().hasSuffix("/files")
                ? .json(#"{"id":"f","urls":{"get":"https://api.replicate.com/v1/files/f"}}"#, status: 201)
                : .json(Self.created, status: 201)
        }
        let bench = try Bench("replicate", transport)
        var request = ImageRequest(model: "google/nano-banana", prompt: "x", inputs: [picture(.reference, 300 << 10)])
        request.facts = bench.facts(request.model)
        let service = try #require(bench.provider.services.image)
        #expect(try await service.preview(request).body?.contains("after its upload") == true)
        #expect(transport.calls.isEmpty)
        _ = try await service.submit(request)
        #expect(transport.calls.map(\.url.lastPathComponent) == ["files", "predictions"])
        #expect(transport.calls[0].headers["Content-Type"]?.hasPrefix("multipart/form-data") == true)
        let form = transport.calls[0].body.map { String(decoding: $0.prefix(300), as: UTF8.self) } ?? ""
        #expect(form.contains(#"name="content"; filename="a.png""#) && form.contains("Content-Type: image/png"))
        #expect(bench.sent?["input"]?["image_input"] == .array(["https://api.replicate.com/v1/files/f"]))
    }

    @Test func `a lost upload may be repeated`() async throws {
        let bench = try Bench("replicate", CannedTransport(.json("{", status: 201)))
        var request = ImageRequest(model: "google/nano-banana", prompt: "x", inputs: [picture(.reference, 300 << 10)])
        request.facts = bench.facts(request.model)
        let (service, sent) = (try #require(bench.provider.services.image), request)
        let error = await failure { () async throws(EaselError) in try await service.submit(sent) }
        #expect(error?.kind == .invalidResponse && error?.mayHaveBeenAccepted == false)
    }

    @Test func `a role that the model has no field for is refused`() async throws {
        let bench = try Bench("replicate", CannedTransport(.json(Self.created)))
        var request = ImageRequest(model: "google/nano-banana", prompt: "x", inputs: [picture(.mask)])
        request.facts = bench.facts(request.model)
        let (service, sent) = (try #require(bench.provider.services.image), request)
        let error = await failure { () async throws(EaselError) in try await service.submit(sent) }
        #expect(error?.kind == .unsupported)
        #expect(bench.transport.calls.isEmpty)
    }
}
