import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

struct OpenRouterCatalogTests {
    @Test func `the live list becomes cards`() async throws {
        let bench = try Bench(
            "openrouter", CannedTransport(.json(try RecordedFixture.text("openrouter-models.json"))), credential: nil)
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
            first.parameters.map(\.key) == [.system, .temperature, .maxOutputTokens, .seed] && first.inputs.count == 1)
        #expect(cards[1].price == nil && cards[1].inputs.isEmpty)
    }

    @Test func `modalities that the adapter has no service for are not asked for`() async throws {
        let bench = try Bench("openrouter", CannedTransport(.json("{}")))
        #expect(try await bench.provider.models.listed(.video).isEmpty)
        #expect(bench.transport.calls.isEmpty)
    }
}
