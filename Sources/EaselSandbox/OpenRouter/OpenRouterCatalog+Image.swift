/// Models that paint, on `/images` or in a chat.
extension OpenRouterCatalog {
    static let painters: [OpenRouterModel] = [
        OpenRouterModel(
            id: "google/gemini-3.1-flash-image", canonical: "google/gemini-3.1-flash-image-20260226",
            name: "Google: Nano Banana 2 (Gemini 3.1 Flash Image)", provider: "Google AI Studio", nativeStop: "STOP",
            created: 1_772_064_000, contextLength: 65_536, inputs: ["image", "text"], outputs: ["image", "text"],
            prices: ("0.0000005", "0.000003", "0"), parameters: ["max_tokens", "temperature", "top_p", "seed"],
            images: OpenRouterImageAbilities(
                resolutions: ["512", "1K", "2K", "4K"],
                aspectRatios: ["1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9", "auto"],
                formats: ["png", "jpeg"], usualFormat: .jpeg, cost: 0.067),
            paintsInChat: true),
        OpenRouterModel(
            id: "openai/gpt-image-2", canonical: "openai/gpt-image-2-20260421", name: "OpenAI: GPT Image 2",
            provider: "OpenAI", nativeStop: "completed", created: 1_776_729_600, contextLength: 32_000,
            inputs: ["text", "image"], outputs: ["image"], prices: ("0.000005", "0.00004", "0"), parameters: [],
            isModerated: true,
            images: OpenRouterImageAbilities(
                resolutions: ["1K", "2K", "4K"],
                aspectRatios: ["1:1", "2:3", "3:2", "3:4", "4:3", "9:16", "16:9", "auto"],
                qualities: ["auto", "low", "medium", "high"], formats: ["png", "jpeg", "webp"],
                mostReferences: 16, mostImages: 10,
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
                passthrough: ["steps", "guidance"], cost: 0.03)),
        OpenRouterModel(
            id: "openai/gpt-5.4-image-2", canonical: "openai/gpt-5.4-image-2-20260421", name: "OpenAI: GPT-5.4 Image 2",
            provider: "OpenAI", nativeStop: "completed", created: 1_776_729_600, contextLength: 400_000,
            inputs: ["text", "image", "file"], outputs: ["image", "text"], prices: ("0.000005", "0.00003", "0"),
            parameters: ["max_tokens", "seed"], isModerated: true, paintsInChat: true),
        OpenRouterModel(
            id: "openai/gpt-5-image", canonical: "openai/gpt-5-image", name: "OpenAI: GPT-5 Image", provider: "OpenAI",
            nativeStop: "completed", created: 1_760_447_986, contextLength: 400_000,
            inputs: ["text", "image", "file"], outputs: ["image", "text"], prices: ("0.00001", "0.00001", "0"),
            parameters: ["max_tokens", "seed"], isModerated: true, paintsInChat: true),
    ]
}
