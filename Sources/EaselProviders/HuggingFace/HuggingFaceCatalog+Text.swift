import EaselCore

/// Cards of chat models, from wire sheet D2. Prices differ by provider; the live list has them.
extension HuggingFaceCatalog {
    static let textCards: [ModelCard] = [
        text("openai/gpt-oss-120b", "gpt-oss 120B", "OpenAI's large open model; thinks before it writes."),
        text("openai/gpt-oss-20b", "gpt-oss 20B", "OpenAI's small open model: quick and cheap."),
        // From the listing in B2 (novita's price).
        text("deepseek-ai/DeepSeek-V4-Pro", "DeepSeek V4 Pro", "A very large open model with a million-token context.")
            .with {
                $0.limits = ModelLimits(contextTokens: 1_048_576)
                $0.price = Price([.inputMegatoken: 1.69, .outputMegatoken: 3.38])
            },
        text("deepseek-ai/DeepSeek-V4-Flash-0731", "DeepSeek V4 Flash", "The quick model of the DeepSeek V4 family."),
        text("zai-org/GLM-5.2", "GLM 5.2", "Z.ai's open all-rounder."),
        text("meta-llama/Llama-3.1-8B-Instruct", "Llama 3.1 8B", "Small, well known, and served by many."),
        text("google/gemma-3-27b-it", "Gemma 3 27B", "Google's open model; looks at pictures.").with {
            $0.inputs = [chatPictures]
        },
    ]

    private static func text(_ id: ModelID, _ name: String, _ summary: String) -> ModelCard {
        ModelCard(provider: HuggingFaceProvider.id, model: id, modality: .text, name: name, summary: summary).with {
            $0.parameters = textParameters
        }
    }
}
