import EaselCore

/// Cards of picture models, from wire sheet D2. A route is what the Hub said when the sheet was written: it serves previews,
/// and orders while the Hub does not answer.
extension HuggingFaceCatalog {
    static let imageCards: [ModelCard] = [
        image("black-forest-labs/FLUX.1-dev", "FLUX.1 [dev]", "Detailed pictures from an open model.").with {
            $0.parameters = [size, steps(50, default: 28), guidance, seed]
            $0.route = "fal-ai/fal-ai/flux/dev"
        },
        image(
            "black-forest-labs/FLUX.1-dev:replicate", "FLUX.1 [dev] at Replicate", "The same model, run by Replicate."
        )
        .with {
            $0.parameters = [
                ParameterSpec(
                    .aspectRatio, "Aspect ratio",
                    kind: .choices("1:1", "16:9", "21:9", "3:2", "2:3", "4:5", "5:4", "3:4", "4:3", "9:16", "9:21"),
                    default: "1:1", wire: "aspect_ratio"),
                ParameterSpec(
                    .count, "Pictures", kind: .integer(minimum: 1, maximum: 4, unit: nil), default: 1,
                    wire: "num_images"),
                steps(50, default: 28),
                ParameterSpec(
                    .format, "Format", kind: .choices("webp", "jpg", "png"), default: "webp",
                    wire: "output_format"),
                seed,
            ]
            $0.route = "replicate/black-forest-labs/flux-dev"
        },
        image("black-forest-labs/FLUX.1-schnell", "FLUX.1 [schnell]", "Quick drafts in a few steps.").with {
            $0.parameters = [size, seed]
        },
        image("black-forest-labs/FLUX.1-Krea-dev", "FLUX.1 Krea", "Photographs without the look of a machine.").with {
            $0.parameters = [size, steps(50, default: 28), guidance, seed]
        },
        image("Qwen/Qwen-Image", "Qwen Image", "Readable text inside pictures, in Chinese too.").with {
            $0.parameters = [size, steps(default: nil), guidance, negativePrompt, seed]
        },
        image("ByteDance/Hyper-SD", "Hyper-SD", "A picture in one to eight steps.").with {
            $0.parameters = [size, steps(default: nil), guidance, seed]
        },
        image(
            "stabilityai/stable-diffusion-3-medium-diffusers", "Stable Diffusion 3 medium",
            "Runs on Hugging Face's own servers."
        ).with {
            $0.parameters = [size, steps(default: nil), guidance, negativePrompt, seed]
            $0.route = "hf-inference/stabilityai/stable-diffusion-3-medium-diffusers"
        },
        image("black-forest-labs/FLUX.1-Kontext-dev", "FLUX.1 Kontext", "Changes a picture by a description.").with {
            $0.parameters = [steps(50, default: nil), guidance, seed]
            $0.inputs = [picture(.reference)]
        },
        image(
            "kontext-community/relighting-kontext-dev-lora-v3", "Relighting Kontext",
            "Lights a picture anew by a description."
        ).with {
            $0.parameters = [steps(50, default: nil), guidance, seed]
            $0.inputs = [picture(.reference)]
        },
    ]

    private static func image(_ id: ModelID, _ name: String, _ summary: String) -> ModelCard {
        ModelCard(provider: HuggingFaceProvider.id, model: id, modality: .image, name: name, summary: summary)
    }
}
