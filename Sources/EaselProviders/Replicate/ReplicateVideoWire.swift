import EaselCore
import EaselProviderKit

/// The input of video models (wire sheet B13). `duration` is a whole number here, unlike at other providers.
enum ReplicateVideoWire {
    static func order(_ request: VideoRequest) throws(EaselError) -> ReplicateClient.Order {
        var order = try ReplicateClient.Order(request, customary: customary)
        order.write(prompt: request.prompt, ReplicateClient.Route(request.facts.route), usually: "prompt")
        return order
    }

    /// The names that most video models use, for those without a card.
    private static let customary: [ParameterKey: String] = [
        .aspectRatio: "aspect_ratio", .resolution: "resolution", .durationSeconds: "duration",
        .generateAudio: "generate_audio", .seed: "seed", .negativePrompt: "negative_prompt",
        .steps: "num_inference_steps", .guidanceScale: "guidance_scale",
    ]
}
