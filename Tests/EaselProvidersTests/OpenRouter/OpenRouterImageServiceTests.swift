import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

struct OpenRouterImageServiceTests {
    private func submit(
        _ reply: CannedTransport.Reply, _ request: ImageRequest = ImageRequest(model: "m", prompt: "x")
    ) async throws -> (batch: MediaBatch, bench: Bench) {
        let bench = try Bench("openrouter", CannedTransport(reply))
        guard case .completed(let batch) = try await bench.provider.services.image?.submit(request) else {
            throw CocoaError(.featureUnsupported)
        }
        return (batch, bench)
    }

    private func request(_ model: ModelID, _ values: ParameterValues, inputs: [MediaInput] = []) throws -> ImageRequest
    {
        let bench = try Bench("openrouter", CannedTransport(.json("{}")))
        let specs = bench.provider.models.curated.first { $0.model == model }?.parameters ?? []
        return ImageRequest(
            model: model, prompt: "a fox", inputs: inputs, parameters: RequestParameters(values: values, specs: specs))
    }

    @Test func `base64 comes as it is, with the stated cost`() async throws {
        let batch = try await submit(.json(try RecordedFixture.text("openrouter-image.json"))).batch
        #expect(batch.items == [.init(.base64("iVBORw0KGgo="), declaredType: .png), .init(.base64("/9j/4AAQ"))])
        #expect(batch.usage?.costUSD == 0.04 && batch.usage?.costIsEstimate == false && batch.warnings.isEmpty)
    }

    @Test func `fewer pictures than asked for is a warning`() async throws {
        let batch = try await submit(
            .json(try RecordedFixture.text("openrouter-image.json")),
            try request("openai/gpt-image-2", [.count: 4])
        ).batch
        #expect(batch.warnings.map(\.kind) == [.adjusted] && batch.warnings.first?.parameter == "count")
    }

    @Test func `the card's names and tiers go on the wire`() async throws {
        let picture = MediaInput(role: .reference, bytes: Data([1, 2]), type: .jpeg, name: "a.jpg")
        let values: ParameterValues = [.aspectRatio: "16:9", .size: "2K"]
        let bench = try await submit(
            .json(try RecordedFixture.text("openrouter-image.json")),
            try request("google/gemini-3.1-flash-image", values, inputs: [picture])
        ).bench
        let wanted =
            #"{"aspect_ratio":"16:9","input_references":[{"image_url":{"url":"data:image/jpeg;base64,AQI="},"type":"image_url"}],"model":"google/gemini-3.1-flash-image","prompt":"a fox","resolution":"2K"}"#
        #expect(bench.sent == JSONText.decode(wanted))
        #expect(bench.transport.calls.first?.url.absoluteString == "https://openrouter.ai/api/v1/images")
    }

    @Test func `a model without a card takes the customary names and its own`() async throws {
        let values: ParameterValues = [
            .size: "1024x1024", .quality: "high", .format: "webp", "background": "opaque", .steps: 4,
        ]
        let (batch, bench) = try await submit(
            .json(try RecordedFixture.text("openrouter-image.json")), try request("a/b", values))
        #expect(
            bench.sent
                == JSONText.decode(
                    #"{"background":"opaque","model":"a/b","output_format":"webp","prompt":"a fox","quality":"high","size":"1024x1024"}"#
                ))
        #expect(batch.warnings.map(\.parameter) == ["steps"])
    }

    @Test func `a streamed answer gives the last picture`() async throws {
        let batch = try await submit(.events(try RecordedFixture.text("openrouter-image-stream.txt"))).batch
        #expect(batch.items == [.init(.base64("iVBORw0KGgo="), declaredType: .png)] && batch.usage?.costUSD == 0.04)
    }

    @Test func `several streamed pictures are all kept, with their sketches left out`() async throws {
        let event = "data: {\"type\":\"image_generation.completed\",\"b64_json\":\"AA==\"}\n\n"
        let sketch =
            "data: {\"type\":\"image_generation.partial_image\",\"partial_image_index\":0,\"b64_json\":\"BB==\"}\n\n"
        let batch = try await submit(.events(sketch + event + sketch + event + "data: [DONE]\n\n")).batch
        #expect(batch.items == [.init(.base64("AA==")), .init(.base64("AA=="))])
    }

    @Test func `what a company takes alone goes to its place in the routing object`() async throws {
        let values: ParameterValues = [.steps: 20, "provider": .object(["sort": "price"])]
        let bench = try await submit(
            .json(try RecordedFixture.text("openrouter-image.json")),
            try request("black-forest-labs/flux.2-pro", values)
        ).bench
        let wanted =
            #"{"model":"black-forest-labs/flux.2-pro","prompt":"a fox","provider":{"options":{"black-forest-labs":{"steps":20}},"sort":"price"}}"#
        #expect(bench.sent == JSONText.decode(wanted))
    }

    @Test func `a mask is told of and not sent`() async throws {
        let mask = MediaInput(role: .mask, bytes: Data([1]), type: .png, name: "m.png")
        let (batch, bench) = try await submit(
            .json(try RecordedFixture.text("openrouter-image.json")),
            ImageRequest(model: "m", prompt: "x", inputs: [mask]))
        #expect(batch.warnings.map(\.kind) == [.unsupported] && bench.sent?["input_references"] == nil)
    }

    @Test func `raw bytes are a picture`() async throws {
        let batch = try await submit(.init(200, headers: ["Content-Type": "image/webp"], chunks: [[1], [2]])).batch
        #expect(batch.items == [.init(.bytes(Data([1, 2])), declaredType: .webp)])
    }

    @Test(arguments: [
        (CannedTransport.Reply.json(#"{"data":[]}"#), EaselError.Kind.invalidResponse),
        (.json(#"{"data":null}"#), .invalidResponse),
        (.json(#"{"error":{"code":429,"message":"m"}}"#), .rateLimited),
        (
            .events(
                "data: {\"type\":\"error\",\"error\":{\"message\":\"m\",\"code\":\"image_content_policy_violation\"}}\n\n"
            ), .contentPolicy
        ),
        (
            .events("data: {\"type\":\"image_generation.partial_image\",\"b64_json\":\"AA\"}\n\ndata: [DONE]\n\n"),
            .invalidResponse
        ),
    ]) func `an answer without a picture is an error`(_ reply: CannedTransport.Reply, _ kind: EaselError.Kind)
        async throws
    {
        let bench = try Bench("openrouter", CannedTransport(reply))
        let error = await failure { () async throws(EaselError) in
            try await bench.provider.services.image?.submit(ImageRequest(model: "m", prompt: "x"))
        }
        #expect(error?.kind == kind)
    }
}
