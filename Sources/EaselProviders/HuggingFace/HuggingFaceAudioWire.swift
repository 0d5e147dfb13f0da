import EaselCore

/// Requests for music and effects as the task `text-to-audio`, which only fal-ai serves (wire sheet B4).
enum HuggingFaceAudioWire {
    static func order(_ request: AudioRequest) throws(EaselError) -> HuggingFaceOrder {
        try HuggingFaceOrder(request, .textToAudio, customary: customary)
    }

    private static let customary: [ParameterKey: String] = [
        .seed: "seed", .negativePrompt: "negative_prompt", .steps: "num_inference_steps",
        .guidanceScale: "guidance_scale",
    ]
}
