import EaselCore

/// Cards of video models, from wire sheet D2.
extension HuggingFaceCatalog {
    static let videoCards: [ModelCard] = [
        video("Wan-AI/Wan2.2-TI2V-5B", "Wan 2.2 5B", "Open and light: short clips from words.").with {
            $0.parameters = [frames, steps(default: nil), guidance, negativePrompt, seed]
            $0.route = "fal-ai/fal-ai/wan/v2.2-5b/text-to-video"
        },
        video("tencent/HunyuanVideo", "HunyuanVideo", "Tencent's open model for clips of a few seconds.").with {
            $0.parameters = [frames, steps(default: nil), guidance, seed]
        },
        video("Lightricks/LTX-Video-0.9.8-13B-distilled", "LTX Video 0.9.8", "Quick clips from an open model.").with {
            $0.parameters = [frames, negativePrompt, seed]
        },
        video("Wan-AI/Wan2.2-I2V-A14B", "Wan 2.2 from a picture", "Sets a picture in motion.").with {
            $0.parameters = [frames, steps(default: nil), guidance, negativePrompt, seed]
            $0.inputs = [picture(.first)]
        },
    ]

    private static func video(_ id: ModelID, _ name: String, _ summary: String) -> ModelCard {
        ModelCard(provider: HuggingFaceProvider.id, model: id, modality: .video, name: name, summary: summary)
    }
}
