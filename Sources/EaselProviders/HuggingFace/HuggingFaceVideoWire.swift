import EaselCore

/// Clip requests as the tasks `text-to-video` and `image-to-video` (wire sheet D2).
enum HuggingFaceVideoWire {
    static func order(_ request: VideoRequest) throws(EaselError) -> HuggingFaceOrder {
        let task: HuggingFaceTask = request.inputs.isEmpty ? .textToVideo : .imageToVideo
        return try HuggingFaceOrder(request, task, customary: customary)
    }

    private static let customary: [ParameterKey: String] = [
        .size: HuggingFaceOrder.size, .seed: "seed", .negativePrompt: "negative_prompt",
        .steps: "num_inference_steps", .guidanceScale: "guidance_scale", .aspectRatio: "aspect_ratio",
        .resolution: "resolution",
    ]
}
