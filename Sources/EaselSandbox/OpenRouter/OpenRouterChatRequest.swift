import Foundation

/// A chat request after every check of sheet A3.1.
struct OpenRouterChatRequest: Sendable {
    let model: OpenRouterModel
    /// Text of all messages, for counting.
    let conversation: String
    /// Text of the last user message.
    let prompt: String
    let pictures: [String]
    let streams: Bool
    let mostTokens: Int?
    /// What is said where an answer in a form was asked for.
    let formed: SchemaAnswer?
    let wantsReasoning: Bool
    let wantsImages: Bool
    /// Nil when no sound is wanted.
    let sound: OpenRouterSoundOrder?
    let aspectRatio: String?
    let imageSize: String?
    let seed: UInt64
    let notes: [String]

    private static let known: Set<String> = [
        "model", "models", "messages", "modalities", "image_config", "audio", "max_completion_tokens", "max_tokens",
        "temperature", "top_p", "top_k", "top_a", "min_p", "frequency_penalty", "presence_penalty",
        "repetition_penalty", "seed", "stop", "logit_bias", "logprobs", "top_logprobs", "response_format", "tools",
        "tool_choice", "parallel_tool_calls", "reasoning", "reasoning_effort", "include_reasoning", "verbosity",
        "provider", "plugins", "stream", "stream_options", "usage", "service_tier", "prediction", "cache_control",
        "prompt_cache_key", "metadata", "user", "session_id", "trace", "debug", "route", "transforms",
    ]

    init(_ body: JSON) throws {
        let fields = try FieldReader(body)
        notes = fields.notes(unknownBeyond: Self.known)
        try Self.checkSampling(fields)
        model = try Self.chooseModel(fields)
        let messages = try OpenRouterMessages(fields)
        conversation = messages.conversation
        prompt = messages.prompt
        pictures = messages.pictures
        formed = try SchemaAnswer(fields, prompt: prompt)
        streams = try fields.bool("stream") ?? false
        let limit = try fields.integer("max_completion_tokens", in: 1...1_000_000)
        mostTokens = try limit ?? fields.integer("max_tokens", in: 1...1_000_000)
        wantsReasoning = try Self.reasoning(fields, model: model)
        let modalities = try fields.array("modalities") ?? []
        for (index, item) in modalities.enumerated() where !["text", "image", "audio"].contains(item.string ?? "") {
            throw FieldComplaint(
                path: "modalities.\(index)", problem: "Invalid option: expected one of \"text\"|\"image\"|\"audio\"")
        }
        wantsImages = modalities.contains("image")
        let config = try fields.object("image_config")
        aspectRatio = try config?.string("aspect_ratio")
        imageSize = try config?.choice("image_size", of: ["1K", "2K", "4K"])
        seed = UInt64(bitPattern: Int64(try fields.integer("seed", in: Int.min...Int.max) ?? 0))
        let wantsSound = modalities.contains("audio")
        sound = try wantsSound ? Self.sound(fields, model: model, streams: streams) : nil
        if wantsImages, !model.paintsImages {
            throw OpenRouterFailure.noEndpoints("the requested output modalities: image, text")
        }
        if !wantsImages, !wantsSound, !model.writesText {
            throw OpenRouterFailure.noEndpoints("the requested output modalities: text")
        }
    }

    private static func checkSampling(_ fields: FieldReader) throws {
        _ = try fields.number("temperature", in: 0...2)
        _ = try fields.number("top_p", in: 0...1)
        _ = try fields.number("min_p", in: 0...1)
        _ = try fields.number("top_a", in: 0...1)
        _ = try fields.integer("top_k", in: 0...1_000_000)
        _ = try fields.number("frequency_penalty", in: -2...2)
        _ = try fields.number("presence_penalty", in: -2...2)
        _ = try fields.number("repetition_penalty", in: 0...2)
        _ = try fields.bool("logprobs")
        _ = try fields.integer("top_logprobs", in: 0...20)
        if let stop = fields.value("stop"), stop.string == nil {
            guard let items = stop.array, items.count <= 4, items.allSatisfy({ $0.string != nil }) else {
                throw fields.complaint("stop", "Invalid input: expected a string or at most 4 strings")
            }
        }
        if let format = try fields.object("response_format") {
            _ = try format.choice("type", of: ["text", "json_object", "json_schema", "grammar", "python"])
        }
        if let routing = try fields.object("provider") { try checkRouting(routing) }
        _ = try fields.object("stream_options")
    }

    /// Sheet A3.2.
    private static func checkRouting(_ routing: FieldReader) throws {
        for name in ["order", "only", "ignore", "quantizations"] { _ = try routing.array(name) }
        for name in ["allow_fallbacks", "require_parameters", "zdr", "enforce_distillable_text"] {
            _ = try routing.bool(name)
        }
        _ = try routing.choice("data_collection", of: ["allow", "deny"])
        if let sort = routing.value("sort"), sort.string != nil {
            _ = try routing.choice("sort", of: ["price", "throughput", "latency", "exacto"])
        }
        for name in ["max_price", "options"] { _ = try routing.object(name) }
        if let only = try routing.array("only"), only.contains("nobody") {
            throw OpenRouterFailure.noEndpoints("the routing constraints")
        }
    }

    private static func sound(
        _ fields: FieldReader, model: OpenRouterModel, streams: Bool
    ) throws -> OpenRouterSoundOrder {
        guard let abilities = model.sound else {
            throw OpenRouterFailure.noEndpoints("the requested output modalities: text, audio")
        }
        return try OpenRouterSoundOrder(fields, abilities: abilities, streams: streams)
    }

    private static func chooseModel(_ fields: FieldReader) throws -> OpenRouterModel {
        let fallbacks = try fields.array("models")?.compactMap(\.string) ?? []
        let asked = try fields.string("model")
        let candidates = (asked.map { [$0] } ?? []) + fallbacks
        if let model = candidates.lazy.compactMap(OpenRouterCatalog.model).first { return model }
        if let first = candidates.first { throw OpenRouterFailure.unknownModel(first) }
        guard let usual = OpenRouterCatalog.models.first else { throw OpenRouterFailure.notFound }
        return usual
    }

    private static func reasoning(_ fields: FieldReader, model: OpenRouterModel) throws -> Bool {
        let efforts = ["max", "xhigh", "high", "medium", "low", "minimal", "none"]
        let shorthand = try fields.choice("reasoning_effort", of: efforts)
        guard let reasoning = try fields.object("reasoning") else {
            return model.reasoning == .onByDefault
                || (shorthand.map { $0 != "none" } ?? false) && model.reasoning != .none
        }
        let effort = try reasoning.choice("effort", of: efforts)
        if let shorthand, let effort, shorthand != effort {
            throw fields.complaint("reasoning_effort", "contradicts reasoning.effort")
        }
        let budget = try reasoning.integer("max_tokens", in: 0...1_000_000)
        if effort != nil, budget != nil {
            throw fields.complaint(
                "reasoning", "Only one of \"reasoning.effort\" and \"reasoning.max_tokens\" can be specified")
        }
        let enabled = try reasoning.bool("enabled") ?? true
        let excluded = try reasoning.bool("exclude") ?? false
        return enabled && !excluded && effort != "none" && model.reasoning != .none
    }
}
