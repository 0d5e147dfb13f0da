/// A chat request after the checks that local servers make (sheet C3): fewer than a gateway's, but types count.
struct LocalChatRequest: Sendable {
    let model: LocalModel
    let prompt: String
    let conversation: String
    let pictures: [String]
    let streams: Bool
    /// Whether `stream_options` was an object, and what it said.
    let streamOptions: (isPresent: Bool, includesUsage: Bool)
    let mostTokens: Int?
    let thinks: Bool
    /// What is said where an answer in a form was asked for.
    let formed: SchemaAnswer?

    init(_ body: JSON, _ dialect: LocalDialect) throws {
        let fields = try FieldReader(body)
        let name = try fields.string("model")
        if dialect != .llamaCpp, name == nil || name == "" {
            throw LocalFailure.invalid("model is required", dialect, field: "model")
        }
        guard let model = dialect.model(name) else { throw LocalFailure.unknownModel(name ?? "", dialect) }
        self.model = model
        _ = try fields.number("temperature", in: 0...100)
        _ = try fields.number("top_p", in: 0...1)
        _ = try fields.integer("seed", in: Int.min...Int.max)
        _ = try fields.number("frequency_penalty", in: -2...2)
        _ = try fields.number("presence_penalty", in: -2...2)
        streams = try fields.bool("stream") ?? false
        let options = try fields.object("stream_options")
        streamOptions = (options != nil, try options?.bool("include_usage") ?? false)
        let limit = try fields.integer("max_completion_tokens", in: -1...1_000_000)
        mostTokens = try (limit ?? fields.integer("max_tokens", in: -1...1_000_000)).flatMap { $0 < 0 ? nil : $0 }
        let effort = try fields.string("reasoning_effort")
        let template = try fields.object("chat_template_kwargs")?.bool("enable_thinking") ?? true
        thinks = model.thinks && effort != "none" && template
        let messages = try LocalMessages(fields, dialect, model)
        (prompt, conversation, pictures) = (messages.prompt, messages.conversation, messages.pictures)
        formed = try SchemaAnswer(fields, prompt: prompt)
    }
}

/// The messages of a local chat.
private struct LocalMessages {
    private(set) var prompt = ""
    private(set) var conversation = ""
    private(set) var pictures: [String] = []

    init(_ fields: FieldReader, _ dialect: LocalDialect, _ model: LocalModel) throws {
        guard let messages = try fields.array("messages"), !messages.isEmpty else {
            throw LocalFailure.invalid("[] is too short - 'messages'", dialect, field: "messages")
        }
        for (index, item) in messages.enumerated() {
            let message = try FieldReader(item, path: "messages.\(index)")
            let role = try message.requiredString("role")
            var text = ""
            if let content = message.value("content") {
                if let plain = content.string {
                    text = plain
                } else {
                    for (place, part) in (try message.array("content") ?? []).enumerated() {
                        let reader = try FieldReader(part, path: "\(message.path).content.\(place)")
                        text += try read(reader, dialect, model)
                    }
                }
            }
            conversation += text + "\n"
            if role == "user" { prompt = text }
        }
    }

    private mutating func read(_ part: FieldReader, _ dialect: LocalDialect, _ model: LocalModel) throws -> String {
        switch try part.requiredString("type") {
        case "text": return try part.requiredString("text")
        case "image_url":
            let address: String
            if dialect.isOllama, let plain = part.value("image_url")?.string {
                address = plain
            } else {
                guard let image = try part.object("image_url") else { throw part.missing("image_url", "object") }
                address = try image.requiredString("url")
            }
            if !model.sees { throw LocalFailure.invalid("this model does not support image input", dialect) }
            if dialect.isOllama, !address.hasPrefix("data:") {
                throw LocalFailure.invalid("invalid image input", dialect)
            }
            pictures.append(try PictureReference(url: address, field: part.child("image_url")).summary)
            return ""
        case let type: throw LocalFailure.invalid("invalid message format: unknown content type \(type)", dialect)
        }
    }
}
