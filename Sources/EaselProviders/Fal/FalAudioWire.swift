import EaselCore

/// What models for music and sound effects call things (wire sheet A19).
enum FalAudioWire {
    /// The names that most of them use, for those without a card.
    static let customary: [ParameterKey: String] = [
        .durationSeconds: "duration", .seed: "seed", .negativePrompt: "negative_prompt", .lyrics: "lyrics",
        .steps: "num_inference_steps", .guidanceScale: "guidance_scale", .format: "output_format", .style: "style",
        .quality: "quality",
    ]
}
