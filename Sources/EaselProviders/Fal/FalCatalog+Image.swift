import EaselCore

/// Cards of picture models, from wire sheet A19.
extension FalCatalog {
    static let imageCards: [ModelCard] = [
        image("fal-ai/flux/dev", "FLUX.1 [dev]", "Detailed pictures from an open model; a good first choice.").with {
            $0.parameters =
                [
                    ratioPreset, fluxSize, count, seed, steps(50, default: 28), guidance(1, 20, default: 3.5),
                    format("jpeg", "png"),
                ] + safety + acceleration
            $0.price = Price([.image: 0.025])
        },
        image("fal-ai/flux/schnell", "FLUX.1 [schnell]", "Quick drafts in a few steps.").with {
            $0.parameters =
                [
                    ratioPreset, fluxSize, count, seed, steps(12, default: 4), guidance(1, 20, default: 3.5),
                    format("jpeg", "png"),
                ] + safety + acceleration
        },
        image(
            "fal-ai/nano-banana", "Nano Banana", "Google's picture model; follows long prompts, writes readable text."
        ).with {
            $0.parameters = [
                ratio(bananaRatios, default: "1:1"), count, seed, format("jpeg", "png", "webp"), tolerance(6),
            ]
        },
        image("fal-ai/nano-banana-2", "Nano Banana 2", "The newer Google picture model, up to 4K.").with {
            $0.parameters = [
                ratio(bananaRatios + ["4:1", "1:4", "8:1", "1:8", "auto"], default: nil),
                tier("0.5K", "1K", "2K", "4K"), count, seed,
                format("jpeg", "png", "webp"), tolerance(6),
                ParameterSpec("thinking_level", "Thinking", kind: .choices("minimal", "high"), wire: "thinking_level"),
            ]
        },
        image("fal-ai/bytedance/seedream/v4/text-to-image", "Seedream 4", "Large pictures, up to 4096 pixels a side.")
            .with {
                let presets = sizePresets + ["auto", "2K", "4K"]
                $0.parameters =
                    [
                        ratioPreset,
                        size(presets, 960, 4096),
                        count, seed,
                        ParameterSpec(
                            "enhance_prompt_mode", "Prompt rewriting", kind: .choices("standard", "fast"),
                            wire: "enhance_prompt_mode"),
                    ] + safety
            },
        image("openai/gpt-image-2", "GPT Image 2", "OpenAI's picture model: text inside pictures, exact instructions.")
            .with {
                $0.parameters = [
                    ratioPreset,
                    size(sizePresets + ["auto"], 256, 4096).summary("Pixels must be multiples of 16."),
                    ParameterSpec(
                        .quality, "Quality", kind: .choices("auto", "low", "medium", "high"), default: "high",
                        wire: "quality"),
                    count, format("png", "jpeg", "webp"),
                ]
            },
    ]

    static func image(_ id: ModelID, _ name: String, _ summary: String) -> ModelCard {
        ModelCard(provider: FalProvider.id, model: id, modality: .image, name: name, summary: summary)
    }
}
