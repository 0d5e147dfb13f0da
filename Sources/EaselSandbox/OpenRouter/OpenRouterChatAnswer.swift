import Foundation

/// What the sandbox has to say to one chat request, cut to the allowed number of tokens.
struct OpenRouterChatAnswer: Sendable {
    let reasoning: [String]
    let content: [String]
    let images: [OpenRouterInlineImage]
    let isCut: Bool
    /// A filter stops the answer where it begins to matter.
    let isFiltered: Bool
    /// Base64 of the sound, in pieces that end where they like.
    let sound: [String]
    let usage: OpenRouterUsage

    init(_ request: OpenRouterChatRequest) async {
        let prose = SandboxProse(prompt: request.prompt, model: request.model.id, pictures: request.pictures)
        // A model that will not paint says so in words, with status 200 (sheet A9.3).
        let declines = request.prompt.contains("declined-in-words")
        let paints = request.wantsImages && !declines
        let text =
            declines
            ? "I'm sorry, but I can't help with that."
            : paints
                ? "Here is your picture, painted by the Easel sandbox 🎨."
                : request.formed?.text ?? prose.answer
        isFiltered = request.prompt.contains("filtered-output")
        let thoughts = request.wantsReasoning ? TokenSplitter.tokens(of: prose.reasoning) : []
        let words = TokenSplitter.tokens(of: text)
        let room = request.mostTokens ?? .max
        reasoning = Array(thoughts.prefix(room))
        content = Array(words.prefix(room - reasoning.count))
        isCut = reasoning.count + content.count < thoughts.count + words.count
        images = paints && !isFiltered ? [await Self.image(request)] : []
        sound = declines || isFiltered ? [] : await Self.sound(request)
        usage = Self.usage(request, reasoning: reasoning.count, content: content.count, images: images.count)
    }

    private static func image(_ request: OpenRouterChatRequest) async -> OpenRouterInlineImage {
        let side = ["1K": 1024, "2K": 2048, "4K": 4096][request.imageSize ?? "1K"] ?? 1024
        let size = PixelSize(ratio: request.aspectRatio ?? "1:1", side: side)
        let recipe = PictureRecipe(prompt: request.prompt, seed: request.seed, size: size, format: .png)
        let url = DataURI.text(mediaType: "image/png", bytes: await recipe.render())
        return OpenRouterInlineImage(imageUrl: .init(url: url), index: 0)
    }

    @concurrent
    private static func sound(_ request: OpenRouterChatRequest) async -> [String] {
        guard let order = request.sound, let abilities = request.model.sound else { return [] }
        let bytes = order.bytes(prompt: request.prompt, isMusic: abilities.isMusic)
        let text = Array(Data(bytes).base64EncodedString().utf8)
        return stride(from: 0, to: text.count, by: 4801).map { start in
            String(decoding: text[start..<min(start + 4801, text.count)], as: UTF8.self)
        }
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
            cost: promptCost + completionCost + (request.sound == nil ? 0 : request.model.sound?.cost ?? 0),
            completionTokensDetails: .init(reasoningTokens: reasoning, imageTokens: images * 1290),
            costDetails: .init(
                upstreamInferenceCost: nil, upstreamInferencePromptCost: promptCost,
                upstreamInferenceCompletionsCost: completionCost))
    }
}
