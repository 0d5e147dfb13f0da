import EaselCore

/// Cards of picture models, from wire sheet B13. Prices are on web pages only (B11), so none is stated.
extension ReplicateCatalog {
    static let imageCards: [ModelCard] = [
        card(
            .image, "black-forest-labs/flux-schnell", "FLUX.1 [schnell]",
            "Quick drafts in a few steps, up to four at once."
        ).with {
            $0.parameters = parameters(
                ratio("1:1 16:9 21:9 3:2 2:3 4:5 5:4 3:4 4:3 9:16 9:21"),
                integer(.count, "Pictures", 1...4, default: 1, wire: "num_outputs"),
                integer(.steps, "Steps", 1...4, default: 4, wire: "num_inference_steps"), seed,
                format("webp", "jpg", "png", default: "webp"), outputQuality,
                words("megapixels", "Megapixels", ["1", "0.25"], default: "1", wire: "megapixels"),
                flag("go_fast", "Quantised model", default: true, "Faster, a little less exact."),
                flag("disable_safety_checker", "No safety checker", default: false))
        },
        card(.image, "black-forest-labs/flux-1.1-pro", "FLUX 1.1 [pro]", "Detailed pictures that keep to the prompt.")
            .with {
                $0.parameters = parameters(
                    ratio("1:1 16:9 3:2 2:3 4:5 5:4 9:16 3:4 4:3"),
                    ParameterSpec(
                        .size, "Size", kind: .pixels(minimum: 256, maximum: 1440, multipleOf: 32),
                        wire: ReplicateImageWire.sizeName("aspect_ratio")
                    ).summary("Instead of a ratio."),
                    seed, format("webp", "jpg", "png", default: "webp"), outputQuality, tolerance,
                    flag("prompt_upsampling", "Prompt rewriting", default: false))
            },
        card(
            .image, "black-forest-labs/flux-kontext-pro", "FLUX.1 Kontext [pro]",
            "Changes a picture by a description and leaves the rest alone."
        ).with {
            $0.parameters = parameters(
                ratio(
                    "match_input_image 1:1 16:9 9:16 4:3 3:4 3:2 2:3 4:5 5:4 21:9 9:21", default: "match_input_image"),
                seed, format("jpg", "png", default: "png"), tolerance,
                flag("prompt_upsampling", "Prompt rewriting", default: false))
            $0.inputs = [files(.reference, "input_image")]
        },
        card(.image, "google/imagen-4-fast", "Imagen 4 Fast", "Google's picture model for quick, clean results.").with {
            $0.parameters = imagen
        },
        card(
            .image, "google/nano-banana", "Nano Banana", "Draws, changes and combines pictures; follows long prompts."
        ).with {
            $0.parameters = parameters(
                ratio("match_input_image 1:1 2:3 3:2 3:4 4:3 4:5 5:4 9:16 16:9 21:9", default: "match_input_image"),
                format("jpg", "png", default: "jpg"))
            $0.inputs = [files(.reference, "image_input[]", count: 10)]
        },
        card(
            .image, "google/nano-banana-pro", "Nano Banana Pro", "Up to 4K, with readable text and many references."
        ).with {
            $0.parameters = parameters(
                ratio("match_input_image 1:1 2:3 3:2 3:4 4:3 4:5 5:4 9:16 16:9 21:9", default: "match_input_image"),
                words(.size, "Size", ["1K", "2K", "4K"], default: "2K", wire: "resolution"),
                format("jpg", "png", default: "jpg"), filterLevel(usual: "block_only_high"))
            $0.inputs = [files(.reference, "image_input[]", count: 14)]
        },
        card(.image, "ideogram-ai/ideogram-v3-turbo", "Ideogram 3 Turbo", "Posters, logos and lettering.").with {
            $0.parameters = parameters(
                ratio("1:3 3:1 1:2 2:1 9:16 16:9 10:16 16:10 2:3 3:2 3:4 4:3 4:5 5:4 1:1"),
                words("magic_prompt_option", "Prompt rewriting", ["Auto", "On", "Off"], wire: "magic_prompt_option"),
                words(
                    .style, "Style", ["None", "Auto", "General", "Realistic", "Design"], default: "None",
                    wire: "style_type"), seed)
            // Black is what is repainted, the other way round than elsewhere (B13).
            $0.inputs = [files(.reference, "image"), files(.mask, "mask")]
        },
        card(.image, "recraft-ai/recraft-v3", "Recraft V3", "Illustration and design in many styles.").with {
            $0.parameters = parameters(
                words(
                    .size, "Size", ["1024x1024", "1365x1024", "1024x1365", "1536x1024", "1024x1536"],
                    default: "1024x1024", wire: "size"),
                ParameterSpec(.style, "Style", kind: .text(maximumLength: nil), default: "any", wire: "style"))
        },
        card(.image, "bytedance/seedream-4", "Seedream 4", "Large pictures, up to 4096 pixels a side, and edits.").with
        {
            $0.parameters = parameters(
                ratio("match_input_image 1:1 4:3 3:4 16:9 9:16 3:2 2:3 21:9", default: "match_input_image"),
                ParameterSpec(
                    .size, "Size",
                    kind: .choiceOrPixels(
                        ["1K", "2K", "4K"].map { ParameterChoice(.string($0)) }, minimum: 1024, maximum: 4096),
                    default: "2K", wire: ReplicateImageWire.sizeName("size")),
                words(
                    "sequential_image_generation", "Series", ["disabled", "auto"], default: "disabled",
                    wire: "sequential_image_generation"
                ).summary("Lets the model draw several related pictures."),
                integer("max_images", "Most pictures", 1...15, default: 1, wire: "max_images"))
            $0.inputs = [files(.reference, "image_input[]", count: 10)]
        },
    ]

    private static let imagen = parameters(
        ratio("1:1 9:16 16:9 3:4 4:3"), format("jpg", "png", default: "jpg"), filterLevel(usual: "block_only_high"))

    private static func filterLevel(usual: JSONValue) -> ParameterSpec {
        words(
            "safety_filter_level", "Safety filter",
            ["block_low_and_above", "block_medium_and_above", "block_only_high"], default: usual,
            wire: "safety_filter_level")
    }
}
