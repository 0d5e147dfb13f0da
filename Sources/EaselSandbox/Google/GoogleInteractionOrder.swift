import Foundation

/// The body of a create, read as strictly as the sheet has it (sections 3.6 and 11.1): everything is in snake case.
struct GoogleInteractionOrder: Sendable {
    let model: GoogleInteractionModel
    let input: GoogleInteractionInput
    let isBackground: Bool
    let isStored: Bool
    let format: GoogleInteractionFormat
    let previous: String?
    let seed: UInt64?
    /// What the resource repeats of the request.
    let echo: [String: JSON]

    private static let fields: Set<String> = [
        "model", "agent", "agent_config", "input", "system_instruction", "previous_interaction_id", "background",
        "store", "stream", "response_format", "generation_config", "safety_settings", "service_tier", "labels",
        "tools", "cached_content", "continuation_token", "environment", "webhook_config", "response_modalities",
        "response_mime_type",
    ]

    private static let configFields: Set<String> = [
        "temperature", "top_p", "seed", "stop_sequences", "max_output_tokens", "thinking_level", "thinking_summaries",
        "tool_choice", "speech_config", "image_config", "video_config", "transcription_config",
    ]

    private static let tasks = [
        "text_to_video", "image_to_video", "reference_to_video", "edit", "extend", "upscale",
    ]

    /// Throws a `GoogleInteractionFailure` or a `FieldComplaint`.
    init(_ body: JSON, onVertex: Bool) throws {
        let top = try FieldReader(body)
        if let unknown = top.fields.keys.sorted().first(where: { !Self.fields.contains($0) }) {
            throw GoogleInteractionFailure.unknownField(unknown)
        }
        let name = try top.requiredString("model")
        guard let model = GoogleInteractionModel.named(name) else { throw GoogleInteractionFailure.unknownModel(name) }
        self.model = model
        isBackground = try top.bool("background") ?? false
        isStored = try top.bool("store") ?? true
        if isBackground, !isStored {
            throw GoogleInteractionFailure.invalid("background requires store to be true.")
        }
        guard try top.bool("stream") != true else {
            throw GoogleInteractionFailure.methodNotAllowed("Streaming of this model")
        }
        previous = try top.string("previous_interaction_id")
        guard let input = top.value("input") else { throw top.missing("input", "string or array") }
        self.input = try GoogleInteractionInput(input)
        try self.input.check(against: model)
        let config = try top.object("generation_config")
        if let unknown = config?.fields.keys.sorted().first(where: { !Self.configFields.contains($0) }) {
            throw GoogleInteractionFailure.unknownField("generation_config.\(unknown)")
        }
        seed = try config?.integer("seed", in: 0...Int(Int32.max)).map { UInt64($0) }
        let task = try config?.object("video_config")?.choice("task", of: Self.tasks)
        if task != nil, model.output != .video {
            throw GoogleInteractionFailure.invalid("video_config is not supported by \(model.id).")
        }
        format = try GoogleInteractionFormat(top.value("response_format"), model: model, onVertex: onVertex)
        echo = top.fields.filter { ["generation_config", "response_format", "labels"].contains($0.key) }
    }
}
