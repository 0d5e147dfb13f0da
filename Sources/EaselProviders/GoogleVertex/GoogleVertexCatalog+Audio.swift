import EaselCore

/// Cards of music models, from wire sheet 4 and 10.4.
extension GoogleVertexCatalog {
    static let audioCards: [ModelCard] = [
        lyria(
            "lyria-3-clip-preview", "Lyria 3 Clip", "Thirty seconds of music, with singing when the prompt has words."
        ).with {
            $0.price = Price([.request: 0.04])
        },
        lyria(
            "lyria-3-pro-preview", "Lyria 3 Pro", "A whole song of up to three minutes; name its parts in the prompt."
        ).with {
            $0.price = Price([.request: 0.08])
        },
        lyria("lyria-3.5", "Lyria 3.5", "The newest music model: songs of a few minutes, as long as the prompt says.")
            .with {
                // Ids for Vertex AI are not confirmed (4.3).
                $0.route = GoogleVertexRoute.geminiInteractions.rawValue
                $0.locations = []
                $0.limits.outputTokens = 65_536
                $0.price = Price([.request: 0.08])
            },
        music("lyria-002", "Lyria 2", "Thirty seconds without singing, as WAV; prompts in English only.").with {
            $0.route = GoogleVertexRoute.predict.rawValue
            $0.locations = ["us-central1"]
            $0.price = Price([.request: 0.06])
            $0.parameters = [
                ParameterSpec(
                    .negativePrompt, "Negative prompt", kind: .text(maximumLength: nil), wire: "negative_prompt"
                ).summary("What should not be heard."),
                ParameterSpec(.seed, "Seed", kind: .seed(maximum: Int64(UInt32.max)), wire: "seed")
                    .summary("Not together with a number of pieces."),
                ParameterSpec(
                    .count, "Pieces", kind: .integer(minimum: 1, maximum: 4, unit: nil), default: 1,
                    wire: "sample_count"
                ).summary("Not together with a seed."),
            ]
        },
    ]

    private static func lyria(_ id: ModelID, _ name: String, _ summary: String) -> ModelCard {
        music(id, name, summary).with {
            $0.route = GoogleVertexRoute.interactions.rawValue
            $0.locations = ["global"]
            $0.limits.contextTokens = 131_072
            $0.limits.outputTokens = 8_192
            $0.parameters = [
                ParameterSpec("background", "As a job", kind: .boolean, default: true)
                    .summary("A job can be cancelled and outlives this program; otherwise the connection stays open.")
            ]
            $0.inputs = [
                InputSpec(
                    .reference, types: [.png, .jpeg, .webp], maximumCount: 10, maximumBytes: 10 << 20,
                    takesAddresses: true)
            ]
        }
    }

    private static func music(_ id: ModelID, _ name: String, _ summary: String) -> ModelCard {
        ModelCard(provider: GoogleVertexProvider.id, model: id, modality: .audio, name: name, summary: summary)
    }
}
