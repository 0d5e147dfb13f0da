import EaselCore
import EaselProviderKit

/// The models of the local server. Which they are is known only when it runs, so nothing is curated and the first of its
/// list is the default.
struct LocalOpenAICatalog: ModelLister {
    let client: LocalOpenAIClient

    static let cards: [ModelCard] = []

    var curated: [ModelCard] { Self.cards }

    var defaults: [Modality: ModelID] { [:] }

    /// A model is offered for what the server says that it makes; where the server does not say, for all that it has a
    /// route for. Throws `.modelNotFound` for a server without any model: an Ollama that has just been installed.
    func listed(_ modality: Modality) async throws(EaselError) -> [ModelCard] {
        guard let route = LocalOpenAIRoute(modality) else { return [] }
        let server = try await client.server()
        let entries = try await client.models(of: server)
        if entries.isEmpty, modality == .text {
            throw EaselError(
                .modelNotFound, "The local server has no model.",
                remedy: "Fetch one, for example `ollama pull llama3.2`.",
                provider: LocalOpenAIProvider.id)
        }
        return try await client.watching(server) { () async throws(EaselError) in
            guard try await client.has(route, at: server) else { return [] }
            let told = try await client.capabilities(of: server)
            return entries.filter { (told[$0.id] ?? $0.makes)?.contains(modality) ?? true }
                .map { $0.card(modality, server.kind) }
        }
    }

    /// The modalities of a list of words such as `["image"]`. Sound is speech here: no route of theirs makes music.
    static func modalities(_ words: [String]) -> Set<Modality> {
        Set(words.compactMap { $0 == "audio" ? .speech : Modality(rawValue: $0) })
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
        // llama.cpp, Ollama, vLLM, LM Studio and LocalAI all hold the answer to a schema.
        ParameterSpec("response_format", "Answer format", kind: .json, wire: "response_format").summary(
            "The form of the answer, such as {\"type\":\"json_object\"}, or a JSON schema."),
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
            var outputs: LenientArray<String>?

            enum CodingKeys: String, CodingKey {
                case inputs = "input_modalities"
                case outputs = "output_modalities"
            }
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

        /// What it makes, nil where the server does not say.
        var makes: Set<Modality>? {
            guard let words = architecture?.value?.outputs?.elements, !words.isEmpty else { return nil }
            return LocalOpenAICatalog.modalities(words)
        }

        func card(_ modality: Modality, _ kind: LocalOpenAIServer.Kind) -> ModelCard {
            ModelCard(
                provider: LocalOpenAIProvider.id, model: ModelID(rawValue: id), modality: modality,
                name: ControlText.oneLine(id),
                origin: .listed
            ).with {
                switch modality {
                case .image:
                    $0.parameters = LocalOpenAICatalog.imageParameters(kind)
                    $0.inputs = kind == .localAI ? [LocalOpenAICatalog.references] : []
                case .speech: $0.parameters = LocalOpenAICatalog.speechParameters
                default:
                    $0.parameters = LocalOpenAICatalog.parameters
                    // Only llama.cpp says what a model takes; elsewhere a picture is tried.
                    let inputs = architecture?.value?.inputs?.elements
                    $0.inputs = inputs == nil || inputs?.contains("image") == true ? [LocalOpenAICatalog.pictures] : []
                    $0.limits = ModelLimits(contextTokens: maxModelLength?.value ?? meta?.value?.contextTokens?.value)
                }
            }
        }
    }
}
