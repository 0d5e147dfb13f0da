import EaselCore

/// The forms of the tasks: what the task specifications name, whoever runs the model (wire sheet B4, D2).
extension HuggingFaceCatalog {
    static func parameters(of task: HuggingFaceTask) -> [ParameterSpec] {
        switch task {
        case .textToImage: [size, steps(default: nil), guidance, negativePrompt, seed]
        case .imageToImage: [size, steps(default: nil), guidance, negativePrompt, seed]
        case .textToVideo, .imageToVideo: [frames, steps(default: nil), guidance, negativePrompt, seed]
        case .textToAudio: [seed]
        case .textToSpeech: [voice]
        }
    }

    /// Bounded by what goes inside a request: fal refuses a data URI of more than 10 MB (fal-replicate.md, A14).
    static func picture(_ role: AttachmentRole, maximumCount: Int = 1, isRequired: Bool = true) -> InputSpec {
        InputSpec(
            role, types: [.png, .jpeg, .webp], maximumCount: maximumCount, isRequired: isRequired,
            maximumBytes: 7_000_000, takesAddresses: true)
    }

    static let chatPictures = InputSpec(
        .reference, types: [.png, .jpeg, .webp, .gif], maximumCount: 4, maximumBytes: 7_000_000, takesAddresses: true)

    static let textParameters = [
        ParameterSpec(.system, "System", kind: .text(maximumLength: nil)).summary(
            "Instructions that stand above the conversation."),
        ParameterSpec(
            .temperature, "Temperature", kind: .number(minimum: 0, maximum: 2, unit: nil), wire: "temperature"
        ).summary("0 is the most predictable, 2 the wildest."),
        ParameterSpec(.topP, "Top P", kind: .number(minimum: 0, maximum: 1, unit: nil), wire: "top_p").summary(
            "Only the likeliest words whose probabilities add up to this are considered."),
        ParameterSpec(
            .maxOutputTokens, "Max tokens", kind: .integer(minimum: 1, maximum: nil, unit: "tokens"), wire: "max_tokens"
        ).summary("Upper bound on the answer."),
        seed,
        ParameterSpec(
            "reasoning_effort", "Reasoning", kind: .choices("none", "minimal", "low", "medium", "high", "xhigh"),
            wire: "reasoning_effort"
        ).summary("How long the model thinks; what it knows of this depends on the provider."),
    ]

    static let size = ParameterSpec(
        .size, "Size", kind: .pixels(minimum: 64, maximum: 4096, multipleOf: 1), wire: HuggingFaceOrder.size
    ).summary("Width and height in pixels.")

    static func steps(_ maximum: Int64 = 100, default usual: JSONValue?) -> ParameterSpec {
        ParameterSpec(
            .steps, "Steps", kind: .integer(minimum: 1, maximum: maximum, unit: nil), default: usual,
            wire: "num_inference_steps"
        ).summary("More steps, more detail, more time.")
    }

    static let guidance = ParameterSpec(
        .guidanceScale, "Guidance", kind: .number(minimum: 0, maximum: 30, unit: nil), wire: "guidance_scale"
    ).summary("How closely the result keeps to the prompt.")

    static let negativePrompt = ParameterSpec(
        .negativePrompt, "Negative prompt", kind: .text(maximumLength: nil), wire: "negative_prompt"
    ).summary("What should not be in the result.")

    static let seed = ParameterSpec(.seed, "Seed", kind: .seed(maximum: nil), wire: "seed").summary(
        "The same seed tends to give the same result.")

    static let frames = ParameterSpec(
        "num_frames", "Frames", kind: .integer(minimum: 1, maximum: 1000, unit: nil), wire: "num_frames"
    ).summary("How many pictures the clip has.")

    static let voice = ParameterSpec(.voice, "Voice", kind: .text(maximumLength: 100), wire: "voice").summary(
        "The voice's name at the provider; some models need one.")
}
