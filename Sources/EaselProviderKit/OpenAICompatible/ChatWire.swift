public import EaselCore

/// The body of `POST /chat/completions`: only what was set is written (wire sheet A3.1).
public struct ChatWire: Encodable, Sendable {
    var model: String
    var messages: [Message]
    var stream = true
    var streamOptions: StreamOptions?
    var temperature: Double?
    var topP: Double?
    var seed: Int64?
    var tokenLimit: (name: ChatDialect.TokenLimit, value: Int)?
    var options: FlatFields
    /// What was asked for and is not in the body.
    public var warnings: [GenerationWarning]

    struct StreamOptions: Encodable, Sendable {
        var includeUsage: Bool
        enum CodingKeys: String, CodingKey { case includeUsage = "include_usage" }
    }

    /// Throws `unsupported` for an attachment that is no picture.
    public init(_ request: TextRequest, dialect: ChatDialect, provider: String) throws(EaselError) {
        let own: Set<ParameterKey> = [.system, .temperature, .topP, .seed, .maxOutputTokens]
        let writer = ParameterWriter(request.parameters, handled: own, provider: provider)
        model = request.model.rawValue
        messages = try Self.messages(of: request, provider: provider)
        streamOptions = dialect.asksForUsage ? StreamOptions(includeUsage: true) : nil
        temperature = request.temperature
        topP = request.topP
        seed = request.seed
        tokenLimit = request.maxOutputTokens.map { (dialect.tokenLimit, $0) }
        options = FlatFields(writer.fields)
        warnings = writer.warnings
    }

    private static func messages(of request: TextRequest, provider: String) throws(EaselError) -> [Message] {
        if let other = request.inputs.first(where: { $0.type.family != "image" }) {
            throw EaselError(
                .unsupported,
                "\(provider) takes pictures with a prompt, not \(other.type) (\(ControlText.oneLine(other.name))).")
        }
        let system = request.system.map { [Message(role: "system", content: .text($0))] } ?? []
        let earlier = request.conversation.map { Message(role: $0.speaker.rawValue, content: .text($0.text)) }
        let pictures = request.inputs.map { Part.image($0.address) }
        // Text first, then pictures (wire sheet A3.1, content parts).
        let content: Content = pictures.isEmpty ? .text(request.prompt) : .parts([.text(request.prompt)] + pictures)
        return system + earlier + [Message(role: "user", content: content)]
    }

    enum CodingKeys: String, CodingKey {
        case model, messages, stream, temperature, seed
        case streamOptions = "stream_options"
        case topP = "top_p"
        case maxTokens = "max_tokens"
        case maxCompletionTokens = "max_completion_tokens"
    }

    public func encode(to encoder: any Encoder) throws {
        try options.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(model, forKey: .model)
        try container.encode(messages, forKey: .messages)
        try container.encode(stream, forKey: .stream)
        try container.encodeIfPresent(streamOptions, forKey: .streamOptions)
        try container.encodeIfPresent(temperature, forKey: .temperature)
        try container.encodeIfPresent(topP, forKey: .topP)
        try container.encodeIfPresent(seed, forKey: .seed)
        switch tokenLimit?.name {
        case .maxTokens: try container.encodeIfPresent(tokenLimit?.value, forKey: .maxTokens)
        case .maxCompletionTokens: try container.encodeIfPresent(tokenLimit?.value, forKey: .maxCompletionTokens)
        case nil: break
        }
    }
}

extension ChatWire {
    struct Message: Encodable, Sendable {
        var role: String
        var content: Content
    }

    enum Content: Encodable, Sendable {
        case text(String)
        case parts([Part])

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .text(let text): try container.encode(text)
            case .parts(let parts): try container.encode(parts)
            }
        }
    }

    struct Part: Encodable, Sendable {
        struct Address: Encodable, Sendable { var url: String }
        var type: String
        var text: String?
        var image: Address?

        enum CodingKeys: String, CodingKey { case type, text, image = "image_url" }

        static func text(_ text: String) -> Part { Part(type: "text", text: text) }
        static func image(_ dataURI: String) -> Part { Part(type: "image_url", image: Address(url: dataURI)) }
    }
}
