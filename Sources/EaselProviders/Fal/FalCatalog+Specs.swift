import EaselCore

/// Parameters and files that many models of fal.ai share (wire sheet A19).
extension FalCatalog {
    static let pictures: [MediaType] = [.png, .jpeg, .webp]

    /// A file of a card. fal.ai fetches addresses itself, and large files are uploaded (A14); the limit is the model's own.
    static func file(
        _ role: AttachmentRole, _ wire: String, types: [MediaType] = pictures, count: Int = 1, isRequired: Bool = true,
        maximumBytes: Int64? = nil
    ) -> InputSpec {
        InputSpec(
            role, types: types, maximumCount: count, isRequired: isRequired, wire: wire, maximumBytes: maximumBytes,
            takesAddresses: true)
    }

    static func own(_ name: String, _ title: String, kind: ParameterKind, default usual: JSONValue? = nil)
        -> ParameterSpec
    {
        ParameterSpec(ParameterKey(rawValue: name), title, kind: kind, default: usual, wire: name)
    }

    static let sizePresets = [
        "square_hd", "square", "portrait_4_3", "portrait_16_9", "landscape_4_3", "landscape_16_9",
    ]

    static let bananaRatios = ["21:9", "16:9", "3:2", "4:3", "5:4", "1:1", "4:5", "3:4", "2:3", "9:16"]

    /// The ratio for models that only know sizes: each ratio is a preset of the field `image_size`.
    static let ratioPreset = ParameterSpec(
        .aspectRatio, "Aspect ratio",
        kind: .choice([
            ParameterChoice("1:1", wire: "square_hd"), ParameterChoice("4:3", wire: "landscape_4_3"),
            ParameterChoice("3:4", wire: "portrait_4_3"), ParameterChoice("16:9", wire: "landscape_16_9"),
            ParameterChoice("9:16", wire: "portrait_16_9"),
        ]), default: "4:3", wire: "image_size")

    static let fluxSize = ParameterSpec(
        .size, "Size",
        kind: .choiceOrPixels(sizePresets.map { ParameterChoice(.string($0)) }, minimum: 64, maximum: 2048),
        wire: "image_size"
    ).summary("Instead of a ratio: a preset, or pixels.")

    /// Presets, tiers (`2K` is the preset `auto_2K`), or pixels.
    static func size(_ presets: [String], _ minimum: Int, _ maximum: Int) -> ParameterSpec {
        ParameterSpec(
            .size, "Size",
            kind: .choiceOrPixels(
                presets.map { ParameterChoice(.string($0)) }, minimum: minimum, maximum: maximum),
            wire: "image_size")
    }

    static let count = ParameterSpec(
        .count, "Pictures", kind: .integer(minimum: 1, maximum: 4, unit: nil), default: 1, wire: "num_images")

    static func tier(_ tiers: String...) -> ParameterSpec {
        ParameterSpec(
            .size, "Size", kind: .choice(tiers.map { ParameterChoice(.string($0)) }), default: "1K", wire: "resolution")
    }

    static func steps(_ maximum: Int64, default usual: JSONValue) -> ParameterSpec {
        ParameterSpec(
            .steps, "Steps", kind: .integer(minimum: 1, maximum: maximum, unit: nil), default: usual,
            wire: "num_inference_steps"
        )
        .summary("More steps, more detail, more time.")
    }

    static func guidance(_ minimum: Double, _ maximum: Double, default usual: JSONValue) -> ParameterSpec {
        ParameterSpec(
            .guidanceScale, "Guidance", kind: .number(minimum: minimum, maximum: maximum, unit: nil), default: usual,
            wire: "guidance_scale"
        ).summary("How closely the picture keeps to the prompt.")
    }

    static func format(_ formats: String..., wire: String = "output_format") -> ParameterSpec {
        ParameterSpec(.format, "Format", kind: .choice(formats.map { ParameterChoice(.string($0)) }), wire: wire)
    }

    static let safety = [
        ParameterSpec(
            "enable_safety_checker", "Safety checker", kind: .boolean, default: true, wire: "enable_safety_checker"
        )
        .summary("A flagged picture comes back black.")
    ]

    static let acceleration = [
        ParameterSpec("acceleration", "Acceleration", kind: .choices("none", "regular", "high"), wire: "acceleration")
    ]

    static let negativePrompt = ParameterSpec(
        .negativePrompt, "Negative prompt", kind: .text(maximumLength: nil), wire: "negative_prompt"
    ).summary("What should not be in the result.")

    static func ratio(_ ratios: [String], default usual: JSONValue?) -> ParameterSpec {
        ParameterSpec(
            .aspectRatio, "Aspect ratio", kind: .choice(ratios.map { ParameterChoice(.string($0)) }), default: usual,
            wire: "aspect_ratio")
    }

    static let seed = ParameterSpec(.seed, "Seed", kind: .seed(maximum: nil), wire: "seed").summary(
        "The same seed tends to give the same result.")

    /// A word, not a number, on the wire: `"1"` is the strictest (A16).
    static func tolerance(_ steps: Int64, default usual: JSONValue? = 4) -> ParameterSpec {
        ParameterSpec(
            "safety_tolerance", "Safety tolerance",
            kind: .choice((1...steps).map { ParameterChoice(.integer($0), wire: .string("\($0)")) }), default: usual,
            wire: "safety_tolerance"
        ).summary("1 is the strictest.")
    }
}
