import EaselCore
import EaselEngine
import EaselTestSupport
import Foundation
import Testing

@Suite struct CostEstimateTests {
    private func card(_ rates: [Price.Unit: Double], _ parameters: ParameterSpec...) -> ModelCard {
        .fake(.image, parameters: parameters).with { $0.price = Price(rates) }
    }

    private func dollars(_ card: ModelCard, _ values: ParameterValues, prompt: String = "a kite") -> Double? {
        CostEstimate.before(card, GenerationDraft(modality: .image, prompt: prompt, parameters: values))?.dollars
    }

    @Test func `a price by the piece is multiplied by the count`() {
        #expect(dollars(card([.image: 0.5]), [.count: 3]) == 1.5)
        #expect(dollars(card([.image: 0.5]), [:]) == 0.5)
        #expect(dollars(card([.request: 0.25]), [.count: 2]) == 0.5)
        let four = ParameterSpec(.count, "Count", kind: .integer(minimum: 1, maximum: 8, unit: nil), default: 4)
        #expect(dollars(card([.image: 0.5], four), [:]) == 2, "the provider's own default counts")
    }

    @Test func `a price by the second needs a length, asked for or by default`() {
        let length = ParameterSpec(
            .durationSeconds, "Length", kind: .integer(minimum: 1, maximum: 10, unit: "s"), default: 5)
        #expect(dollars(card([.second: 0.5], length), [:]) == 2.5)
        #expect(dollars(card([.second: 0.5], length), [.durationSeconds: 8, .count: 2]) == 8)
        #expect(dollars(card([.second: 0.5]), [:]) == nil)
    }

    @Test func `a price by the megapixel needs a size in pixels`() {
        #expect(dollars(card([.megapixel: 0.5]), [.size: "2000x1000"]) == 1)
        #expect(dollars(card([.megapixel: 0.5]), [.size: "1000x1000", .count: 4]) == 2)
        #expect(dollars(card([.megapixel: 0.5]), [.size: "2K"]) == nil, "a tier is no size")
        #expect(dollars(card([.megapixel: 0.5]), [:]) == nil)
    }

    @Test func `speech is charged by the letter`() {
        #expect(dollars(card([.thousandCharacters: 0.03]), [:], prompt: String(repeating: "ä", count: 500)) == 0.015)
    }

    @Test func `tokens are known as a bound, when the answer is bounded and nothing is attached`() throws {
        let rates: [Price.Unit: Double] = [.inputMegatoken: 1, .outputMegatoken: 10]
        var draft = GenerationDraft(modality: .text, prompt: "four", parameters: [.maxOutputTokens: 1000])
        let estimate = try #require(CostEstimate.before(card(rates), draft))
        #expect(estimate.isUpperBound && estimate.words.hasPrefix("at most $"))
        #expect(estimate.dollars >= 0.01 && estimate.dollars < 0.0102)
        draft.attachments = [Attachment(file: URL(fileURLWithPath: "/a.png"))]
        #expect(CostEstimate.before(card(rates), draft) == nil)
        draft.attachments = []
        draft.parameters = [:]
        #expect(CostEstimate.before(card(rates), draft) == nil)
    }

    @Test func `several prices add up, and one that is unknown makes all unknown`() {
        #expect(dollars(card([.request: 0.5, .second: 0.25]), [.durationSeconds: 2]) == 1)
        #expect(dollars(card([.request: 0.5, .second: 0.25]), [:]) == nil)
    }

    @Test func `unknown is unknown, never zero`() {
        #expect(dollars(.fake(.image), [.count: 2]) == nil)
        #expect(dollars(card([.inputMegatoken: 1, .outputMegatoken: 2]), [:]) == nil)
        #expect(CostEstimate.after(card([.inputMegatoken: 1, .outputMegatoken: 2]), Usage(inputTokens: 10)) == nil)
        #expect(CostEstimate.after(card([.image: 1]), Usage(inputTokens: 10, outputTokens: 10)) == nil)
        var sum = Spending()
        for cost in [0.04, nil, 0.08, nil, nil] { sum.add(cost) }
        #expect(sum.words == "$0.12 and 3 of unknown cost")
    }

    @Test func `tokens that were counted are charged by the million`() {
        let usage = Usage(inputTokens: 500_000, outputTokens: 250_000)
        #expect(CostEstimate.after(card([.inputMegatoken: 1, .outputMegatoken: 4]), usage) == 1.5)
    }

    @Test func `files are charged by what they turned out to be`() {
        var picture = Asset(path: "/a.png", mediaType: .png, bytes: 1, sha256: "")
        #expect(CostEstimate.after(card([.image: 0.5]), [picture, picture]) == 1)
        #expect(CostEstimate.after(card([.megapixel: 0.5]), [picture]) == nil)
        (picture.width, picture.height, picture.durationSeconds) = (2000, 1000, 3)
        #expect(CostEstimate.after(card([.megapixel: 0.5]), [picture, picture]) == 2)
        #expect(CostEstimate.after(card([.second: 0.5]), [picture]) == 1.5)
        #expect(CostEstimate.after(card([.image: 0.5]), [Asset]()) == nil)
    }
}
