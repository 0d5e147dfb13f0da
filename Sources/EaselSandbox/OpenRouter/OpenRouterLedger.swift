/// Remembers finished generations for `GET /generation?id=` (sheet A8.4).
actor OpenRouterLedger {
    /// The fields of the official SDK (`generationresponse.py`); what the sandbox has nothing to say about is null.
    struct Record: Encodable, Sendable {
        let id: String
        let model: String
        let providerName: String
        let apiType: String
        let createdAt: String
        let totalCost: Double
        let usage: Double
        let tokensPrompt: Int
        let tokensCompletion: Int
        let nativeTokensPrompt: Int
        let nativeTokensCompletion: Int
        let nativeTokensReasoning: Int
        let numMediaCompletion: Int
        let streamed: Bool
        var cancelled = false
        var finishReason = "stop"
        var isByok = false
        var dataRegion = "global"
        var origin = ""
        var workspaceId = "ws_sandbox"
        @Nullable var appId: Int?
        @Nullable var cacheDiscount: Double?
        @Nullable var externalUser: String?
        @Nullable var generationTime: Double?
        @Nullable var httpReferer: String?
        @Nullable var latency: Double?
        @Nullable var moderationLatency: Double?
        @Nullable var nativeFinishReason: String?
        @Nullable var nativeTokensCached: Int?
        @Nullable var nativeTokensCompletionImages: Int?
        @Nullable var numFetches: Int?
        @Nullable var numInputAudioPrompt: Int?
        @Nullable var numMediaPrompt: Int?
        @Nullable var numSearchResults: Int?
        @Nullable var presetId: String?
        @Nullable var providerResponses: [String]?
        @Nullable var router: String?
        @Nullable var serviceTier: String?
        @Nullable var upstreamId: String?
        @Nullable var upstreamInferenceCost: Double?
        @Nullable var userAgent: String?
        @Nullable var webSearchEngine: String?
    }

    private var records: [String: Record] = [:]
    private(set) var spent = 0.0

    func record(id: String, model: OpenRouterModel, usage: OpenRouterUsage, streamed: Bool, kind: String) {
        spent += usage.cost
        if records.count > 2000 { records.removeAll() }
        records[id] = Record(
            id: id, model: model.canonical, providerName: model.provider, apiType: kind,
            createdAt: WireTime.now(), totalCost: usage.cost, usage: usage.cost, tokensPrompt: usage.promptTokens,
            tokensCompletion: usage.completionTokens, nativeTokensPrompt: usage.promptTokens,
            nativeTokensCompletion: usage.completionTokens,
            nativeTokensReasoning: usage.completionTokensDetails.reasoningTokens,
            numMediaCompletion: usage.completionTokensDetails.imageTokens > 0 ? 1 : 0, streamed: streamed)
    }

    /// Speech is charged by the character and counts no tokens.
    func record(speech id: String, model: OpenRouterModel, characters: Int, cost: Double) {
        let usage = OpenRouterUsage(
            promptTokens: characters, completionTokens: 0, totalTokens: characters, cost: cost,
            completionTokensDetails: .init(reasoningTokens: 0, imageTokens: 0),
            costDetails: .init(
                upstreamInferenceCost: nil, upstreamInferencePromptCost: cost, upstreamInferenceCompletionsCost: 0))
        record(id: id, model: model, usage: usage, streamed: false, kind: "tts")
    }

    func record(id: String) -> Record? {
        records[id]
    }
}
