public import EaselCore

/// What a request costs, as far as the card tells. Unknown is nil, never zero.
public struct CostEstimate: Hashable, Sendable {
    /// US dollars.
    public var dollars: Double
    /// It cannot cost more, and will mostly cost less.
    public var isUpperBound: Bool

    public init(dollars: Double, isUpperBound: Bool = false) {
        self.dollars = dollars
        self.isUpperBound = isUpperBound
    }

    /// `about $0.05`, `at most $0.002`.
    public var words: String { (isUpperBound ? "at most " : "about ") + Spending.words(dollars) }

    /// Before it is sent; nil when one of the things that are charged for is not known.
    ///
    /// Tokens are known as a bound only: the answer's from `maxOutputTokens`, the prompt's from its bytes, for no token is
    /// shorter than one. Attached files are read as nobody knows how many.
    public static func before(_ card: ModelCard, _ draft: GenerationDraft) -> CostEstimate? {
        guard let rates = card.price?.rates, !rates.isEmpty else { return nil }
        let (values, known) = (draft.parameters, KnownQuantities(card, draft))
        let count = Double((values[.count] ?? card[.count]?.defaultValue)?.wholeIfWhole.integer ?? 1)
        var estimate = CostEstimate(dollars: 0)
        for (unit, rate) in rates {
            guard let quantity = known.quantity(of: unit) else { return nil }
            let isToken = unit == .inputMegatoken || unit == .outputMegatoken
            estimate.dollars += rate * quantity * (isToken || unit == .thousandCharacters ? 1 : count)
            if isToken && rate > 0 { estimate.isUpperBound = true }
        }
        return estimate
    }

    /// Dollars for an answer whose tokens were counted, or nil when unknown.
    public static func after(_ card: ModelCard, _ usage: Usage) -> Double? {
        guard let input = card.price?.rates[.inputMegatoken], let output = card.price?.rates[.outputMegatoken],
            let read = usage.inputTokens, let written = usage.outputTokens
        else { return nil }
        return (Double(read) * input + Double(written) * output) / 1_000_000
    }

    /// Dollars for files, from what they turned out to be, or nil when unknown.
    public static func after(_ card: ModelCard, _ assets: [Asset]) -> Double? {
        guard let rates = card.price?.rates, !rates.isEmpty, !assets.isEmpty else { return nil }
        var sum = 0.0
        for (unit, rate) in rates {
            guard let quantity = quantity(of: unit, in: assets) else { return nil }
            sum += rate * quantity
        }
        return sum
    }

    private static func quantity(of unit: Price.Unit, in assets: [Asset]) -> Double? {
        switch unit {
        case .image: return Double(assets.count)
        case .request: return 1
        case .megapixel:
            let pixels = assets.compactMap { asset in asset.width.flatMap { width in asset.height.map { width * $0 } } }
            return pixels.count == assets.count ? Double(pixels.reduce(0, +)) / 1_000_000 : nil
        case .second:
            let seconds = assets.compactMap(\.durationSeconds)
            return seconds.count == assets.count ? seconds.reduce(0, +) : nil
        case .inputMegatoken, .outputMegatoken, .thousandCharacters: return nil
        }
    }
}

/// How much of each thing that is charged for a draft asks for.
private struct KnownQuantities {
    let card: ModelCard
    let draft: GenerationDraft

    init(_ card: ModelCard, _ draft: GenerationDraft) {
        self.card = card
        self.draft = draft
    }

    /// For one result, in the unit; nil when it is not known.
    func quantity(of unit: Price.Unit) -> Double? {
        switch unit {
        case .image, .request: 1
        case .megapixel: pixels.map { Double($0.width * $0.height) / 1_000_000 }
        case .second: number(.durationSeconds)
        case .thousandCharacters: Double(draft.prompt.unicodeScalars.count) / 1000
        case .inputMegatoken: draft.attachments.isEmpty ? Double(promptBytes) / 1_000_000 : nil
        case .outputMegatoken: number(.maxOutputTokens).map { $0 / 1_000_000 }
        }
    }

    /// A size in pixels; a tier such as `2K` is no size.
    private var pixels: PixelSize? { value(.size)?.string.flatMap { PixelSize($0) } }

    /// The chat's own marks around the texts are a few tokens.
    private var promptBytes: Int { draft.prompt.utf8.count + (value(.system)?.string?.utf8.count ?? 0) + 64 }

    private func value(_ key: ParameterKey) -> JSONValue? { draft.parameters[key] ?? card[key]?.defaultValue }

    private func number(_ key: ParameterKey) -> Double? {
        guard let value = value(key) else { return nil }
        return (value.double ?? value.string.flatMap { Double($0) }).flatMap { $0 > 0 ? $0 : nil }
    }
}

extension Price.Unit {
    /// How much of it there is depends on the length of the prompt.
    public var dependsOnPrompt: Bool { self == .thousandCharacters || self == .inputMegatoken }
}
