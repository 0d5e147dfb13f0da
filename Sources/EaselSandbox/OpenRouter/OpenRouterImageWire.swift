/// Replies of `POST /images` (sheet A4.1).
struct OpenRouterImageReply: Encodable, Sendable {
    struct Picture: Encodable, Sendable {
        let b64Json: String
        let mediaType: String
    }

    let created: Int
    let data: [Picture]
    let usage: OpenRouterImageUsage
}

struct OpenRouterPartialImage: Encodable, Sendable {
    var type = "image_generation.partial_image"
    let partialImageIndex: Int
    let b64Json: String
}

struct OpenRouterCompletedImage: Encodable, Sendable {
    var type = "image_generation.completed"
    let b64Json: String
    let mediaType: String
    let created: Int
    let usage: OpenRouterImageUsage
}

struct OpenRouterImageUsage: Encodable, Sendable {
    let promptTokens: Int
    let completionTokens: Int
    let totalTokens: Int
    let cost: Double

    init(_ order: OpenRouterImageRequest) {
        promptTokens = TokenSplitter.count(of: order.prompt) + order.references.count * 258
        completionTokens = order.count * max(1, order.size.width * order.size.height / 812)
        totalTokens = promptTokens + completionTokens
        cost = Double(order.count) * order.abilities.cost
    }

    /// The same numbers in the form the ledger keeps.
    var asChatUsage: OpenRouterUsage {
        OpenRouterUsage(
            promptTokens: promptTokens, completionTokens: completionTokens, totalTokens: totalTokens, cost: cost,
            completionTokensDetails: .init(reasoningTokens: 0, imageTokens: completionTokens),
            costDetails: .init(
                upstreamInferenceCost: nil, upstreamInferencePromptCost: 0,
                upstreamInferenceCompletionsCost: cost))
    }
}
