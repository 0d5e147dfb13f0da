import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

struct OpenRouterCatalogTests {
    /// Answers each discovery address with its fixture.
    private func bench(_ pages: [String: String], credential: String? = nil) throws -> Bench {
        let replies = try pages.mapValues { try RecordedFixture.text($0) }
        return try Bench(
            "openrouter",
            CannedTransport { (call) throws(EaselError) in
                let path = call.url.path().replacing("/api/v1/", with: "")
                guard let text = replies[path] else {
                    return .json(#"{"error":{"code":404,"message":"Not Found"}}"#, status: 404)
                }
                return .json(text)
            }, credential: credential)
    }

    @Test func `the live list becomes cards`() async throws {
        let bench = try bench(["models": "openrouter-models.json"])
        let cards = try await bench.provider.models.listed(.text)
        #expect(
            bench.transport.calls.first?.url.absoluteString
                == "https://openrouter.ai/api/v1/models?output_modalities=text")
        #expect(bench.transport.calls.first?.headers["Authorization"] == nil)
        #expect(cards.map(\.model) == ["google/gemini-3.1-flash-image", "openrouter/auto"])
        let first = try #require(cards.first)
        #expect(first.name == "Google: Gemini [31m Image" && first.origin == .listed)
        #expect(first.price == Price([.inputMegatoken: 0.5, .outputMegatoken: 3]))
        #expect(
            first.limits.contextTokens == 65_536 && first.limits.outputTokens == 32_768
                && first.retirement?.date == "2027-01-31")
        #expect(
            first.parameters.map(\.key) == [
                .system, .temperature, "response_format", .maxOutputTokens, .seed, "provider", "models", "plugins",
            ])
        #expect(first.inputs.first?.types == [.png, .jpeg, .webp, .gif])
        #expect(cards[1].price == nil && cards[1].inputs.isEmpty)
    }

    @Test func `painters have their typed parameters, and others paint through chat`() async throws {
        let bench = try bench([
            "models": "openrouter-models-image.json", "images/models": "openrouter-images-models.json",
        ])
        let cards = try await bench.provider.models.listed(.image)
        #expect(cards.map(\.model) == ["openai/gpt-image-2", "acme/only-here", "acme/talking-painter", "acme/painter"])
        let gpt = try #require(cards.first)
        #expect(gpt.route == nil && gpt.inputs.first?.maximumCount == 16 && gpt.retirement?.date == "2027-02-01")
        #expect(gpt[.quality]?.kind == .choices("auto", "low"))
        #expect(gpt[.count]?.kind == .integer(minimum: 1, maximum: 10, unit: nil) && gpt[.count]?.wireName == "n")
        #expect(gpt["output_compression"]?.kind == .integer(minimum: 0, maximum: 100, unit: nil))
        #expect(gpt[.size]?.kind == .choices("1K", "2K", "1024x1024") && gpt[.size]?.wireName == "size")
        #expect(gpt[.seed] == nil && gpt["strange"]?.kind == .number(minimum: 0.5, maximum: nil, unit: nil))
        #expect(gpt.price == Price([.inputMegatoken: 5, .outputMegatoken: 40]))
        #expect(cards[2].route == "chat" && cards[3].route == "chat-image")
    }

    @Test func `one painter is described by its endpoint, with prices and handed-through parameters`() async throws {
        let bench = try bench([
            "model/black-forest-labs/flux.2-pro": "openrouter-model-flux.json",
            "images/models/black-forest-labs/flux.2-pro/endpoints": "openrouter-image-endpoints.json",
        ])
        let found = try await bench.provider.models.described("black-forest-labs/flux.2-pro", .image)
        let card = try #require(found)
        #expect(
            card.origin == .schema && card.price == Price([.megapixel: 0.03]) && card.inputs.first?.maximumCount == 8)
        #expect(card[.steps]?.wireName == "provider.options.black-forest-labs.steps")
        #expect(card["safety"]?.kind == .json && card[.seed] != nil)
    }

    @Test func `filmers have their own values, prices and frames`() async throws {
        let bench = try bench([
            "models": "openrouter-models-video.json", "videos/models": "openrouter-videos-models.json",
        ])
        let cards = try await bench.provider.models.listed(.video)
        #expect(cards.map(\.model) == ["kwaivgi/kling-v3.0-pro", "acme/upscaler", "acme/bare"])
        let kling = try #require(cards.first)
        #expect(kling[.durationSeconds]?.accepts(5) == true && kling[.durationSeconds]?.accepts(6) == false)
        #expect(kling[.generateAudio]?.kind == .boolean && kling[.seed] != nil)
        #expect(kling.price == Price([.second: 0.112]) && kling.retirement?.date == "2027-03-01")
        #expect(kling.inputs.map(\.role) == [.first, .last, .reference])
        #expect(cards[1]["upscale_factor"]?.kind == .number(minimum: 1, maximum: 4, unit: nil))
        #expect(cards[1].price == Price([.second: 0.12]) && cards[2].price == nil && cards[2].inputs.isEmpty)
    }

    @Test func `voices and prices by the character are told`() async throws {
        let bench = try bench([
            "models": "openrouter-models-speech.json", "model/hexgrad/kokoro-82m": "openrouter-model-kokoro.json",
        ])
        let cards = try await bench.provider.models.listed(.speech)
        #expect(cards[0][.voice]?.kind == .choices("af_heart", "ff_siwis"))
        #expect(cards[0].price == Price([.thousandCharacters: 0.004]))
        #expect(cards[1].price == Price([.inputMegatoken: 0.5, .outputMegatoken: 9]))
        let voices = try await bench.provider.services.speech?.voices(for: "hexgrad/kokoro-82m")
        #expect(voices?.map(\.id) == ["af_heart", "ff_siwis"])
    }

    @Test func `an unknown model, or one that makes something else, has no description`() async throws {
        let bench = try bench(["model/hexgrad/kokoro-82m": "openrouter-model-kokoro.json"])
        #expect(try await bench.provider.models.described("acme/none", .text) == nil)
        #expect(try await bench.provider.models.described("hexgrad/kokoro-82m", .text) == nil)
    }

    @Test func `every curated card can be sent as it is`() throws {
        let bench = try Bench("openrouter", CannedTransport(.json("{}")))
        for modality in Modality.allCases {
            #expect(bench.provider.models.curated.filter { $0.modality == modality }.count >= 2)
        }
        for card in bench.provider.models.curated where card.retirement != nil {
            #expect(card.retirement.map { $0.date > "2026-11-24" } == true)
        }
    }
}
