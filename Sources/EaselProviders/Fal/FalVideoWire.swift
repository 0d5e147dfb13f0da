import EaselCore

/// What video models call things (wire sheet A19). The JSON type of `duration` differs per model: it is in the card.
enum FalVideoWire {
    /// The names that most video models use, for those without a card.
    static let customary: [ParameterKey: String] = [
        .aspectRatio: "aspect_ratio", .size: "video_size", .resolution: "resolution", .durationSeconds: "duration",
        .generateAudio: "generate_audio", .seed: "seed", .negativePrompt: "negative_prompt",
        .steps: "num_inference_steps", .guidanceScale: "guidance_scale", .quality: "quality", .style: "style",
    ]
}
