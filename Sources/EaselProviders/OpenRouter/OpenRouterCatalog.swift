import EaselCore
import EaselProviderKit

/// The models of OpenRouter: a seed of cards, and the live list.
struct OpenRouterCatalog: ModelLister {
    let client: OpenRouterClient

    static let cards: [ModelCard] = textCards + imageCards

    var curated: [ModelCard] { Self.cards }

    var defaults: [Modality: ModelID] { [.text: "google/gemini-3.5-flash", .image: "google/gemini-3.1-flash-image"] }

    func listed(_ modality: Modality) async throws(EaselError) -> [ModelCard] {
        guard modality == .text || modality == .image else { return [] }
        return try await client.models(putting: modality).map { $0.card(modality) }
    }
}

extension OpenRouterCatalog {
    /// `GET /models` (wire sheet A8.1).
    struct Listing: Decodable, Sendable { var data: LenientArray<Entry>? }

    struct Entry: Decodable, Sendable {
        struct Architecture: Decodable, Sendable {
            var inputs: LenientArray<String>?
            enum CodingKeys: String, CodingKey { case inputs = "input_modalities" }
        }

        /// Dollars for one token or one picture, as text.
        struct Pricing: Decodable, Sendable {
            var prompt: FlexiblePrice?
            var completion: FlexiblePrice?
        }

        struct TopProvider: Decodable, Sendable {
            var outputTokens: Lenient<Int>?
            enum CodingKeys: String, CodingKey { case outputTokens = "max_completion_tokens" }
        }

        var id: String
        var name: Lenient<String>?
        var description: Lenient<String>?
        var contextLength: Lenient<Int>?
        var architecture: Lenient<Architecture>?
        var pricing: Lenient<Pricing>?
        var topProvider: Lenient<TopProvider>?
        var supportedParameters: LenientArray<String>?
        var expirationDate: Lenient<String>?

        enum CodingKeys: String, CodingKey {
            case id, name, description, architecture, pricing
            case contextLength = "context_length"
            case topProvider = "top_provider"
            case supportedParameters = "supported_parameters"
            case expirationDate = "expiration_date"
        }
    }

    /// A price that is text in one place and a number in another; a router's `-1` is no price.
    struct FlexiblePrice: Decodable, Sendable {
        var dollars: Double?

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            let value =
                (try? container.decode(Double.self)) ?? (try? container.decode(String.self)).flatMap(Double.init)
            dollars = value.flatMap { $0.isFinite && $0 >= 0 ? $0 : nil }
        }
    }
}

extension OpenRouterCatalog.Entry {
    func card(_ modality: Modality) -> ModelCard {
        let title = ControlText.oneLine(name?.value ?? id)
        let summary = ControlText.oneLine(String((description?.value ?? "").prefix(200)))
        var card = ModelCard(
            provider: OpenRouterProvider.id, model: ModelID(rawValue: id), modality: modality, name: title,
            summary: summary,
            origin: .listed)
        card.limits = ModelLimits(
            contextTokens: contextLength?.value, outputTokens: topProvider?.value?.outputTokens?.value)
        card.retirement = expirationDate?.value.map { Retirement(date: $0) }
        if architecture?.value?.inputs?.elements.contains("image") == true {
            card.inputs = [InputSpec(.reference, types: OpenRouterCatalog.pictures, maximumCount: 8)]
        }
        switch modality {
        case .text:
            card.parameters = OpenRouterCatalog.textParameters(supported: Set(supportedParameters?.elements ?? []))
            card.price = tokenPrice
        default:
            card.parameters = [
                OpenRouterCatalog.aspectRatio(["1:1", "16:9", "9:16", "4:3", "3:4"]), OpenRouterCatalog.count(10),
            ]
        }
        return card
    }

    private var tokenPrice: Price? {
        guard let input = pricing?.value?.prompt?.dollars, let output = pricing?.value?.completion?.dollars else {
            return nil
        }
        return Price([.inputMegatoken: input * 1_000_000, .outputMegatoken: output * 1_000_000])
    }
}
