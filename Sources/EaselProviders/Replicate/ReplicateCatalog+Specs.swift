import EaselCore

/// The specs that several models of Replicate share (wire sheet B13).
extension ReplicateCatalog {
    static func card(_ modality: Modality, _ id: ModelID, _ name: String, _ summary: String) -> ModelCard {
        ModelCard(provider: ReplicateProvider.id, model: id, modality: modality, name: name, summary: summary)
    }

    /// A card whose parameters end with the deadline.
    static func parameters(_ specs: ParameterSpec...) -> [ParameterSpec] { specs + [deadline] }

    /// Inline up to 256 KB, by the Files API up to 100 MB, by address (B8).
    ///
    /// - Parameter field: the wire name, with `[]` behind it for a list.
    static func files(
        _ role: AttachmentRole, _ field: String, types: [MediaType] = ["image/*"], count: Int = 1,
        required: Bool = false
    ) -> InputSpec {
        InputSpec(
            role, types: types, maximumCount: count, isRequired: required, wire: field,
            maximumBytes: ReplicateClient.largestUpload, takesAddresses: true)
    }

    static func words(
        _ key: ParameterKey, _ title: String, _ words: [String], default usual: JSONValue? = nil, wire: String
    ) -> ParameterSpec {
        ParameterSpec(
            key, title, kind: .choice(words.map { ParameterChoice(.string($0)) }), default: usual, wire: wire)
    }

    static func ratio(_ ratios: String, default usual: JSONValue? = "1:1") -> ParameterSpec {
        words(
            .aspectRatio, "Aspect ratio", ratios.split(separator: " ").map(String.init), default: usual,
            wire: "aspect_ratio")
    }

    static func format(_ formats: String..., default usual: JSONValue, wire: String = "output_format") -> ParameterSpec
    {
        words(.format, "Format", formats, default: usual, wire: wire)
    }

    static func number(
        _ key: ParameterKey, _ title: String, _ range: ClosedRange<Double>, default usual: JSONValue? = nil,
        wire: String
    ) -> ParameterSpec {
        ParameterSpec(
            key, title, kind: .number(minimum: range.lowerBound, maximum: range.upperBound, unit: nil), default: usual,
            wire: wire)
    }

    static func integer(
        _ key: ParameterKey, _ title: String, _ range: ClosedRange<Int64>, default usual: JSONValue? = nil, wire: String
    ) -> ParameterSpec {
        ParameterSpec(
            key, title, kind: .integer(minimum: range.lowerBound, maximum: range.upperBound, unit: nil), default: usual,
            wire: wire)
    }

    static func flag(_ key: ParameterKey, _ title: String, default usual: Bool, _ summary: String = "") -> ParameterSpec
    {
        ParameterSpec(key, title, kind: .boolean, default: .bool(usual), wire: key.rawValue).summary(summary)
    }

    /// A whole number on the wire, unlike at other providers.
    static func duration(_ seconds: Int64..., default usual: JSONValue?) -> ParameterSpec {
        ParameterSpec(
            .durationSeconds, "Duration", kind: .choice(seconds.map { ParameterChoice(.integer($0)) }), default: usual,
            wire: "duration"
        ).summary("Length of the clip in seconds.")
    }

    static func resolution(_ words: String..., default usual: JSONValue?) -> ParameterSpec {
        self.words(.resolution, "Resolution", words, default: usual, wire: "resolution")
    }

    static let seed = ParameterSpec(.seed, "Seed", kind: .seed(maximum: 2_147_483_647), wire: "seed").summary(
        "The same seed tends to give the same result.")

    static let negativePrompt = ParameterSpec(
        .negativePrompt, "Negative prompt", kind: .text(maximumLength: nil), wire: "negative_prompt"
    ).summary("What should not be in the result.")

    /// A whole number, unlike fal.ai's word for it.
    static let tolerance = ParameterSpec(
        "safety_tolerance", "Safety tolerance", kind: .integer(minimum: 1, maximum: 5, unit: nil), default: 2,
        wire: "safety_tolerance"
    ).summary("1 is the strictest.")

    static let outputQuality = ParameterSpec(
        "output_quality", "Compression quality", kind: .integer(minimum: 0, maximum: 100, unit: nil), default: 80,
        wire: "output_quality"
    ).summary("For JPEG and WebP.")

    static let system = ParameterSpec(.system, "System prompt", kind: .text(maximumLength: nil), wire: "system_prompt")
}
