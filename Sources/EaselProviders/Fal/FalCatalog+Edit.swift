import EaselCore

/// Cards of models that change a picture: edit, upscale, background removal (wire sheet A19).
extension FalCatalog {
    static let editCards: [ModelCard] = [
        image("fal-ai/nano-banana/edit", "Nano Banana edit", "Changes and combines pictures by a description.").with {
            $0.parameters = [
                ratio(["auto"] + bananaRatios, default: "auto"), count, seed, format("jpeg", "png", "webp"),
                tolerance(6),
            ]
            $0.inputs = [file(.reference, "image_urls", count: 10)]
        },
        image("fal-ai/flux-pro/kontext", "FLUX.1 Kontext [pro]", "Changes one picture as told and keeps the rest.").with
        {
            $0.parameters = [
                ratio(["21:9", "16:9", "4:3", "3:2", "1:1", "2:3", "3:4", "9:16", "9:21"], default: nil), count, seed,
                guidance(1, 20, default: 3.5), format("jpeg", "png"), tolerance(6, default: nil),
                own("enhance_prompt", "Prompt rewriting", kind: .boolean),
            ]
            $0.inputs = [file(.reference, "image_url")]
        },
        image(
            "fal-ai/bytedance/seedream/v4.5/edit", "Seedream 4.5 edit", "Combines up to ten pictures, up to 4K."
        ).with {
            $0.parameters =
                [
                    ratioPreset, size(sizePresets + ["2K", "4K"], 1920, 4096), count, seed,
                ] + safety
            $0.inputs = [file(.reference, "image_urls", count: 10)]
        },
        image(
            "openai/gpt-image-2/edit", "GPT Image 2 edit", "Exact changes to up to 16 pictures, with a mask if wanted."
        ).with {
            $0.parameters = [
                ratioPreset, size(sizePresets + ["auto"], 256, 4096).summary("Pixels must be multiples of 16."),
                ParameterSpec(
                    .quality, "Quality", kind: .choices("auto", "low", "medium", "high"), default: "high",
                    wire: "quality"),
                count, format("png", "jpeg", "webp"),
            ]
            $0.inputs = [file(.reference, "image_urls", count: 16), file(.mask, "mask_url", isRequired: false)]
        },
        image("fal-ai/clarity-upscaler", "Clarity upscaler", "Enlarges a picture and invents fitting detail.").with {
            $0.parameters =
                [
                    own(
                        "upscale_factor", "Factor", kind: .number(minimum: 1, maximum: nil, unit: nil), default: 2),
                    own("creativity", "Creativity", kind: .number(minimum: 0, maximum: 1, unit: nil), default: 0.35),
                    own("resemblance", "Resemblance", kind: .number(minimum: 0, maximum: 1, unit: nil), default: 0.6),
                    guidance(0, 20, default: 4), steps(50, default: 18), negativePrompt, seed,
                ] + safety
            $0.inputs = [file(.reference, "image_url")]
        },
        image("fal-ai/aura-sr", "AuraSR", "Enlarges a picture four times and stays close to it.").with {
            $0.parameters = [
                own("upscale_factor", "Factor", kind: .choice([ParameterChoice(4)]), default: 4),
                own("checkpoint", "Checkpoint", kind: .choices("v1", "v2"), default: "v1"),
                own("overlapping_tiles", "Overlapping tiles", kind: .boolean)
                    .summary("Removes seams and takes twice the time."),
            ]
            $0.inputs = [file(.reference, "image_url")]
            $0.route = "-"
        },
        image("fal-ai/birefnet/v2", "BiRefNet 2", "Removes the background of a picture.").with {
            $0.parameters = [
                own(
                    "model", "Model",
                    kind: .choices(
                        "General Use (Light)", "General Use (Light 2K)", "General Use (Heavy)", "Matting", "Portrait",
                        "General Use (Dynamic)")),
                own("operating_resolution", "Working size", kind: .choices("1024x1024", "2048x2048", "2304x2304")),
                own("refine_foreground", "Refine edges", kind: .boolean, default: true),
                own("mask_only", "Only the mask", kind: .boolean), own("output_mask", "Mask as well", kind: .boolean),
                format("webp", "png", "gif"),
            ]
            $0.inputs = [file(.reference, "image_url")]
            $0.route = "-"
        },
        image(
            "fal-ai/bria/background/remove", "Bria background removal",
            "Removes the background, trained on licensed data."
        )
        .with {
            $0.inputs = [file(.reference, "image_url")]
            $0.route = "-"
        },
    ]
}
