import EaselCore

/// Cards of language models behind fal.ai's router (wire sheet A19, LLM): OpenRouter's ids after a `#`.
extension FalCatalog {
    static let textCards: [ModelCard] = [
        routed("google/gemini-3.5-flash", "Gemini 3.5 Flash", "Fast and cheap, for most prompts; looks at pictures."),
        routed("openai/gpt-5.6-luna", "GPT-5.6 Luna", "OpenAI's small model of the 5.6 family; looks at pictures."),
        routed("anthropic/claude-sonnet-5", "Claude Sonnet 5", "Anthropic's middle model: good prose."),
        routed("meta-llama/llama-3.3-70b-instruct", "Llama 3.3 70B", "Open all-rounder.", looks: false),
        text("openrouter/router", "Any model of the router", "Asks the model of OpenRouter that you name.").with {
            var model = own("model", "Model", kind: .text(maximumLength: nil)).summary(
                "An id of OpenRouter, such as google/gemini-3.5-flash.")
            model.isRequired = true
            $0.parameters = [model] + writing
            $0.inputs = looking
        },
    ]

    private static func text(_ id: ModelID, _ name: String, _ summary: String) -> ModelCard {
        ModelCard(provider: FalProvider.id, model: id, modality: .text, name: name, summary: summary)
    }

    private static func routed(_ upstream: String, _ name: String, _ summary: String, looks: Bool = true) -> ModelCard {
        text(ModelID(rawValue: "\(FalTextTarget.router)#\(upstream)"), name, summary).with {
            $0.parameters = writing
            $0.inputs = looks ? looking : []
        }
    }

    private static let looking = [file(.reference, "image_urls", count: 8, isRequired: false)]

    private static let writing: [ParameterSpec] = [
        ParameterSpec(.system, "System prompt", kind: .text(maximumLength: nil), wire: "system_prompt"),
        ParameterSpec(
            .temperature, "Temperature", kind: .number(minimum: 0, maximum: 2, unit: nil), default: 1,
            wire: "temperature"),
        ParameterSpec(
            .maxOutputTokens, "Longest answer", kind: .integer(minimum: 1, maximum: nil, unit: "tokens"),
            wire: "max_tokens"),
        own("reasoning", "Show the thinking", kind: .boolean),
    ]
}
