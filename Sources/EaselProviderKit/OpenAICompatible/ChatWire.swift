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

    /// Throws `unsupported` for an attachment of a kind that the dialect does not take.
    public init(
        _ request: TextRequest, dialect: ChatDialect, provider: String, adding extras: ChatExtras = ChatExtras()
    ) throws(EaselError) {
        let own: Set<ParameterKey> = [.system, .temperature, .topP, .seed, .maxOutputTokens]
        let writer = ParameterWriter(
            request.parameters, handled: own, customary: extras.customary, provider: provider)
        model = request.model.rawValue
        messages = try Self.messages(of: request, dialect: dialect, provider: provider)
        streamOptions = dialect.asksForUsage ? StreamOptions(includeUsage: true) : nil
        temperature = request.temperature
        topP = request.topP
        seed = request.seed
        tokenLimit = request.maxOutputTokens.map { (dialect.tokenLimit, $0) }
        let fields = writer.fields.merging(extras.fields) { _, extra in extra }
        options = dialect.nestsDottedNames ? FlatFields(nesting: fields) : FlatFields(fields)
        warnings = writer.warnings
    }

    private static func messages(
        of request: TextRequest, dialect: ChatDialect, provider: String
    ) throws(EaselError) -> [Message] {
        let system = request.system.map { [Message(role: "system", content: .text($0))] } ?? []
        let earlier = request.conversation.map { Message(role: $0.speaker.rawValue, content: .text($0.text)) }
        var files: [ChatPart] = []
        for input in request.inputs { files.append(try ChatPart(input, dialect: dialect, provider: provider)) }
        // Text first, then files (wire sheet A3.1, content parts).
        let content: Content = files.isEmpty ? .text(request.prompt) : .parts([.text(request.prompt)] + files)
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
        case parts([ChatPart])

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .text(let text): try container.encode(text)
            case .parts(let parts): try container.encode(parts)
            }
        }
    }
}
