import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

struct HuggingFaceCatalogTests {
    private func bench(_ replies: [(String, CannedTransport.Reply)]) throws -> Bench {
        try Bench(
            "huggingface",
            CannedTransport { (call) throws(EaselError) in
                let target = call.url.absoluteString
                return replies.first { target.contains($0.0) }?.1 ?? .json("[]")
            })
    }

    @Test func `the Hub's list becomes cards of the task, page after page`() async throws {
        let page = try RecordedFixture.text("huggingface-models.json")
        let bench = try bench([
            ("cursor=abc", .json("[]")),
            (
                "pipeline_tag=text-to-image",
                .json(
                    page, headers: ["Link": #"<https://huggingface.co/api/models?limit=100&cursor=abc>; rel="next""#])
            ),
        ])
        let cards = try await bench.provider.models.listed(.image)
        #expect(cards.map(\.model) == ["black-forest-labs/FLUX.1-dev", "org/lora"])
        #expect(cards.first?.route == "fal-ai/fal-ai/flux/dev" && cards.first?.origin == .listed)
        #expect(cards.first?.summary == "text-to-image by fal-ai, replicate.")
        let asked = bench.transport.calls.map(\.url.absoluteString)
        #expect(asked.count == 3)
        #expect(asked.allSatisfy { $0.hasPrefix("https://huggingface.co/api/models?inference_provider=") })
    }

    @Test func `chat models come with the price of the dearest and the widest context`() async throws {
        let bench = try bench([("/v1/models", .json(try RecordedFixture.text("huggingface-chat-models.json")))])
        let cards = try await bench.provider.models.listed(.text)
        #expect(cards.map(\.model) == ["deepseek-ai/DeepSeek-V4-Pro", "google/gemma-3-27b-it"])
        #expect(cards.first?.price == Price([.inputMegatoken: 1.69, .outputMegatoken: 3.38]))
        #expect(cards.first?.limits.contextTokens == 1_048_576 && cards.first?.inputs.isEmpty == true)
        #expect(cards.last?.inputs.count == 1 && cards.last?.price == nil)
    }

    @Test func `a model is described by who serves it for what`() async throws {
        let page =
            #"{"id":"o/m","inferenceProviderMapping":{"wavespeed":{"status":"live","providerId":"w/m","task":"image-to-video"}}}"#
        let bench = try bench([("/api/models/o/m", .json(page))])
        let card = try #require(try await bench.provider.models.described("o/m", .video))
        #expect(card.inputs.map(\.role) == [.first] && card.inputs.first?.isRequired == true)
        #expect(try await bench.provider.models.described("o/m", .image) == nil)
        #expect(try await bench.provider.models.described("o/m:fal-ai", .video) == nil)
    }

    @Test func `the account says whose token it is`() async throws {
        let body = try RecordedFixture.text("huggingface-whoami.json")
        let bench = try bench([("/api/whoami-v2", .json(body))])
        let status = try await #require(bench.provider.account).account()
        #expect(status.label == "julien, token “my token”" && status.isFreeTier == false)
        #expect(status.resetsAt == Date(timeIntervalSince1970: 1_767_225_599))
    }

    @Test func `hostile words of a list do no harm`() async throws {
        let bench = try bench([
            (
                "pipeline_tag=text-to-speech",
                .json(
                    #"[{"id":"a/\u001b[31mb","inferenceProviderMapping":[{"provider":"fal-ai","providerId":"x","task":"text-to-speech"}]},{"id":5},null,{"id":"c","inferenceProviderMapping":"no"}]"#
                )
            )
        ])
        let cards = try await bench.provider.models.listed(.speech)
        #expect(cards.count == 1 && cards.first?.name.contains("\u{1B}") == false)
    }
}
