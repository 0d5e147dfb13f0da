/// The models the sandbox pretends to route to. Ids from sheet D1; dated slugs and prices are illustrative.
enum OpenRouterCatalog {
    static let models: [OpenRouterModel] = [
        OpenRouterModel(
            id: "openai/gpt-5.5", canonical: "openai/gpt-5.5-20260423", name: "OpenAI: GPT-5.5", provider: "OpenAI",
            nativeStop: "completed", created: 1_776_902_400, contextLength: 400_000, inputs: ["text", "image", "file"],
            outputs: ["text"], prices: ("0.00000125", "0.00001", "0"), reasoning: .optional,
            parameters: [
                "max_tokens", "seed", "reasoning", "include_reasoning", "response_format", "structured_outputs",
            ],
            isModerated: true),
        OpenRouterModel(
            id: "openai/gpt-4o-mini", canonical: "openai/gpt-4o-mini-2024-07-18", name: "OpenAI: GPT-4o-mini",
            provider: "Azure", nativeStop: "stop", created: 1_721_260_800, contextLength: 128_000,
            inputs: ["text", "image", "file"], outputs: ["text"], prices: ("0.00000015", "0.0000006", "0"),
            parameters: textParameters, isModerated: true),
        OpenRouterModel(
            id: "anthropic/claude-haiku-4.5", canonical: "anthropic/claude-4.5-haiku-20251001",
            name: "Anthropic: Claude Haiku 4.5", provider: "Amazon Bedrock", nativeStop: "end_turn",
            created: 1_760_547_638, contextLength: 200_000, inputs: ["image", "text"], outputs: ["text"],
            prices: ("0.000001", "0.000005", "0"), reasoning: .optional,
            parameters: ["max_tokens", "temperature", "top_k", "top_p", "stop", "reasoning", "include_reasoning"]),
        OpenRouterModel(
            id: "google/gemini-3.5-flash", canonical: "google/gemini-3.5-flash-20260714",
            name: "Google: Gemini 3.5 Flash", provider: "Google", nativeStop: "STOP", created: 1_784_000_000,
            contextLength: 1_048_576, inputs: ["text", "image", "audio", "video", "file"], outputs: ["text"],
            prices: ("0.0000005", "0.000003", "0"), reasoning: .optional, parameters: textParameters),
        OpenRouterModel(
            id: "deepseek/deepseek-r1", canonical: "deepseek/deepseek-r1-0528", name: "DeepSeek: R1",
            provider: "DeepInfra", nativeStop: "stop", created: 1_737_381_095, contextLength: 163_840,
            inputs: ["text"], outputs: ["text"], prices: ("0.0000005", "0.00000218", "0"), reasoning: .onByDefault,
            parameters: textParameters + ["reasoning", "include_reasoning"]),
        OpenRouterModel(
            id: "meta-llama/llama-3.3-70b-instruct", canonical: "meta-llama/llama-3.3-70b-instruct-20241206",
            name: "Meta: Llama 3.3 70B Instruct", provider: "Together", nativeStop: "eos", created: 1_733_506_137,
            contextLength: 8192, inputs: ["text"], outputs: ["text"], prices: ("0.0000001", "0.00000032", "0"),
            parameters: textParameters),
        OpenRouterModel(
            id: "google/gemini-3.1-flash-image", canonical: "google/gemini-3.1-flash-image-20260226",
            name: "Google: Nano Banana 2 (Gemini 3.1 Flash Image)", provider: "Google AI Studio", nativeStop: "STOP",
            created: 1_772_064_000, contextLength: 65_536, inputs: ["image", "text"], outputs: ["image", "text"],
            prices: ("0.0000005", "0.000003", "0"), parameters: ["max_tokens", "temperature", "top_p", "seed"],
            images: OpenRouterImageAbilities(
                resolutions: ["512", "1K", "2K", "4K"],
                aspectRatios: ["1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9", "auto"],
                formats: ["png", "jpeg"], usualFormat: .jpeg, cost: 0.067)),
        OpenRouterModel(
            id: "openai/gpt-image-2", canonical: "openai/gpt-image-2-20260421", name: "OpenAI: GPT Image 2",
            provider: "OpenAI", nativeStop: "completed", created: 1_776_729_600, contextLength: 32_000,
            inputs: ["text", "image"], outputs: ["image"], prices: ("0.000005", "0.00004", "0"), parameters: [],
            isModerated: true,
            images: OpenRouterImageAbilities(
                resolutions: ["1K", "2K", "4K"],
                aspectRatios: ["1:1", "2:3", "3:2", "3:4", "4:3", "9:16", "16:9", "auto"],
                qualities: ["auto", "low", "medium", "high"], formats: ["png", "jpeg", "webp"], mostImages: 10,
                seed: false, streams: true, cost: 0.053)),
        OpenRouterModel(
            id: "bytedance-seed/seedream-4.5", canonical: "bytedance-seed/seedream-4.5-20251203", name: "Seedream 4.5",
            provider: "Seed", nativeStop: "stop", created: 1_764_720_000, contextLength: 4096,
            inputs: ["text", "image"], outputs: ["image"], prices: ("0", "0", "0.04"), parameters: ["seed"],
            images: OpenRouterImageAbilities(
                resolutions: ["1K", "2K", "4K"],
                aspectRatios: ["1:1", "2:3", "3:2", "3:4", "4:3", "9:16", "16:9", "21:9"], formats: ["png", "jpeg"],
                mostImages: 4, usualFormat: .jpeg, cost: 0.04)),
        OpenRouterModel(
            id: "black-forest-labs/flux.2-pro", canonical: "black-forest-labs/flux.2-pro-20251125", name: "FLUX.2 Pro",
            provider: "Black Forest Labs", nativeStop: "stop", created: 1_764_028_800, contextLength: 46_864,
            inputs: ["text", "image"], outputs: ["image"], prices: ("0", "0", "0.03"), parameters: ["seed"],
            images: OpenRouterImageAbilities(
                aspectRatios: ["1:1", "2:3", "3:2", "3:4", "4:3", "9:16", "16:9"], formats: ["png", "jpeg", "webp"],
                cost: 0.03)),
    ]

    private static let textParameters = [
        "max_tokens", "temperature", "top_p", "top_k", "frequency_penalty", "presence_penalty", "seed", "stop",
        "response_format",
    ]

    private static let aliases = [
        "~openai/gpt-latest": "openai/gpt-5.5", "~openai/gpt-mini-latest": "openai/gpt-4o-mini",
        "~anthropic/claude-haiku-latest": "anthropic/claude-haiku-4.5", "openrouter/auto": "openai/gpt-4o-mini",
    ]

    private static let variants: Set<String> = ["free", "nitro", "floor", "online", "thinking", "extended", "exacto"]

    /// Finds a model by id, alias, dated slug or id with a variant suffix (sheet A3.1).
    static func model(_ id: String) -> OpenRouterModel? {
        let parts = id.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 1 || (parts.count == 2 && variants.contains(parts[1])) else { return nil }
        let base = aliases[parts[0]] ?? parts[0]
        return models.first { $0.id == base || $0.canonical == base }
    }
}
