/// A chat request after the checks of sheet B2.
struct HuggingFaceChatRequest: Sendable {
    let model: HuggingFaceListedModel
    let provider: String
    private(set) var prompt = ""
    private(set) var conversation = ""
    private(set) var pictures: [String] = []
    let streams: Bool
    let wantsUsage: Bool
    let mostTokens: Int?

    var isForbidden: Bool { conversation.contains("forbidden-content") }

    init(_ body: JSON) throws {
        let fields = try FieldReader(body)
        let name = try fields.requiredString("model")
        (model, provider) = try Self.route(name)
        _ = try fields.number("temperature", in: 0...2)
        _ = try fields.number("top_p", in: 0...1)
        _ = try fields.number("frequency_penalty", in: -2...2)
        _ = try fields.number("presence_penalty", in: -2...2)
        _ = try fields.integer("seed", in: Int.min...Int.max)
        _ = try fields.string("reasoning_effort")
        streams = try fields.bool("stream") ?? false
        wantsUsage = try fields.object("stream_options")?.bool("include_usage") ?? false
        mostTokens = try fields.integer("max_tokens", in: 1...1_000_000)
        guard let messages = try fields.array("messages"), !messages.isEmpty else {
            throw fields.missing("messages", "array")
        }
        for (index, item) in messages.enumerated() {
            try take(try FieldReader(item, path: "messages.\(index)"))
        }
    }

    private static func route(_ name: String) throws -> (HuggingFaceListedModel, String) {
        let parts = name.split(separator: ":", maxSplits: 1).map(String.init)
        guard let id = parts.first, let model = HuggingFaceListedModel.named(id) else {
            throw HuggingFaceFailure.unsupportedModel(name)
        }
        let offers = model.offers.filter { $0.task == "conversational" }
        let suffix = parts.count > 1 ? parts[1] : "fastest"
        let isPolicy = ["fastest", "cheapest", "preferred"].contains(suffix)
        guard let offer = isPolicy ? offers.first : offers.first(where: { $0.provider == suffix }) else {
            throw HuggingFaceFailure.unsupportedModel(name)
        }
        return (model, offer.provider)
    }

    private mutating func take(_ message: FieldReader) throws {
        let role = try message.requiredString("role")
        var text = ""
        if let plain = message.value("content")?.string {
            text = plain
        } else {
            for (place, part) in (try message.array("content") ?? []).enumerated() {
                let reader = try FieldReader(part, path: "\(message.path).content.\(place)")
                if try reader.choice("type", of: ["text", "image_url"]) == "text" {
                    text += try reader.requiredString("text")
                } else {
                    guard let image = try reader.object("image_url") else {
                        throw reader.missing("image_url", "object")
                    }
                    guard model.sees else { throw reader.complaint("image_url", "this model takes no images") }
                    pictures.append(
                        try PictureReference(url: try image.requiredString("url"), field: reader.path).summary)
                }
            }
        }
        conversation += text + "\n"
        if role == "user" { prompt = text }
    }
}
