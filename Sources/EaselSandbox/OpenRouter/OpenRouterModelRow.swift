/// `GET /models` (sheet A8.1).
struct OpenRouterModelList: Encodable, Sendable {
    struct Links: Encodable, Sendable {
        @Nullable var next: String?
    }

    let data: [OpenRouterModelRow]
    let totalCount: Int
    let links: Links
}

/// One model as the listing shows it; prices are strings.
struct OpenRouterModelRow: Encodable, Sendable {
    struct Architecture: Encodable, Sendable {
        let inputModalities: [String]
        let outputModalities: [String]
        let modality: String
        var tokenizer = "Other"
        @Nullable var instructType: String?
    }

    struct Pricing: Encodable, Sendable {
        let prompt: String
        let completion: String
        let image: String
        var request = "0"
        var imageOutput: String?
    }

    struct TopProvider: Encodable, Sendable {
        let contextLength: Int
        @Nullable var maxCompletionTokens: Int?
        let isModerated: Bool
    }

    struct ReasoningInfo: Encodable, Sendable {
        var mandatory = false
        var defaultEffort = "medium"
        let defaultEnabled: Bool
        var supportedEfforts = ["low", "medium", "high"]
        var supportsMaxTokens = true
    }

    struct Links: Encodable, Sendable {
        let details: String
    }

    let id: String
    let canonicalSlug: String
    let name: String
    let created: Int
    let description: String
    let contextLength: Int
    let architecture: Architecture
    let pricing: Pricing
    let topProvider: TopProvider
    @Nullable var perRequestLimits: String?
    let supportedParameters: [String]
    @Nullable var defaultParameters: String?
    @Nullable var supportedVoices: [String]?
    @Nullable var knowledgeCutoff: String?
    @Nullable var expirationDate: String?
    @Nullable var huggingFaceId: String?
    let reasoning: ReasoningInfo?
    let links: Links

    init(_ model: OpenRouterModel) {
        id = model.id
        canonicalSlug = model.canonical
        name = model.name
        created = model.created
        description = "\(model.name) as the Easel sandbox plays it: no real model answers here."
        contextLength = model.contextLength
        architecture = Architecture(
            inputModalities: model.inputs, outputModalities: model.outputs,
            modality: "\(model.inputs.joined(separator: "+"))->\(model.outputs.joined(separator: "+"))")
        pricing = Pricing(
            prompt: model.prices.prompt, completion: model.prices.completion, image: model.prices.image,
            imageOutput: model.paintsInChat ? "0.00006" : nil)
        topProvider = TopProvider(
            contextLength: model.contextLength, maxCompletionTokens: model.writesText ? 16_384 : nil,
            isModerated: model.isModerated)
        supportedParameters = model.parameters
        supportedVoices = model.voices.isEmpty ? nil : model.voices
        expirationDate = model.expires
        reasoning = model.reasoning == .none ? nil : ReasoningInfo(defaultEnabled: model.reasoning == .onByDefault)
        links = Links(details: "/api/v1/models/\(model.canonical)/endpoints")
    }
}

/// `GET /models/{author}/{slug}/endpoints`, one endpoint a model here.
struct OpenRouterModelEndpoints: Encodable, Sendable {
    struct Endpoint: Encodable, Sendable {
        let name: String
        let modelId: String
        let providerName: String
        let tag: String
        let contextLength: Int
        @Nullable var maxCompletionTokens: Int?
        @Nullable var quantization: String?
        let pricing: OpenRouterModelRow.Pricing
        let supportedParameters: [String]
        var supportsVoiceCloning: Bool?
        let supportsImplicitCaching = false
        @Nullable var latencyLast30M: Double?
        @Nullable var uptimeLast30M: Double? = 99.2
    }

    let id: String
    let name: String
    let endpoints: [Endpoint]

    init(_ model: OpenRouterModel) {
        id = model.id
        name = model.name
        endpoints = [
            Endpoint(
                name: "\(model.provider) | \(model.id)", modelId: model.id, providerName: model.provider,
                tag: model.provider.lowercased().replacing(" ", with: "-"), contextLength: model.contextLength,
                pricing: OpenRouterModelRow(model).pricing, supportedParameters: model.parameters,
                supportsVoiceCloning: model.speech.map(\.clonesVoices))
        ]
    }
}
