/// Replies of `POST /images` (sheet A4.1).
struct OpenRouterImageReply: Encodable, Sendable {
    struct Picture: Encodable, Sendable {
        let b64_json: String
        let media_type: String
    }

    let created: Int
    let data: [Picture]
    let usage: OpenRouterImageUsage
}

struct OpenRouterPartialImage: Encodable, Sendable {
    var type = "image_generation.partial_image"
    let partial_image_index: Int
    let b64_json: String
}

struct OpenRouterCompletedImage: Encodable, Sendable {
    var type = "image_generation.completed"
    let b64_json: String
    let media_type: String
    let created: Int
    let usage: OpenRouterImageUsage
}

struct OpenRouterImageUsage: Encodable, Sendable {
    let prompt_tokens: Int
    let completion_tokens: Int
    let total_tokens: Int
    let cost: Double

    init(_ order: OpenRouterImageRequest) {
        prompt_tokens = TokenSplitter.count(of: order.prompt) + order.references.count * 258
        completion_tokens = order.count * max(1, order.size.width * order.size.height / 812)
        total_tokens = prompt_tokens + completion_tokens
        cost = Double(order.count) * order.abilities.cost
    }

    /// The same numbers in the form the ledger keeps.
    var asChatUsage: OpenRouterUsage {
        OpenRouterUsage(
            prompt_tokens: prompt_tokens, completion_tokens: completion_tokens, total_tokens: total_tokens, cost: cost,
            completion_tokens_details: .init(reasoning_tokens: 0, image_tokens: completion_tokens),
            cost_details: .init(
                upstream_inference_cost: nil, upstream_inference_prompt_cost: 0,
                upstream_inference_completions_cost: cost))
    }
}
