import EaselCore
import EaselProviderKit
import Foundation

extension OpenRouterCatalog {
    /// A row of `GET /models` (wire sheet A8.1).
    struct Entry: Decodable, Sendable {
        struct Architecture: Decodable, Sendable {
            var inputs: LenientArray<String>?
            var outputs: LenientArray<String>?
            enum CodingKeys: String, CodingKey {
                case inputs = "input_modalities"
                case outputs = "output_modalities"
            }
        }

        /// Dollars for one token, one character or one request, as text.
        struct Pricing: Decodable, Sendable {
            var prompt: FlexiblePrice?
            var completion: FlexiblePrice?
            var request: FlexiblePrice?
            var imageOutput: FlexiblePrice?
            enum CodingKeys: String, CodingKey {
                case prompt, completion, request
                case imageOutput = "image_output"
            }
        }

        struct TopProvider: Decodable, Sendable {
            var outputTokens: Lenient<Int>?
            enum CodingKeys: String, CodingKey { case outputTokens = "max_completion_tokens" }
        }

        /// Missing for models that do not reason.
        struct Reasoning: Decodable, Sendable {
            var isMandatory: Lenient<Bool>?
            var usualEffort: Lenient<String>?
            var efforts: LenientArray<String>?
            var takesBudget: Lenient<Bool>?
            enum CodingKeys: String, CodingKey {
                case isMandatory = "mandatory"
                case usualEffort = "default_effort"
                case efforts = "supported_efforts"
                case takesBudget = "supports_max_tokens"
            }
        }

        var id: String
        var name: Lenient<String>?
        var description: Lenient<String>?
        var contextLength: Lenient<Int>?
        var architecture: Lenient<Architecture>?
        var pricing: Lenient<Pricing>?
        var topProvider: Lenient<TopProvider>?
        var supportedParameters: LenientArray<String>?
        var supportedVoices: LenientArray<String>?
        var reasoning: Lenient<Reasoning>?
        var expirationDate: Lenient<String>?

        enum CodingKeys: String, CodingKey {
            case id, name, description, architecture, pricing, reasoning
            case contextLength = "context_length"
            case topProvider = "top_provider"
            case supportedParameters = "supported_parameters"
            case supportedVoices = "supported_voices"
            case expirationDate = "expiration_date"
        }

        var inputs: Set<String> { Set(architecture?.value?.inputs?.elements ?? []) }
        var outputs: Set<String> { Set(architecture?.value?.outputs?.elements ?? []) }
    }

    /// One company's offer of a model (A8.1).
    struct Endpoint: Decodable, Sendable {
        var clonesVoices: Lenient<Bool>?
        enum CodingKeys: String, CodingKey { case clonesVoices = "supports_voice_cloning" }
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
    /// Whether the model makes this; a row without an architecture is taken at its word.
    func makes(_ modality: Modality) -> Bool { outputs.isEmpty || outputs.contains(modality.rawValue) }

    /// How a picture model that `/images` does not have is asked (A4.3).
    var chatRoute: String {
        outputs == ["image"] ? OpenRouterChatRoute.picturesOnly : OpenRouterChatRoute.withWords
    }

    func card(_ modality: Modality) -> ModelCard {
        let summary = ControlText.oneLine(String((description?.value ?? "").prefix(200)))
        var card = ModelCard(
            provider: OpenRouterProvider.id, model: ModelID(rawValue: id), modality: modality,
            name: ControlText.oneLine(name?.value ?? id), summary: summary, origin: .listed)
        card.limits = ModelLimits(
            contextTokens: contextLength?.value, outputTokens: topProvider?.value?.outputTokens?.value)
        card.retirement = retirement
        card.parameters = parameters(modality)
        card.inputs = inputs(modality)
        card.price = price(modality)
        return card
    }

    /// `YYYY-MM-DD`, or nothing.
    var retirement: Retirement? {
        guard let date = expirationDate?.value, date.count >= 10 else { return nil }
        return Retirement(date: ControlText.oneLine(String(date.prefix(10))))
    }

    private func parameters(_ modality: Modality) -> [ParameterSpec] {
        let names = Set(supportedParameters?.elements ?? [])
        let voices = (supportedVoices?.elements ?? []).map(ControlText.oneLine)
        switch modality {
        case .text: return OpenRouterCatalog.textParameters(supported: names, reasoning: reasoning?.value)
        case .image: return OpenRouterCatalog.chatPictureParameters
        case .video: return [OpenRouterRouting.spec(.videos)]
        case .audio: return OpenRouterCatalog.soundParameters(voices: voices)
        case .speech: return OpenRouterCatalog.speechParameters(voices: voices)
        }
    }

    private func inputs(_ modality: Modality) -> [InputSpec] {
        guard modality != .speech else { return [] }
        let types = OpenRouterCatalog.types(of: inputs)
        guard !types.isEmpty else { return [] }
        return [InputSpec(.reference, types: types, maximumCount: 16, takesAddresses: true)]
    }

    /// Speech with no price for what is written is charged by the character (A5.1); everything else by the token, and
    /// pictures by tokens of their own.
    private func price(_ modality: Modality) -> Price? {
        let told = pricing?.value
        if let request = told?.request?.dollars, request > 0 { return Price([.request: request]) }
        guard let input = told?.prompt?.dollars, let output = told?.completion?.dollars else { return nil }
        switch modality {
        case .speech where output == 0: return input > 0 ? Price([.thousandCharacters: input * 1000]) : nil
        case .image:
            guard let drawn = told?.imageOutput?.dollars, drawn > 0 else { return nil }
            return Price([.inputMegatoken: input * 1_000_000, .outputMegatoken: drawn * 1_000_000])
        case .audio, .video: return input + output > 0 ? Self.tokens(input, output) : nil
        case .text, .speech: return Self.tokens(input, output)
        }
    }

    private static func tokens(_ input: Double, _ output: Double) -> Price {
        Price([.inputMegatoken: input * 1_000_000, .outputMegatoken: output * 1_000_000])
    }
}
