import EaselCore

/// Cards written by hand from wire sheet D1, A3.1 and A4.
extension OpenRouterCatalog {
    /// What chat and `/images` take as a picture (A3.1, content parts).
    static let pictures: [MediaType] = [.png, .jpeg, .webp, .gif]

    static let textCards: [ModelCard] = [
        text("google/gemini-3.5-flash", "Gemini 3.5 Flash", "Fast and cheap, for most prompts; looks at pictures."),
        text("openai/gpt-5.6-sol", "GPT-5.6 Sol", "OpenAI's large model, for hard tasks.", sampling: reasoningOnly),
        text("openai/gpt-5.6-luna", "GPT-5.6 Luna", "OpenAI's small model of the 5.6 family.", sampling: reasoningOnly),
        text("openai/gpt-4o-mini", "GPT-4o mini", "Small, quick and widely known; looks at pictures."),
        // Claude 5 models ignore temperature and top_p (A3.1).
        text(
            "anthropic/claude-opus-5", "Claude Opus 5", "Anthropic's large model; careful long-form writing.",
            sampling: reasoningOnly),
        text(
            "anthropic/claude-sonnet-5", "Claude Sonnet 5", "Anthropic's middle model: good prose at a moderate price.",
            sampling: reasoningOnly),
        text("deepseek/deepseek-r1", "DeepSeek R1", "Open reasoning model that shows its thinking.", looks: false),
        text("moonshotai/kimi-k2.6", "Kimi K2.6", "Open model for long tasks.", looks: false),
        text("meta-llama/llama-3.3-70b-instruct", "Llama 3.3 70B", "Open all-rounder.", looks: false),
        text(
            "openrouter/auto", "Auto router", "OpenRouter chooses a model for each prompt; prices vary.", looks: false),
    ]

    private static let reasoningOnly: Set<String> = ["max_tokens", "reasoning"]
    private static let usualSampling: Set<String> = ["max_tokens", "temperature", "top_p", "seed"]

    private static func text(
        _ id: ModelID, _ name: String, _ summary: String, sampling: Set<String> = usualSampling, looks: Bool = true
    ) -> ModelCard {
        ModelCard(provider: OpenRouterProvider.id, model: id, modality: .text, name: name, summary: summary).with {
            $0.parameters = textParameters(supported: sampling)
            $0.inputs = looks ? [InputSpec(.reference, types: pictures, maximumCount: 8)] : []
        }
    }

    /// The form of a text model, from the names in `supported_parameters` (A8.1).
    static func textParameters(supported: Set<String>) -> [ParameterSpec] {
        var specs = [
            ParameterSpec(.system, "System", kind: .text(maximumLength: nil)).summary(
                "Instructions that stand above the conversation.")
        ]
        if supported.contains("temperature") {
            specs.append(
                ParameterSpec(
                    .temperature, "Temperature", kind: .number(minimum: 0, maximum: 2, unit: nil), wire: "temperature"
                )
                .summary("0 is the most predictable, 2 the wildest."))
        }
        if supported.contains("top_p") {
            specs.append(
                ParameterSpec(.topP, "Top P", kind: .number(minimum: 0, maximum: 1, unit: nil), wire: "top_p")
                    .summary("Only the likeliest words whose probabilities add up to this are considered."))
        }
        if !supported.isDisjoint(with: ["max_tokens", "max_completion_tokens"]) {
            specs.append(
                ParameterSpec(
                    .maxOutputTokens, "Max tokens", kind: .integer(minimum: 1, maximum: nil, unit: "tokens"),
                    wire: "max_completion_tokens"
                ).summary("Upper bound on the answer; a moderate value also lowers the credit that is reserved."))
        }
        if supported.contains("seed") { specs.append(seed) }
        if !supported.isDisjoint(with: ["reasoning", "reasoning_effort"]) {
            specs.append(
                ParameterSpec(
                    "reasoning_effort", "Reasoning",
                    kind: .choices("none", "minimal", "low", "medium", "high", "xhigh", "max"),
                    wire: "reasoning_effort"
                ).summary("How long the model thinks before it writes; not every model knows every step."))
        }
        return specs
    }

    static let imageCards: [ModelCard] = [
        image(
            "google/gemini-3.1-flash-image", "Gemini 3.1 Flash Image",
            "Quick pictures and edits that follow the prompt closely.", references: 8
        ).with {
            // One picture at a time: single-image providers reject n > 1 (A4.1).
            $0.parameters = [
                aspectRatio(["1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"]),
                tier("1K", "2K", "4K"),
            ]
        },
        image("bytedance-seed/seedream-4.5", "Seedream 4.5", "Detailed pictures up to 4K.", references: 10).with {
            // Exactly the descriptors of the discovery reply in A4.2: an absent key means unsupported.
            $0.parameters = [tier("1K", "2K", "4K"), count(4), seed]
            $0.price = Price([.image: 0.05])
        },
        image(
            "openai/gpt-image-2", "GPT Image 2",
            "OpenAI's picture model: text inside pictures, transparent backgrounds.", references: 16
        ).with {
            $0.parameters = [
                aspectRatio(["1:1", "2:3", "3:2", "9:16", "16:9"]),
                ParameterSpec(
                    .quality, "Quality", kind: .choices("auto", "low", "medium", "high"), default: "auto",
                    wire: "quality"),
                count(10),
                ParameterSpec(
                    .format, "Format", kind: .choices("png", "jpeg", "webp"), default: "png", wire: "output_format"),
                ParameterSpec(
                    "background", "Background", kind: .choices("auto", "transparent", "opaque"), wire: "background"
                )
                .summary("Transparent needs png or webp."),
            ]
        },
    ]

    private static func image(_ id: ModelID, _ name: String, _ summary: String, references: Int) -> ModelCard {
        ModelCard(provider: OpenRouterProvider.id, model: id, modality: .image, name: name, summary: summary).with {
            $0.inputs = [InputSpec(.reference, types: pictures, maximumCount: references)]
        }
    }

    static func aspectRatio(_ ratios: [String]) -> ParameterSpec {
        ParameterSpec(
            .aspectRatio, "Aspect ratio", kind: .choice(ratios.map { ParameterChoice(.string($0)) }),
            wire: "aspect_ratio")
    }

    static func count(_ maximum: Int64) -> ParameterSpec {
        ParameterSpec(
            .count, "Pictures", kind: .integer(minimum: 1, maximum: maximum, unit: nil), default: 1, wire: "n"
        )
        .summary("An upper bound: fewer may come back.")
    }

    private static func tier(_ tiers: String...) -> ParameterSpec {
        ParameterSpec(.size, "Size", kind: .choice(tiers.map { ParameterChoice(.string($0)) }), wire: "resolution")
    }

    static let seed = ParameterSpec(.seed, "Seed", kind: .seed(maximum: nil), wire: "seed").summary(
        "The same seed tends to give the same result.")
}
