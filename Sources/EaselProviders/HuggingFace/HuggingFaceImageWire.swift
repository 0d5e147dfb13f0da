import EaselCore

/// Picture requests as the tasks `text-to-image` and `image-to-image` (wire sheet B4, D2).
enum HuggingFaceImageWire {
    static func order(_ request: ImageRequest) throws(EaselError) -> HuggingFaceOrder {
        let task: HuggingFaceTask = request.inputs.isEmpty ? .textToImage : .imageToImage
        return try HuggingFaceOrder(request, task, customary: customary)
    }

    private static let customary: [ParameterKey: String] = [
        .size: HuggingFaceOrder.size, .seed: "seed", .negativePrompt: "negative_prompt",
        .steps: "num_inference_steps", .guidanceScale: "guidance_scale", .count: "num_images",
        .aspectRatio: "aspect_ratio", .format: "output_format",
    ]
}
