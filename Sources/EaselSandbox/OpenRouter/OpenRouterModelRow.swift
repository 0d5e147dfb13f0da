/// `GET /models` (sheet A8.1).
struct OpenRouterModelList: Encodable, Sendable {
    struct Links: Encodable, Sendable {
        @Nullable var next: String?
    }

    let data: [OpenRouterModelRow]
    let total_count: Int
    let links: Links
}

/// One model as the listing shows it; prices are strings.
struct OpenRouterModelRow: Encodable, Sendable {
    struct Architecture: Encodable, Sendable {
        let input_modalities: [String]
        let output_modalities: [String]
        let modality: String
        var tokenizer = "Other"
        @Nullable var instruct_type: String?
    }

    struct Pricing: Encodable, Sendable {
        let prompt: String
        let completion: String
        let image: String
        var request = "0"
    }

    struct TopProvider: Encodable, Sendable {
        let context_length: Int
        @Nullable var max_completion_tokens: Int?
        let is_moderated: Bool
    }

    struct ReasoningInfo: Encodable, Sendable {
        var mandatory = false
        var default_effort = "medium"
        let default_enabled: Bool
        var supported_efforts = ["low", "medium", "high"]
        var supports_max_tokens = true
    }

    struct Links: Encodable, Sendable {
        let details: String
    }

    let id: String
    let canonical_slug: String
    let name: String
    let created: Int
    let description: String
    let context_length: Int
    let architecture: Architecture
    let pricing: Pricing
    let top_provider: TopProvider
    @Nullable var per_request_limits: String?
    let supported_parameters: [String]
    @Nullable var default_parameters: String?
    @Nullable var supported_voices: [String]?
    @Nullable var knowledge_cutoff: String?
    @Nullable var expiration_date: String?
    @Nullable var hugging_face_id: String?
    let reasoning: ReasoningInfo?
    let links: Links

    init(_ model: OpenRouterModel) {
        id = model.id
        canonical_slug = model.canonical
        name = model.name
        created = model.created
        description = "\(model.name) as the Easel sandbox plays it: no real model answers here."
        context_length = model.contextLength
        architecture = Architecture(
            input_modalities: model.inputs, output_modalities: model.outputs,
            modality: "\(model.inputs.joined(separator: "+"))->\(model.outputs.joined(separator: "+"))")
        pricing = Pricing(prompt: model.prices.prompt, completion: model.prices.completion, image: model.prices.image)
        top_provider = TopProvider(
            context_length: model.contextLength, max_completion_tokens: model.writesText ? 16_384 : nil,
            is_moderated: model.isModerated)
        supported_parameters = model.parameters
        reasoning = model.reasoning == .none ? nil : ReasoningInfo(default_enabled: model.reasoning == .onByDefault)
        links = Links(details: "/api/v1/models/\(model.canonical)/endpoints")
    }
}

/// `GET /models/{author}/{slug}/endpoints`, one endpoint a model here.
struct OpenRouterModelEndpoints: Encodable, Sendable {
    struct Endpoint: Encodable, Sendable {
        let name: String
        let model_id: String
        let provider_name: String
        let tag: String
        let context_length: Int
        @Nullable var max_completion_tokens: Int?
        @Nullable var quantization: String?
        let pricing: OpenRouterModelRow.Pricing
        let supported_parameters: [String]
        var uptime_last_30m = 100.0
    }

    let id: String
    let name: String
    let endpoints: [Endpoint]

    init(_ model: OpenRouterModel) {
        id = model.id
        name = model.name
        endpoints = [
            Endpoint(
                name: "\(model.provider) | \(model.id)", model_id: model.id, provider_name: model.provider,
                tag: model.provider.lowercased().replacing(" ", with: "-"), context_length: model.contextLength,
                pricing: OpenRouterModelRow(model).pricing, supported_parameters: model.parameters)
        ]
    }
}
