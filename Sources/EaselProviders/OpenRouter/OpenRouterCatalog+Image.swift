import EaselCore

/// Picture models, from wire sheet D1, A4.1 and A4.3.
extension OpenRouterCatalog {
    static let imageCards: [ModelCard] = [
        image(
            "google/gemini-3.1-flash-image", "Gemini 3.1 Flash Image",
            "Quick pictures and edits that follow the prompt closely.", references: 8
        ).with {
            // One picture at a time: single-image providers reject n > 1 (A4.1).
            $0.parameters = [
                aspectRatio(["1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"]),
                tier("1K", "2K", "4K"), OpenRouterRouting.spec(.images),
            ]
        },
        image("bytedance-seed/seedream-4.5", "Seedream 4.5", "Detailed pictures up to 4K.", references: 10).with {
            // Exactly the descriptors of the discovery reply in A4.2: an absent key means unsupported.
            $0.parameters = [tier("1K", "2K", "4K"), count(4), seed, OpenRouterRouting.spec(.images)]
            $0.price = Price([.image: 0.05])
        },
        image(
            "openai/gpt-image-2", "GPT Image 2",
            "OpenAI's picture model: text inside pictures, transparent backgrounds.", references: 16
        ).with {
            $0.parameters = [
                aspectRatio(["1:1", "2:3", "3:2", "9:16", "16:9"]),
                ParameterSpec(
                    .quality, "Quality", kind: .choices("auto", "low", "medium", "high"), default: "auto",
                    wire: "quality"),
                count(10),
                ParameterSpec(
                    .format, "Format", kind: .choices("png", "jpeg", "webp"), default: "png", wire: "output_format"),
                ParameterSpec(
                    "background", "Background", kind: .choices("auto", "transparent", "opaque"), wire: "background"
                )
                .summary("Transparent needs png or webp."),
                ParameterSpec(
                    "output_compression", "Compression", kind: .integer(minimum: 0, maximum: 100, unit: nil),
                    wire: "output_compression"
                ).summary("For jpeg and webp."),
                OpenRouterRouting.spec(.images),
            ]
        },
        image(
            "black-forest-labs/flux.2-pro", "FLUX.2 Pro", "Photographic pictures by Black Forest Labs.", references: 8
        ).with {
            $0.parameters = [
                aspectRatio(["1:1", "2:3", "3:2", "3:4", "4:3", "9:16", "16:9"]), seed,
                // Handed through to the company that serves it (D1).
                ParameterSpec(
                    .steps, "Steps", kind: .integer(minimum: 1, maximum: nil, unit: nil),
                    wire: "provider.options.black-forest-labs.steps"),
                ParameterSpec(
                    .guidanceScale, "Guidance", kind: .number(minimum: 0, maximum: nil, unit: nil),
                    wire: "provider.options.black-forest-labs.guidance"),
                OpenRouterRouting.spec(.images),
            ]
        },
        chatImage(
            "openai/gpt-5.4-image-2", "GPT-5.4 Image 2",
            "Talks about what it paints: edits over several turns of words."),
        chatImage("openai/gpt-5-image", "GPT-5 Image", "A text model that also paints."),
    ]

    private static func image(_ id: ModelID, _ name: String, _ summary: String, references: Int) -> ModelCard {
        ModelCard(provider: OpenRouterProvider.id, model: id, modality: .image, name: name, summary: summary).with {
            $0.inputs = [
                InputSpec(.reference, types: pictures, maximumCount: references, takesAddresses: true)
            ]
        }
    }

    /// A model whose pictures come out of a chat (A4.3).
    private static func chatImage(_ id: ModelID, _ name: String, _ summary: String) -> ModelCard {
        image(id, name, summary, references: 8).with {
            $0.route = OpenRouterChatRoute.withWords
            $0.parameters = [OpenRouterRouting.spec(.chat), OpenRouterRouting.fallbacks]
        }
    }
}
