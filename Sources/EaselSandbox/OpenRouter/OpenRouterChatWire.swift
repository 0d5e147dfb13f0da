/// Replies of `POST /chat/completions`, keys as in recorded traffic (sheet A3.3, A3.4).
struct OpenRouterCompletion: Encodable, Sendable {
    struct Choice: Encodable, Sendable {
        var index = 0
        @Nullable var logprobs: String?
        let finishReason: String
        let nativeFinishReason: String
        let message: Message
    }

    struct Message: Encodable, Sendable {
        var role = "assistant"
        let content: String
        @Nullable var refusal: String?
        @Nullable var reasoning: String?
        var reasoningDetails: [OpenRouterReasoning]?
        var images: [OpenRouterInlineImage]?
    }

    let id: String
    var object = "chat.completion"
    let created: Int
    let model: String
    let provider: String
    @Nullable var systemFingerprint: String?
    @Nullable var serviceTier: String?
    let choices: [Choice]
    let usage: OpenRouterUsage
}

/// One `data:` event. Every chunk repeats the role, and the last one repeats the finish reason beside the usage.
struct OpenRouterChunk: Encodable, Sendable {
    struct Choice: Encodable, Sendable {
        var index = 0
        let delta: Delta
        @Nullable var finishReason: String?
        @Nullable var nativeFinishReason: String?
    }

    struct Delta: Encodable, Sendable {
        /// Null beside sound and tool calls.
        @Nullable var content: String? = ""
        var role = "assistant"
        var reasoning: String?
        var reasoningDetails: [OpenRouterReasoning]?
        var images: [OpenRouterInlineImage]?
        var audio: OpenRouterSoundPiece?
    }

    let id: String
    var object = "chat.completion.chunk"
    let created: Int
    let model: String
    let provider: String
    let choices: [Choice]
    var usage: OpenRouterUsage?
}

struct OpenRouterReasoning: Encodable, Sendable {
    var type = "reasoning.text"
    let text: String
    var format = "unknown"
    var index = 0
}

/// A piece of sound: base64 that ends anywhere, or words (sheet A5.3).
struct OpenRouterSoundPiece: Encodable, Sendable {
    let id: String?
    let data: String?
    let transcript: String?
    var expiresAt: Int?
}

struct OpenRouterInlineImage: Encodable, Sendable {
    struct Address: Encodable, Sendable {
        let url: String
    }

    var type = "image_url"
    let imageUrl: Address
    let index: Int
}

struct OpenRouterUsage: Encodable, Sendable {
    struct PromptDetails: Encodable, Sendable {
        var cachedTokens = 0
        var cacheWriteTokens = 0
        var audioTokens = 0
        var videoTokens = 0
    }

    struct CompletionDetails: Encodable, Sendable {
        let reasoningTokens: Int
        let imageTokens: Int
        var audioTokens = 0
    }

    struct CostDetails: Encodable, Sendable {
        @Nullable var upstreamInferenceCost: Double?
        let upstreamInferencePromptCost: Double
        let upstreamInferenceCompletionsCost: Double
    }

    let promptTokens: Int
    let completionTokens: Int
    let totalTokens: Int
    let cost: Double
    var isByok = false
    var promptTokensDetails = PromptDetails()
    let completionTokensDetails: CompletionDetails
    let costDetails: CostDetails
}
