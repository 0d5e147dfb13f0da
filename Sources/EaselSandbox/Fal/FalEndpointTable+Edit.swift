/// Pictures from pictures: edit, upscale, background removal (sheet A19).
extension FalEndpointTable {
    static let edits: [FalEndpoint] = [
        FalEndpoint(
            id: "fal-ai/flux-pro/kontext", name: "FLUX.1 Kontext [pro]", category: "image-to-image", output: .flux,
            fields: [
                .prompt(), .picture,
                FalField(
                    name: "aspect_ratio",
                    kind: .choice(["21:9", "16:9", "4:3", "3:2", "1:1", "2:3", "3:4", "9:16", "9:21"]), isNullable: true
                ),
                .number("guidance_scale", 1...20, usual: 3.5), .integer("num_images", 1...4, usual: 1),
                .choice("output_format", ["jpeg", "png"], usual: "jpeg"),
                .choice("safety_tolerance", ["1", "2", "3", "4", "5", "6"], usual: "2"),
                .flag("enhance_prompt", usual: false), .seed, .syncMode,
            ], price: (0.04, "images")),
        FalEndpoint(
            id: "fal-ai/bytedance/seedream/v4.5/edit", name: "Seedream 4.5 edit", category: "image-to-image",
            output: .plain,
            fields: [
                .prompt(), .pictures, .imageSize(usual: "auto_2K", more: ["auto_2K", "auto_4K"]),
                .integer("num_images", 1...6, usual: 1), .integer("max_images", 1...6, usual: 1), .safetyChecker, .seed,
                .syncMode,
            ], price: (0.04, "images")),
        FalEndpoint(
            id: "openai/gpt-image-2/edit", name: "GPT Image 2 edit", category: "image-to-image", output: .plain,
            fields: [
                .prompt(), .pictures, .optionalPicture("mask_url"), .imageSize(usual: "auto", more: ["auto"]),
                .choice("quality", ["auto", "low", "medium", "high"], usual: "high"),
                .integer("num_images", 1...4, usual: 1),
                .choice("output_format", ["png", "jpeg", "webp"], usual: "png"), .syncMode,
            ], price: (0.133, "images")),
        FalEndpoint(
            id: "fal-ai/clarity-upscaler", name: "Clarity Upscaler", category: "image-to-image", output: .enlarged,
            fields: [
                .picture,
                FalField(
                    name: "prompt", kind: .text(least: 0), usual: "masterpiece, best quality, highres"),
                .number("upscale_factor", 1...4, usual: 2), .number("creativity", 0...1, usual: 0.35),
                .number("resemblance", 0...1, usual: 0.6), .number("guidance_scale", 0...20, usual: 4),
                .integer("num_inference_steps", 4...50, usual: 18), .negativePrompt, .safetyChecker, .seed,
            ], price: (0.03, "megapixels")),
        FalEndpoint(
            id: "fal-ai/aura-sr", name: "AuraSR", category: "image-to-image", output: .enlarged,
            fields: [
                .picture, FalField(name: "upscale_factor", kind: .integerChoice([4]), usual: 4),
                .choice("checkpoint", ["v1", "v2"], usual: "v1"), .flag("overlapping_tiles", usual: false),
            ], price: (0.001, "compute seconds")),
        FalEndpoint(
            id: "fal-ai/birefnet/v2", name: "BiRefNet 2", category: "image-to-image", output: .cutout,
            fields: [
                .picture,
                .choice(
                    "model",
                    [
                        "General Use (Light)", "General Use (Light 2K)", "General Use (Heavy)", "Matting", "Portrait",
                        "General Use (Dynamic)",
                    ], usual: "General Use (Light)"),
                .choice("operating_resolution", ["1024x1024", "2048x2048", "2304x2304"], usual: "1024x1024"),
                .choice("output_format", ["webp", "png", "gif"], usual: "png"),
                .flag("refine_foreground", usual: true), .flag("mask_only", usual: false),
                .flag("output_mask", usual: false), .syncMode,
            ], price: (0.0, "compute seconds")),
        FalEndpoint(
            id: "fal-ai/bria/background/remove", name: "Bria background removal", category: "image-to-image",
            output: .cutout, fields: [.picture, .syncMode], price: (0.018, "generations")),
    ]
}
