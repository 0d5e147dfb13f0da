import EaselCore

/// The forms of the picture and speech routes (wire sheet C5, C6).
extension LocalOpenAICatalog {
    static let references = InputSpec(
        .reference, types: [.png, .jpeg, .webp], maximumCount: 4, maximumBytes: 20_000_000, takesAddresses: true)

    static func imageParameters(_ kind: LocalOpenAIServer.Kind) -> [ParameterSpec] {
        let usual = [
            ParameterSpec(
                .size, "Size", kind: .pixels(minimum: 64, maximum: 4096, multipleOf: 1), wire: "size"
            ).summary("Width and height in pixels."),
            ParameterSpec(
                .count, "Pictures", kind: .integer(minimum: 1, maximum: 10, unit: nil), default: 1, wire: "n"),
        ]
        switch kind {
        case .vLLM: return usual + [steps("num_inference_steps"), guidance, negativePrompt("negative_prompt"), seed]
        case .localAI: return usual + [steps("step"), negativePrompt(nil), quality]
        case .ollama, .llamaCpp, .lmStudio, .other: return usual + [quality]
        }
    }

    static let speechParameters = [
        ParameterSpec(.voice, "Voice", kind: .text(maximumLength: 200), wire: "voice").summary(
            "The voice's name at the server; some servers list them."),
        ParameterSpec(
            .format, "Format", kind: .choices("mp3", "wav", "flac", "opus", "aac", "pcm"), wire: "response_format"
        ).summary("What comes is told by the server, and may be another."),
        ParameterSpec(
            .speed, "Speed", kind: .number(minimum: 0.25, maximum: 4, unit: nil), default: 1, wire: "speed"
        ).summary("1 is the voice's own speed."),
        ParameterSpec("instructions", "Instructions", kind: .text(maximumLength: nil), wire: "instructions").summary(
            "How it should sound; not every model listens."),
    ]

    private static func steps(_ wire: String) -> ParameterSpec {
        ParameterSpec(.steps, "Steps", kind: .integer(minimum: 1, maximum: 200, unit: nil), wire: wire).summary(
            "More steps, more detail, more time.")
    }

    /// - Parameter wire: nil where the adapter writes it into the prompt.
    private static func negativePrompt(_ wire: String?) -> ParameterSpec {
        ParameterSpec(.negativePrompt, "Negative prompt", kind: .text(maximumLength: nil), wire: wire).summary(
            "What should not be in the picture.")
    }

    private static let guidance = ParameterSpec(
        .guidanceScale, "Guidance", kind: .number(minimum: 0, maximum: 30, unit: nil), wire: "guidance_scale"
    ).summary("How closely the picture keeps to the prompt.")

    private static let quality = ParameterSpec(
        .quality, "Quality", kind: .text(maximumLength: 40), wire: "quality"
    ).summary("A word that the server knows, such as low or hd.")

    private static let seed = ParameterSpec(.seed, "Seed", kind: .seed(maximum: nil), wire: "seed").summary(
        "The same seed tends to give the same picture.")
}
