import Foundation

/// What the sandbox has to say to one chat request, cut to the allowed number of tokens.
struct OpenRouterChatAnswer: Sendable {
    let reasoning: [String]
    let content: [String]
    let images: [OpenRouterInlineImage]
    let isCut: Bool
    let usage: OpenRouterUsage

    init(_ request: OpenRouterChatRequest) async {
        let prose = SandboxProse(prompt: request.prompt, model: request.model.id, pictures: request.pictures)
        let text = request.wantsImages ? "Here is your picture, painted by the Easel sandbox 🎨." : prose.answer
        let thoughts = request.wantsReasoning ? TokenSplitter.tokens(of: prose.reasoning) : []
        let words = TokenSplitter.tokens(of: text)
        let room = request.mostTokens ?? .max
        reasoning = Array(thoughts.prefix(room))
        content = Array(words.prefix(room - reasoning.count))
        isCut = reasoning.count + content.count < thoughts.count + words.count
        images = request.wantsImages ? [await Self.image(request)] : []
        usage = Self.usage(request, reasoning: reasoning.count, content: content.count, images: images.count)
    }

    private static func image(_ request: OpenRouterChatRequest) async -> OpenRouterInlineImage {
        let side = ["1K": 1024, "2K": 2048, "4K": 4096][request.imageSize ?? "1K"] ?? 1024
        let size = PixelSize(ratio: request.aspectRatio ?? "1:1", side: side)
        let recipe = PictureRecipe(prompt: request.prompt, seed: request.seed, size: size, format: .png)
        let url = DataURI.text(mediaType: "image/png", bytes: await recipe.render())
        return OpenRouterInlineImage(imageUrl: .init(url: url), index: 0)
    }

    private static func usage(
        _ request: OpenRouterChatRequest, reasoning: Int, content: Int, images: Int
    ) -> OpenRouterUsage {
        let prompt = TokenSplitter.count(of: request.conversation) + 7 + request.pictures.count * 258
        let completion = reasoning + content + images * 1290
        let promptCost = Double(prompt) * (Double(request.model.prices.prompt) ?? 0)
        let completionCost = Double(completion) * (Double(request.model.prices.completion) ?? 0)
        return OpenRouterUsage(
            promptTokens: prompt, completionTokens: completion, totalTokens: prompt + completion,
            cost: promptCost + completionCost,
            completionTokensDetails: .init(reasoningTokens: reasoning, imageTokens: images * 1290),
            costDetails: .init(
                upstreamInferenceCost: nil, upstreamInferencePromptCost: promptCost,
                upstreamInferenceCompletionsCost: completionCost))
    }
}
