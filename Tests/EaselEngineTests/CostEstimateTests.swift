import EaselCore
import EaselEngine
import EaselTestSupport
import Testing

@Suite struct CostEstimateTests {
    private func card(_ rates: [Price.Unit: Double], _ parameters: ParameterSpec...) -> ModelCard {
        .fake(.image, parameters: parameters).with { $0.price = Price(rates) }
    }

    @Test func `a price by the piece is multiplied by the count`() {
        #expect(CostEstimate.before(card([.image: 0.5]), [.count: 3]) == 1.5)
        #expect(CostEstimate.before(card([.image: 0.5]), [:]) == 0.5)
        #expect(CostEstimate.before(card([.request: 0.25]), [.count: 2]) == 0.5)
        let four = ParameterSpec(.count, "Count", kind: .integer(minimum: 1, maximum: 8, unit: nil), default: 4)
        #expect(CostEstimate.before(card([.image: 0.5], four), [:]) == 2, "the provider's own default counts")
    }

    @Test func `a price by the second needs a length, asked for or by default`() {
        let length = ParameterSpec(
            .durationSeconds, "Length", kind: .integer(minimum: 1, maximum: 10, unit: "s"), default: 5)
        #expect(CostEstimate.before(card([.second: 0.5], length), [:]) == 2.5)
        #expect(CostEstimate.before(card([.second: 0.5], length), [.durationSeconds: 8, .count: 2]) == 8)
        #expect(CostEstimate.before(card([.second: 0.5]), [:]) == nil)
    }

    @Test func `unknown is unknown, never zero`() {
        #expect(CostEstimate.before(.fake(.image), [.count: 2]) == nil)
        #expect(CostEstimate.before(card([.inputMegatoken: 1, .outputMegatoken: 2]), [:]) == nil)
        #expect(CostEstimate.after(card([.inputMegatoken: 1, .outputMegatoken: 2]), Usage(inputTokens: 10)) == nil)
        #expect(CostEstimate.after(card([.image: 1]), Usage(inputTokens: 10, outputTokens: 10)) == nil)
    }

    @Test func `tokens that were counted are charged by the million`() {
        let usage = Usage(inputTokens: 500_000, outputTokens: 250_000)
        #expect(CostEstimate.after(card([.inputMegatoken: 1, .outputMegatoken: 4]), usage) == 1.5)
    }
}
