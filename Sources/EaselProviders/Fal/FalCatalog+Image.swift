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
        image("fal-ai/nano-banana/edit", "Nano Banana edit", "Changes and combines pictures by a description.").with {
            $0.parameters = [
                ratio(["auto"] + bananaRatios, default: "auto"), count, seed, format("jpeg", "png", "webp"),
                tolerance(6),
            ]
            $0.inputs = [InputSpec(.reference, types: pictures, maximumCount: 10, isRequired: true, wire: "image_urls")]
        },
        image("fal-ai/bytedance/seedream/v4/text-to-image", "Seedream 4", "Large pictures, up to 4096 pixels a side.")
            .with {
                let presets = sizePresets + ["auto", "auto_2K", "auto_4K"]
                $0.parameters =
                    [
                        ratioPreset,
                        ParameterSpec(
                            .size, "Size",
                            kind: .choiceOrPixels(
                                presets.map { ParameterChoice(.string($0)) }, minimum: 960, maximum: 4096),
                            wire: "image_size"),
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
                    ParameterSpec(
                        .size, "Size",
                        kind: .choiceOrPixels(
                            (sizePresets + ["auto"]).map { ParameterChoice(.string($0)) }, minimum: 256, maximum: 4096),
                        wire: "image_size"
                    ).summary("Pixels must be multiples of 16."),
                    ParameterSpec(
                        .quality, "Quality", kind: .choices("auto", "low", "medium", "high"), default: "high",
                        wire: "quality"),
                    count, format("png", "jpeg", "webp"),
                ]
            },
    ]

    static let pictures: [MediaType] = [.png, .jpeg, .webp]

    private static func image(_ id: ModelID, _ name: String, _ summary: String) -> ModelCard {
        ModelCard(provider: FalProvider.id, model: id, modality: .image, name: name, summary: summary)
    }

    private static let sizePresets = [
        "square_hd", "square", "portrait_4_3", "portrait_16_9", "landscape_4_3", "landscape_16_9",
    ]

    private static let bananaRatios = ["21:9", "16:9", "3:2", "4:3", "5:4", "1:1", "4:5", "3:4", "2:3", "9:16"]

    /// The ratio for models that only know sizes: each ratio is a preset of the field `image_size`.
    private static let ratioPreset = ParameterSpec(
        .aspectRatio, "Aspect ratio",
        kind: .choice([
            ParameterChoice("1:1", wire: "square_hd"), ParameterChoice("4:3", wire: "landscape_4_3"),
            ParameterChoice("3:4", wire: "portrait_4_3"), ParameterChoice("16:9", wire: "landscape_16_9"),
            ParameterChoice("9:16", wire: "portrait_16_9"),
        ]), default: "4:3", wire: "image_size")

    private static let fluxSize = ParameterSpec(
        .size, "Size",
        kind: .choiceOrPixels(sizePresets.map { ParameterChoice(.string($0)) }, minimum: 64, maximum: 2048),
        wire: "image_size"
    ).summary("Instead of a ratio: a preset, or pixels.")

    private static let count = ParameterSpec(
        .count, "Pictures", kind: .integer(minimum: 1, maximum: 4, unit: nil), default: 1, wire: "num_images")

    private static func tier(_ tiers: String...) -> ParameterSpec {
        ParameterSpec(
            .size, "Size", kind: .choice(tiers.map { ParameterChoice(.string($0)) }), default: "1K", wire: "resolution")
    }

    private static func steps(_ maximum: Int64, default usual: JSONValue) -> ParameterSpec {
        ParameterSpec(
            .steps, "Steps", kind: .integer(minimum: 1, maximum: maximum, unit: nil), default: usual,
            wire: "num_inference_steps"
        )
        .summary("More steps, more detail, more time.")
    }

    private static func guidance(_ minimum: Double, _ maximum: Double, default usual: JSONValue) -> ParameterSpec {
        ParameterSpec(
            .guidanceScale, "Guidance", kind: .number(minimum: minimum, maximum: maximum, unit: nil), default: usual,
            wire: "guidance_scale"
        ).summary("How closely the picture keeps to the prompt.")
    }

    private static func format(_ formats: String...) -> ParameterSpec {
        ParameterSpec(
            .format, "Format", kind: .choice(formats.map { ParameterChoice(.string($0)) }), wire: "output_format")
    }

    private static let safety = [
        ParameterSpec(
            "enable_safety_checker", "Safety checker", kind: .boolean, default: true, wire: "enable_safety_checker"
        )
        .summary("A flagged picture comes back black.")
    ]

    private static let acceleration = [
        ParameterSpec("acceleration", "Acceleration", kind: .choices("none", "regular", "high"), wire: "acceleration")
    ]
}
