import EaselCore
import EaselProviderKit

/// The models of the local server. Which they are is known only when it runs, so nothing is curated and the first of its
/// list is the default.
struct LocalOpenAICatalog: ModelLister {
    let client: LocalOpenAIClient

    static let cards: [ModelCard] = []

    var curated: [ModelCard] { Self.cards }

    var defaults: [Modality: ModelID] { [:] }

    /// Throws `.modelNotFound` for a server without any model: an Ollama that has just been installed.
    func listed(_ modality: Modality) async throws(EaselError) -> [ModelCard] {
        guard modality == .text else { return [] }
        let cards = try await client.models().map(\.card)
        if cards.isEmpty {
            throw EaselError(
                .modelNotFound, "The local server has no model.",
                remedy: "Fetch one, for example `ollama pull llama3.2`.",
                provider: LocalOpenAIProvider.id)
        }
        return cards
    }

    fileprivate static let pictures = InputSpec(.reference, types: [.png, .jpeg, .webp, .gif], maximumCount: 4)

    fileprivate static let parameters = [
        ParameterSpec(.system, "System", kind: .text(maximumLength: nil)).summary(
            "Instructions that stand above the conversation."),
        ParameterSpec(
            .temperature, "Temperature", kind: .number(minimum: 0, maximum: 2, unit: nil), wire: "temperature"
        )
        .summary("0 is the most predictable, 2 the wildest."),
        ParameterSpec(.topP, "Top P", kind: .number(minimum: 0, maximum: 1, unit: nil), wire: "top_p")
            .summary("Only the likeliest words whose probabilities add up to this are considered."),
        ParameterSpec(
            .maxOutputTokens, "Max tokens", kind: .integer(minimum: 1, maximum: nil, unit: "tokens"), wire: "max_tokens"
        )
        .summary("Upper bound on the answer."),
        ParameterSpec(.seed, "Seed", kind: .seed(maximum: nil), wire: "seed").summary(
            "The same seed tends to give the same answer."),
    ]
}

extension LocalOpenAICatalog {
    /// `GET /models`: `data` is null at an Ollama without models, and only `id` is certain (wire sheet C2).
    struct Listing: Decodable, Sendable {
        private var data: LenientArray<Entry>?

        private enum CodingKeys: String, CodingKey { case data, object, models }

        /// Refuses JSON that is no list, such as `{"error": "…"}` with which LM Studio answers unknown paths (C7).
        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            guard container.contains(.data) || container.contains(.models) else {
                throw DecodingError.keyNotFound(
                    CodingKeys.data, .init(codingPath: [], debugDescription: "no list of models"))
            }
            data = try container.decodeIfPresent(LenientArray<Entry>.self, forKey: .data)
        }

        var entries: [Entry] { data?.elements ?? [] }
    }

    struct Entry: Decodable, Sendable {
        struct Meta: Decodable, Sendable {
            var contextTokens: Lenient<Int>?
            enum CodingKeys: String, CodingKey { case contextTokens = "n_ctx_train" }
        }

        struct Architecture: Decodable, Sendable {
            var inputs: LenientArray<String>?
            enum CodingKeys: String, CodingKey { case inputs = "input_modalities" }
        }

        var id: String
        var ownedBy: Lenient<String>?
        /// vLLM.
        var maxModelLength: Lenient<Int>?
        /// llama.cpp.
        var meta: Lenient<Meta>?
        /// llama.cpp.
        var architecture: Lenient<Architecture>?

        enum CodingKeys: String, CodingKey {
            case id, meta, architecture
            case ownedBy = "owned_by"
            case maxModelLength = "max_model_len"
        }

        var card: ModelCard {
            ModelCard(
                provider: LocalOpenAIProvider.id, model: ModelID(rawValue: id), modality: .text,
                name: ControlText.oneLine(id),
                origin: .listed
            ).with {
                $0.parameters = LocalOpenAICatalog.parameters
                // Only llama.cpp says what a model takes; elsewhere a picture is tried.
                let inputs = architecture?.value?.inputs?.elements
                $0.inputs = inputs == nil || inputs?.contains("image") == true ? [LocalOpenAICatalog.pictures] : []
                $0.limits = ModelLimits(contextTokens: maxModelLength?.value ?? meta?.value?.contextTokens?.value)
            }
        }
    }
}
