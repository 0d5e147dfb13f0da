import EaselCore
import EaselProviderKit

/// The input of music and sound models (wire sheet B13).
enum ReplicateAudioWire {
    static func order(_ request: AudioRequest) throws(EaselError) -> ReplicateClient.Order {
        var order = try ReplicateClient.Order(request, customary: customary)
        order.write(prompt: request.prompt, ReplicateClient.Route(request.facts.route), usually: "prompt")
        return order
    }

    /// The names that most of these models use, for those without a card.
    private static let customary: [ParameterKey: String] = [
        .durationSeconds: "duration", .seed: "seed", .negativePrompt: "negative_prompt", .lyrics: "lyrics",
        .format: "output_format",
        .temperature: "temperature", .topP: "top_p", .guidanceScale: "classifier_free_guidance", .steps: "steps",
    ]
}
