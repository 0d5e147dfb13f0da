/// Inputs and outputs of the endpoints the sandbox plays (sheet A19).
enum FalEndpointTable {
    static let endpoints: [FalEndpoint] = images + edits + videos + sounds + voices + writers

    static func endpoint(_ id: String) -> FalEndpoint? {
        endpoints.first { $0.id == id }
    }

    static func knows(app: String) -> Bool {
        endpoints.contains { $0.app == app }
    }

    private static let wideRatios = ["21:9", "16:9", "3:2", "4:3", "5:4", "1:1", "4:5", "3:4", "2:3", "9:16"]

    private static let images: [FalEndpoint] = [
        FalEndpoint(
            id: "fal-ai/flux/dev", name: "FLUX.1 [dev]", category: "text-to-image", output: .flux,
            fields: fluxFields(steps: 28, most: 50), price: (0.025, "megapixels")),
        FalEndpoint(
            id: "fal-ai/flux/schnell", name: "FLUX.1 [schnell]", category: "text-to-image", output: .flux,
            fields: fluxFields(steps: 4, most: 12), price: (0.003, "megapixels")),
        FalEndpoint(
            id: "fal-ai/nano-banana", name: "Nano Banana", category: "text-to-image", output: .banana,
            fields: [.prompt(), .choice("aspect_ratio", wideRatios, usual: "1:1")] + bananaFields,
            price: (0.039, "images")),
        FalEndpoint(
            id: "fal-ai/nano-banana/edit", name: "Nano Banana edit", category: "image-to-image", output: .banana,
            fields: [.prompt(), .pictures, .choice("aspect_ratio", ["auto"] + wideRatios, usual: "auto")]
                + bananaFields,
            price: (0.039, "images")),
        FalEndpoint(
            id: "fal-ai/nano-banana-2", name: "Nano Banana 2", category: "text-to-image", output: .banana,
            fields: [
                .prompt(),
                .choice("aspect_ratio", ["auto"] + wideRatios + ["4:1", "1:4", "8:1", "1:8"], usual: "auto"),
                .choice("resolution", ["0.5K", "1K", "2K", "4K"], usual: "1K"),
                .choice("thinking_level", ["minimal", "high"]), .flag("enable_web_search", usual: false),
            ] + bananaFields, price: (0.08, "images")),
        FalEndpoint(
            id: "fal-ai/bytedance/seedream/v4/text-to-image", name: "Seedream 4", category: "text-to-image",
            output: .seeded,
            fields: [
                .prompt(), .imageSize(usual: "square_hd", more: ["auto", "auto_2K", "auto_4K"]),
                .integer("num_images", 1...6, usual: 1), .integer("max_images", 1...6, usual: 1),
                .choice("enhance_prompt_mode", ["standard", "fast"], usual: "standard"), .safetyChecker, .seed,
                .syncMode,
            ], price: (0.03, "images")),
        FalEndpoint(
            id: "openai/gpt-image-2", name: "GPT Image 2", category: "text-to-image", output: .plain,
            fields: [
                .prompt(), .imageSize(usual: "auto", more: ["auto"]),
                .choice("quality", ["auto", "low", "medium", "high"], usual: "high"),
                .integer("num_images", 1...4, usual: 1),
                .choice("output_format", ["png", "jpeg", "webp"], usual: "png"), .syncMode,
            ], price: (0.133, "images")),
    ]

