import EaselCore

/// Cards of image models, from wire sheet 10.2. All Imagen models were shut down on 2026-08-17.
extension GoogleVertexCatalog {
    private static let baseRatios = ["1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"]
    private static let wideRatios = baseRatios + ["1:4", "4:1", "1:8", "8:1"]

    static let imageCards: [ModelCard] = [
        image(
            "gemini-nano-banana-2.1", "Nano Banana 2.1",
            "Google's newest picture model: quick, precise edits, up to 4K.", ratios: wideRatios + ["9:21"],
            sizes: ["1K", "2K", "4K"]
        ).with {
            $0.parameters.append(thinkingLevel("minimal", "medium", "high"))
            $0.limits = ModelLimits(contextTokens: 131_072, outputTokens: 32_768)
        },
        image(
            "gemini-3-pro-image", "Gemini 3 Pro Image", "Careful composition and text inside pictures, up to 4K.",
            ratios: baseRatios, sizes: ["1K", "2K", "4K"]
        ).with {
            $0.limits = ModelLimits(contextTokens: 65_536, outputTokens: 32_768)
            $0.retirement = Retirement(date: "2027-05-28", successor: "gemini-nano-banana-2.1")
        },
        image(
            "gemini-3.1-flash-image", "Gemini 3.1 Flash Image", "Quick pictures and edits, from 512 pixels to 4K.",
            ratios: wideRatios, sizes: ["512", "1K", "2K", "4K"]
        ).with {
            $0.parameters.append(thinkingLevel("minimal", "high"))
            $0.limits = ModelLimits(contextTokens: 65_536, outputTokens: 32_768)
            $0.retirement = Retirement(date: "2027-05-28", successor: "gemini-nano-banana-2.1")
        },
        // The number of ratios differs between two sources; these are what both have (10.2).
        image(
            "gemini-3.1-flash-lite-image", "Gemini 3.1 Flash-Lite Image", "The cheapest pictures, in one size.",
            ratios: baseRatios, sizes: ["1K"]
        ).with { $0.limits = ModelLimits(contextTokens: 65_536, outputTokens: 4_096) },
    ]

    private static func image(
        _ id: ModelID, _ name: String, _ summary: String, ratios: [String], sizes: [String]
    ) -> ModelCard {
        ModelCard(provider: GoogleVertexProvider.id, model: id, modality: .image, name: name, summary: summary).with {
            $0.parameters = [
                ParameterSpec(
                    .aspectRatio, "Aspect ratio", kind: .choice(ratios.map { ParameterChoice(.string($0)) }),
                    wire: "imageConfig.aspectRatio"),
                ParameterSpec(
                    .size, "Size", kind: .choice(sizes.map { ParameterChoice(.string($0)) }), default: "1K",
                    wire: "imageConfig.imageSize"),
                seed,
                ParameterSpec(
                    "personGeneration", "People",
                    kind: .choice([
                        ParameterChoice("all", wire: "ALLOW_ALL"), ParameterChoice("adult", wire: "ALLOW_ADULT"),
                        ParameterChoice("none", wire: "ALLOW_NONE"),
                    ]), wire: "imageConfig.personGeneration"
                ).summary("Which people may be shown; Vertex AI only."),
                safety,
            ]
            $0.inputs = [
                InputSpec(
                    .reference, types: [.png, .jpeg, .webp, "image/heic", "image/heif"], maximumCount: 14,
                    maximumBytes: GoogleVertexClient.largestUpload, takesAddresses: true)
            ]
            // The only place that the sheet names for them.
            $0.locations = ["global"]
        }
    }
}
