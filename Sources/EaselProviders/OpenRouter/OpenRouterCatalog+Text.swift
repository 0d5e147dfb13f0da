import EaselCore

/// Text models, from wire sheet D1 and A3.1.
extension OpenRouterCatalog {
    static let textCards: [ModelCard] = [
        text(
            "google/gemini-3.5-flash", "Gemini 3.5 Flash",
            "Fast and cheap, for most prompts; looks, listens and reads PDF files.",
            sampling: usualSampling.union(["reasoning"]), looks: ["image", "file", "audio", "video"]),
        text(
            "openai/gpt-5.6-sol", "GPT-5.6 Sol", "OpenAI's large model, for hard tasks.", sampling: reasoningOnly),
        text(
            "openai/gpt-5.6-luna", "GPT-5.6 Luna", "OpenAI's small model of the 5.6 family.", sampling: reasoningOnly),
        text("openai/gpt-4o-mini", "GPT-4o mini", "Small, quick and widely known; looks at pictures."),
        // Claude 5 models ignore temperature and top_p (A3.1).
        text(
            "anthropic/claude-opus-5", "Claude Opus 5", "Anthropic's large model; careful long-form writing.",
            sampling: reasoningOnly),
        text(
            "anthropic/claude-sonnet-5", "Claude Sonnet 5", "Anthropic's middle model: good prose at a moderate price.",
            sampling: reasoningOnly),
        text(
            "deepseek/deepseek-r1", "DeepSeek R1", "Open reasoning model that shows its thinking.",
            sampling: usualSampling.union(["reasoning"]), looks: []),
        text("moonshotai/kimi-k2.6", "Kimi K2.6", "Open model for long tasks.", looks: []),
        text("meta-llama/llama-3.3-70b-instruct", "Llama 3.3 70B", "Open all-rounder.", looks: []),
        text("openrouter/auto", "Auto router", "OpenRouter chooses a model for each prompt; prices vary.", looks: []),
    ]

    private static let reasoningOnly: Set<String> = ["max_tokens", "reasoning"]
    private static let usualSampling: Set<String> = ["max_tokens", "temperature", "top_p", "seed"]

    private static func text(
        _ id: ModelID, _ name: String, _ summary: String, sampling: Set<String> = usualSampling,
        looks: Set<String> = ["image", "file"]
    ) -> ModelCard {
        ModelCard(provider: OpenRouterProvider.id, model: id, modality: .text, name: name, summary: summary).with {
            $0.parameters = textParameters(supported: sampling)
            // How large a file may be is not published; a body that is too large is a 413 (A9.1).
            $0.inputs =
                looks.isEmpty
                ? [] : [InputSpec(.reference, types: types(of: looks), maximumCount: 8, takesAddresses: true)]
        }
    }
}
