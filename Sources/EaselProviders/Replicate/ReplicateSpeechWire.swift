import EaselCore
import EaselProviderKit

/// The input of speech models (wire sheet B13). What is said is `text` in nearly all of them.
enum ReplicateSpeechWire {
    static func order(_ request: SpeechRequest) throws(EaselError) -> ReplicateClient.Order {
        var order = try ReplicateClient.Order(request, customary: customary)
        order.write(prompt: request.prompt, ReplicateClient.Route(request.facts.route), usually: "text")
        return order
    }

    /// The names that most speech models use, for those without a card.
    private static let customary: [ParameterKey: String] = [
        .voice: "voice", .language: "language", .speed: "speed", .format: "output_format", .seed: "seed",
        .temperature: "temperature", .topP: "top_p",
    ]
}
