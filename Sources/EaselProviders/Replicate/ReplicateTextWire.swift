import EaselCore
import EaselProviderKit

/// The input of language models (wire sheet B13): one prompt, or a list of messages where the model takes one.
enum ReplicateTextWire {
    /// A chat turn for models that take `messages`; they then ignore prompt and system prompt.
    private static func message(_ role: String, _ text: String) -> JSONValue {
        .object(["role": .string(role), "content": .string(text)])
    }

    static func order(_ request: TextRequest) throws(EaselError) -> ReplicateClient.Order {
        var order = try ReplicateClient.Order(request, customary: customary)
        let route = ReplicateClient.Route(request.facts.route)
        guard !request.conversation.isEmpty else {
            order.write(prompt: request.prompt, route, usually: "prompt")
            return order
        }
        if let messages = route.messages {
            let turns = request.conversation.map { message($0.speaker.rawValue, $0.text) }
            let system = order.fields.removeValue(forKey: "system_prompt")?.string.map { [message("system", $0)] } ?? []
            order.fields[messages] = .array(system + turns + [message("user", request.prompt)])
        } else {
            order.write(prompt: request.transcript, route, usually: "prompt")
            order.warnings.append(request.transcriptWarning)
        }
        return order
    }

    /// The names that most language models use, for those without a card.
    private static let customary: [ParameterKey: String] = [
        .system: "system_prompt", .temperature: "temperature", .topP: "top_p", .maxOutputTokens: "max_tokens",
        .seed: "seed",
    ]
}
