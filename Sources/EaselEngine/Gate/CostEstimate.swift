public import EaselCore

/// What a request will cost, as far as the card tells.
public enum CostEstimate {
    /// Dollars, or nil when unknown. Text is unknown beforehand: its length is.
    public static func before(_ card: ModelCard, _ values: ParameterValues) -> Double? {
        guard let rates = card.price?.rates else { return nil }
        let count = Double((values[.count] ?? card[.count]?.defaultValue)?.integer ?? 1)
        if let image = rates[.image] { return image * count }
        if let request = rates[.request] { return request * count }
        if let second = rates[.second] {
            let seconds = values[.durationSeconds]?.double ?? card[.durationSeconds]?.defaultValue?.double
            return seconds.map { $0 * second * count }
        }
        return nil
    }

    /// Dollars for an answer whose tokens were counted, or nil when unknown.
    public static func after(_ card: ModelCard, _ usage: Usage) -> Double? {
        guard let input = card.price?.rates[.inputMegatoken], let output = card.price?.rates[.outputMegatoken],
            let read = usage.inputTokens, let written = usage.outputTokens
        else { return nil }
        return (Double(read) * input + Double(written) * output) / 1_000_000
    }
}
