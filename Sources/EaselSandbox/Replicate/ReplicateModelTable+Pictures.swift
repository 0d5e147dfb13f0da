extension ReplicateModelTable {
    static let pictures: [ReplicateModel] = [
        ReplicateModel(
            owner: "black-forest-labs", name: "flux-schnell", summary: "The fastest image generation model",
            output: .pictures,
            fields: [
                .prompt, .words("aspect_ratio", "1:1 16:9 21:9 3:2 2:3 4:5 5:4 3:4 4:3 9:16 9:21", default: "1:1"),
                ReplicateField("num_outputs", .integer(1, 4), default: 1, "Number of outputs to generate"),
                ReplicateField("num_inference_steps", .integer(1, 4), default: 4), .seed,
                .words("output_format", "webp jpg png", default: "webp"),
                ReplicateField("output_quality", .integer(0, 100), default: 80),
                ReplicateField("disable_safety_checker", .flag, default: false),
                ReplicateField("go_fast", .flag, default: true), .words("megapixels", "1 0.25", default: "1"),
            ]),
        ReplicateModel(
            owner: "black-forest-labs", name: "flux-1.1-pro", summary: "Faster, better FLUX Pro", output: .picture,
            fields: [
                .prompt, ReplicateField("image_prompt", .file),
                .words("aspect_ratio", "custom 1:1 16:9 3:2 2:3 4:5 5:4 9:16 3:4 4:3", default: "1:1"),
                ReplicateField("width", .integer(256, 1440)), ReplicateField("height", .integer(256, 1440)),
                ReplicateField("safety_tolerance", .integer(1, 6), default: 2), .seed,
                ReplicateField("prompt_upsampling", .flag, default: false),
                .words("output_format", "webp jpg png", default: "webp"),
                ReplicateField("output_quality", .integer(0, 100), default: 80),
            ]),
        ReplicateModel(
            owner: "black-forest-labs", name: "flux-kontext-pro", summary: "A text-based image editing model",
            output: .picture,
            fields: [
                .prompt, ReplicateField("input_image", .file),
                .words(
                    "aspect_ratio",
                    "match_input_image 1:1 16:9 9:16 4:3 3:4 3:2 2:3 4:5 5:4 21:9 9:21 2:1 1:2",
                    default: "match_input_image"), .seed, .words("output_format", "jpg png", default: "png"),
                ReplicateField("safety_tolerance", .integer(0, 6), default: 2),
                ReplicateField("prompt_upsampling", .flag, default: false),
            ]),
        imagen("imagen-4"), imagen("imagen-4-fast"), imagen("imagen-4-ultra"),
        ReplicateModel(
            owner: "google", name: "nano-banana", summary: "Google's image editing model", output: .picture,
            fields: [
                .prompt, ReplicateField("image_input", .files(maximum: 10), default: []), bananaRatio,
                .words("output_format", "jpg png", default: "jpg"),
            ]),
        ReplicateModel(
            owner: "google", name: "nano-banana-pro", summary: "Google's image generation and editing model",
            output: .picture,
            fields: [
                .prompt, ReplicateField("image_input", .files(maximum: 14), default: []), bananaRatio,
                .words("resolution", "1K 2K 4K", default: "2K"), .words("output_format", "jpg png", default: "jpg"),
                filter,
            ]),
        ReplicateModel(
            owner: "ideogram-ai", name: "ideogram-v3-turbo", summary: "Ideogram v3, fast", output: .picture,
            fields: [
                .prompt,
                .words(
                    "aspect_ratio", "1:3 3:1 1:2 2:1 9:16 16:9 10:16 16:10 2:3 3:2 3:4 4:3 4:5 5:4 1:1", default: "1:1"),
                .words("resolution", "None 512x1536 768x1024 1024x1024 1280x768 1536x512", default: "None"),
                .words("magic_prompt_option", "Auto On Off", default: "Auto"),
                .words("style_type", "None Auto General Realistic Design", default: "None"),
                ReplicateField("style_reference_images", .files(maximum: 4)), ReplicateField("image", .file),
                ReplicateField("mask", .file), .seed,
            ]),
        ReplicateModel(
            owner: "recraft-ai", name: "recraft-v3", summary: "Recraft V3, also for vectors", output: .picture,
            fields: [
                .prompt,
                .words(
                    "size", "1024x1024 1365x1024 1024x1365 1536x1024 1024x1536 1820x1024 1024x1820",
                    default: "1024x1024"),
                ReplicateField("aspect_ratio", .text(maximum: nil), default: "Not set"),
                ReplicateField("style", .text(maximum: nil), default: "any"),
            ]),
        ReplicateModel(
            owner: "bytedance", name: "seedream-4", summary: "Text to image and editing up to 4K", output: .pictures,
            fields: [
                .prompt, ReplicateField("image_input", .files(maximum: 10), default: []),
                .words("size", "1K 2K 4K custom", default: "2K"),
                .words(
                    "aspect_ratio", "match_input_image 1:1 4:3 3:4 16:9 9:16 3:2 2:3 21:9", default: "match_input_image"
                ),
                ReplicateField("width", .integer(1024, 4096), default: 2048),
                ReplicateField("height", .integer(1024, 4096), default: 2048),
                .words("sequential_image_generation", "disabled auto", default: "disabled"),
                ReplicateField("max_images", .integer(1, 15), default: 1),
                ReplicateField("enhance_prompt", .flag, default: true),
            ]),
        ReplicateModel(
            owner: "stability-ai", name: "sdxl", summary: "A text-to-image generative AI model", output: .pictures,
            fields: [
                ReplicateField("prompt", .text(maximum: nil), default: "An astronaut riding a rainbow unicorn"),
                ReplicateField("negative_prompt", .text(maximum: nil), default: ""), ReplicateField("image", .file),
                ReplicateField("mask", .file), ReplicateField("width", .integer(64, 1344), default: 1024),
                ReplicateField("height", .integer(64, 1344), default: 1024),
                ReplicateField("num_outputs", .integer(1, 4), default: 1),
                .words("scheduler", "DDIM DPMSolverMultistep K_EULER PNDM", default: "K_EULER"),
                ReplicateField("num_inference_steps", .integer(1, 500), default: 50),
                ReplicateField("guidance_scale", .number(1, 50), default: 7.5), .seed,
            ], isOfficial: false),
    ]

    private static func imagen(_ name: String) -> ReplicateModel {
        ReplicateModel(
            owner: "google", name: name, summary: "Google's \(name)", output: .picture,
            fields: [
                .prompt, .words("aspect_ratio", "1:1 9:16 16:9 3:4 4:3", default: "1:1"), filter,
                .words("output_format", "jpg png", default: "jpg"),
            ])
    }

    private static let bananaRatio = ReplicateField.words(
        "aspect_ratio", "match_input_image 1:1 2:3 3:2 3:4 4:3 4:5 5:4 9:16 16:9 21:9", default: "match_input_image")

    private static let filter = ReplicateField.words(
        "safety_filter_level", "block_low_and_above block_medium_and_above block_only_high", default: "block_only_high")
}
