/// The models the sandbox pretends to route to. Ids from sheet D1; dated slugs and prices are illustrative.
enum OpenRouterCatalog {
    static let models = writers + painters + filmers + speakers + musicians

    private static let writers: [OpenRouterModel] = [
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
            prices: ("0.0000005", "0.000003", "0"), reasoning: .optional,
            parameters: textParameters + ["reasoning", "include_reasoning"]),
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
            id: "openai/gpt-5.6-sol", canonical: "openai/gpt-5.6-sol-20260910", name: "OpenAI: GPT-5.6 Sol",
            provider: "OpenAI", nativeStop: "completed", created: 1_788_998_400, contextLength: 1_050_000,
            inputs: ["text", "image", "file"], outputs: ["text"], prices: ("0.000003", "0.000018", "0"),
            reasoning: .optional, parameters: ["max_tokens", "reasoning", "include_reasoning", "response_format"],
            isModerated: true),
        OpenRouterModel(
            id: "anthropic/claude-sonnet-5", canonical: "anthropic/claude-5-sonnet-20260801",
            name: "Anthropic: Claude Sonnet 5", provider: "Anthropic", nativeStop: "end_turn", created: 1_785_542_400,
            contextLength: 1_000_000, inputs: ["text", "image", "file"], outputs: ["text"],
            prices: ("0.000003", "0.000015", "0"), reasoning: .onByDefault,
            parameters: ["max_tokens", "stop", "reasoning", "include_reasoning", "verbosity"]),
        OpenRouterModel(
            id: "openai/gpt-5.6-luna", canonical: "openai/gpt-5.6-luna-20260910", name: "OpenAI: GPT-5.6 Luna",
            provider: "OpenAI", nativeStop: "completed", created: 1_788_998_400, contextLength: 1_050_000,
            inputs: ["text", "image", "file"], outputs: ["text"], prices: ("0.0000006", "0.0000036", "0"),
            reasoning: .optional, parameters: ["max_tokens", "reasoning", "include_reasoning", "response_format"],
            isModerated: true),
        OpenRouterModel(
            id: "anthropic/claude-opus-5", canonical: "anthropic/claude-5-opus-20260801",
            name: "Anthropic: Claude Opus 5", provider: "Anthropic", nativeStop: "end_turn", created: 1_785_542_400,
            contextLength: 1_000_000, inputs: ["text", "image", "file"], outputs: ["text"],
            prices: ("0.000015", "0.000075", "0"), reasoning: .onByDefault,
            parameters: ["max_tokens", "stop", "reasoning", "include_reasoning", "verbosity"]),
        OpenRouterModel(
            id: "moonshotai/kimi-k2.6", canonical: "moonshotai/kimi-k2.6-20260420", name: "MoonshotAI: Kimi K2.6",
            provider: "Moonshot AI", nativeStop: "stop", created: 1_776_643_200, contextLength: 262_144,
            inputs: ["text"], outputs: ["text"], prices: ("0.0000006", "0.0000025", "0"), parameters: textParameters),
    ]

    static let textParameters = [
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
