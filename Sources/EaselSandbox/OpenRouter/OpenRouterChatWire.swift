/// Replies of `POST /chat/completions`, keys as in recorded traffic (sheet A3.3, A3.4).
struct OpenRouterCompletion: Encodable, Sendable {
    struct Choice: Encodable, Sendable {
        var index = 0
        @Nullable var logprobs: String?
        let finish_reason: String
        let native_finish_reason: String
        let message: Message
    }

    struct Message: Encodable, Sendable {
        var role = "assistant"
        let content: String
        @Nullable var refusal: String?
        @Nullable var reasoning: String?
        var reasoning_details: [OpenRouterReasoning]?
        var images: [OpenRouterInlineImage]?
    }

    let id: String
    var object = "chat.completion"
    let created: Int
    let model: String
    let provider: String
    @Nullable var system_fingerprint: String?
    @Nullable var service_tier: String?
    let choices: [Choice]
    let usage: OpenRouterUsage
}

/// One `data:` event. Every chunk repeats the role, and the last one repeats the finish reason beside the usage.
struct OpenRouterChunk: Encodable, Sendable {
    struct Choice: Encodable, Sendable {
        var index = 0
        let delta: Delta
        @Nullable var finish_reason: String?
        @Nullable var native_finish_reason: String?
    }

    struct Delta: Encodable, Sendable {
        var content = ""
        var role = "assistant"
        var reasoning: String?
        var reasoning_details: [OpenRouterReasoning]?
        var images: [OpenRouterInlineImage]?
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

struct OpenRouterInlineImage: Encodable, Sendable {
    struct Address: Encodable, Sendable {
        let url: String
    }

    var type = "image_url"
    let image_url: Address
    let index: Int
}

struct OpenRouterUsage: Encodable, Sendable {
    struct PromptDetails: Encodable, Sendable {
        var cached_tokens = 0
        var cache_write_tokens = 0
        var audio_tokens = 0
        var video_tokens = 0
    }

    struct CompletionDetails: Encodable, Sendable {
        let reasoning_tokens: Int
        let image_tokens: Int
        var audio_tokens = 0
    }

    struct CostDetails: Encodable, Sendable {
        @Nullable var upstream_inference_cost: Double?
        let upstream_inference_prompt_cost: Double
        let upstream_inference_completions_cost: Double
    }

    let prompt_tokens: Int
    let completion_tokens: Int
    let total_tokens: Int
    let cost: Double
    var is_byok = false
    var prompt_tokens_details = PromptDetails()
    let completion_tokens_details: CompletionDetails
    let cost_details: CostDetails
}
