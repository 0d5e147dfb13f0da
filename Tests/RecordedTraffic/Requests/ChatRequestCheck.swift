import EaselCore
import Testing

/// Chat requests of the OpenAI protocol.
struct ChatRequestCheck: RequestCheck {
    var name: String
    var provider: ProviderID
    var isOurs: @Sendable (RecordedExchange) -> Bool

    init(name: String, provider: ProviderID, claims: @escaping @Sendable (RecordedExchange) -> Bool) {
        self.name = name
        self.provider = provider
        self.isOurs = claims
    }

    func claims(_ exchange: RecordedExchange) -> Bool { isOurs(exchange) }

    func omission(_ exchange: RecordedExchange) -> String? {
        guard let sent = exchange.sent, let messages = sent["messages"]?.elements else {
            return "a request without messages"
        }
        if sent["tools"] != nil { return "Easel gives a model no tools" }
        let roles = messages.map { $0["role"]?.string ?? "" }
        if roles.last != "user" { return "the last turn is not the person's" }
        if roles.dropFirst().contains(where: { ["system", "developer"].contains($0) }) {
            return "instructions in the middle"
        }
        let words = messages.last?["content"]?.elements.filter { $0["type"]?.string == "text" } ?? []
        if words.count > 1 { return "a text file that the SDK had written into the message" }
        let isPlain = messages.dropLast().allSatisfy { $0["content"]?.string != nil }
        return isPlain ? nil : "files in an earlier turn"
    }

    func preview(_ exchange: RecordedExchange) async throws -> RequestPreview {
        let sent = try #require(exchange.sent)
        let messages = sent["messages"]?.elements ?? []
        let last = try #require(messages.last)
        let fields = sent.members.filter { !["messages", "model", "stream", "stream_options"].contains($0.key) }
        var parameters = RequestParameters(recorded: fields, common: Self.common)
        var turns: [TextRequest.Turn] = []
        for message in messages.dropLast() {
            let text = message["content"]?.string ?? ""
            switch message["role"]?.string {
            case "system", "developer": parameters.values[.system] = .string(text)
            case "assistant": turns.append(.init(speaker: .assistant, text: text))
            default: turns.append(.init(speaker: .user, text: text))
            }
        }
        let parts = last["content"]?.elements ?? []
        let text = last["content"]?.string ?? parts.compactMap { $0["text"]?.string }.first ?? ""
        let request = TextRequest(
            model: ModelID(rawValue: sent["model"]?.string ?? "recorded"), prompt: text, conversation: turns,
            inputs: parts.compactMap(Self.file), parameters: parameters)
        return try await #require(Replay(provider, exchange.response).provider.services.text).preview(request)
    }

    private static let common: [String: ParameterKey] = [
        "temperature": .temperature, "top_p": .topP, "seed": .seed, "max_tokens": .maxOutputTokens,
        "max_completion_tokens": .maxOutputTokens,
    ]

    private static func file(_ part: JSONValue) -> MediaInput? {
        if let picture = part["image_url"]?["url"]?.string { return MediaInput(recorded: picture) }
        guard let document = part["file"]?["file_data"]?.string else { return nil }
        return MediaInput(recorded: document, name: part["file"]?["filename"]?.string ?? "recorded")
    }
}