    private static let videos: [FalEndpoint] = [
        FalEndpoint(
            id: "fal-ai/veo3.1", name: "Veo 3.1", category: "text-to-video", output: .video,
            fields: [.prompt(), .choice("aspect_ratio", ["16:9", "9:16"], usual: "16:9")] + veoFields(autoFix: true),
            price: (0.4, "seconds")),
        FalEndpoint(
            id: "fal-ai/veo3.1/fast", name: "Veo 3.1 Fast", category: "text-to-video", output: .video,
            fields: [.prompt(), .choice("aspect_ratio", ["16:9", "9:16"], usual: "16:9")] + veoFields(autoFix: true),
            price: (0.15, "seconds")),
        FalEndpoint(
            id: "fal-ai/veo3.1/image-to-video", name: "Veo 3.1 image to video", category: "image-to-video",
            output: .video,
            fields: [.prompt(), .picture, .choice("aspect_ratio", ["auto", "16:9", "9:16"], usual: "auto")]
                + veoFields(autoFix: false),
            price: (0.4, "seconds")),
        FalEndpoint(
            id: "fal-ai/kling-video/v2.5-turbo/pro/text-to-video", name: "Kling 2.5 Turbo Pro",
            category: "text-to-video", output: .video,
            fields: [
                .prompt(), .choice("duration", ["5", "10"], usual: "5"),
                .choice("aspect_ratio", ["16:9", "9:16", "1:1"], usual: "16:9"),
                .number("cfg_scale", 0...1, usual: 0.5),
                FalField(name: "negative_prompt", kind: .text(least: 0), usual: "blur, distort, and low quality"),
            ], price: (0.07, "seconds")),
        FalEndpoint(
            id: "fal-ai/veo3.1/first-last-frame-to-video", name: "Veo 3.1 first to last frame",
            category: "image-to-video", output: .video,
            fields: [
                .prompt(), .requiredPicture("first_frame_url"), .requiredPicture("last_frame_url"),
                .choice("aspect_ratio", ["auto", "16:9", "9:16"], usual: "auto"),
            ] + veoFields(autoFix: false), price: (0.4, "seconds")),
        FalEndpoint(
            id: "fal-ai/kling-video/v2.5-turbo/pro/image-to-video", name: "Kling 2.5 Turbo Pro image to video",
            category: "image-to-video", output: .video,
            fields: [
                .prompt(), .picture, .optionalPicture("tail_image_url"),
                .choice("duration", ["5", "10"], usual: "5"), .number("cfg_scale", 0...1, usual: 0.5), .negativePrompt,
            ], price: (0.07, "seconds")),
        FalEndpoint(
            id: "bytedance/seedance-2.0/image-to-video", name: "Seedance 2.0 image to video",
            category: "image-to-video", output: .seededVideo,
            fields: [.picture, .optionalPicture("end_image_url")] + seedance, price: (0.3, "seconds")),
        FalEndpoint(
            id: "fal-ai/wan/v2.7/text-to-video", name: "Wan 2.7", category: "text-to-video", output: .rewrittenVideo,
            fields: [
                .prompt(), FalField(name: "duration", kind: .integerChoice(Array(2...15)), usual: 5),
                .choice("resolution", ["720p", "1080p"], usual: "1080p"),
                .choice("aspect_ratio", ["16:9", "9:16", "1:1", "4:3", "3:4"], usual: "16:9"), .negativePrompt,
                .flag("enable_prompt_expansion", usual: true), .safetyChecker, .seed,
            ], price: (0.1, "seconds")),
        FalEndpoint(
            id: "fal-ai/ltx-2.3/text-to-video", name: "LTX 2.3", category: "text-to-video", output: .video,
            fields: [
                .prompt(), FalField(name: "duration", kind: .integerChoice([6, 8, 10]), usual: 6),
                FalField(name: "fps", kind: .integerChoice([24, 25, 48, 50]), usual: 25),
                .choice("resolution", ["1080p", "1440p", "2160p"], usual: "1080p"),
                .choice("aspect_ratio", ["16:9", "9:16"], usual: "16:9"), .flag("generate_audio", usual: true),
            ], price: (0.06, "seconds")),
        FalEndpoint(
            id: "bytedance/seedance-2.0/text-to-video", name: "Seedance 2.0", category: "text-to-video",
            output: .seededVideo,
            fields: seedance, price: (0.3, "seconds")),
    ]

    private static let seedance: [FalField] = [
        .prompt(), .choice("duration", ["auto"] + (4...15).map(String.init), usual: "auto"),
        .choice("resolution", ["480p", "720p", "1080p", "4k"], usual: "720p"),
        .choice("aspect_ratio", ["auto", "21:9", "16:9", "4:3", "1:1", "3:4", "9:16"], usual: "auto"),
        .flag("generate_audio", usual: true), .seed,
    ]

    private static func fluxFields(steps: Int64, most: Int) -> [FalField] {
        [
            .prompt(), .imageSize(usual: "landscape_4_3"), .integer("num_inference_steps", 1...most, usual: steps),
            .seed,
            .number("guidance_scale", 1...20, usual: 3.5), .syncMode, .integer("num_images", 1...4, usual: 1),
            .safetyChecker, .choice("output_format", ["jpeg", "png"], usual: "jpeg"),
            .choice("acceleration", ["none", "regular", "high"], usual: "none"),
        ]
    }

    private static let bananaFields: [FalField] = [
        .integer("num_images", 1...4, usual: 1), .choice("output_format", ["jpeg", "png", "webp"], usual: "png"),
        .safetyTolerance, .flag("limit_generations", usual: false), .seed, .syncMode,
    ]

    private static func veoFields(autoFix: Bool) -> [FalField] {
        [
            .choice("duration", ["4s", "6s", "8s"], usual: "8s"),
            .choice("resolution", ["720p", "1080p", "4k"], usual: "720p"), .flag("generate_audio", usual: true),
            .flag("auto_fix", usual: autoFix), .safetyTolerance, .negativePrompt, .seed,
        ]
    }
}
