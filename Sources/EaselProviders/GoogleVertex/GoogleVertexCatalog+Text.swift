import EaselCore

/// Cards of text models, from wire sheet 10.1. Models that were to go before today are left out.
extension GoogleVertexCatalog {
    static let textCards: [ModelCard] = [
        text("gemini-3.8-flash", "Gemini 3.8 Flash", "Fast and able: the usual choice; looks, listens and watches."),
        text("gemini-4-argon", "Gemini 4 Argon", "Google's largest model, for hard tasks and very long answers.").with {
            $0.limits.outputTokens = 1_048_576
        },
        text("gemini-3.7-flash", "Gemini 3.7 Flash", "The Flash model of the summer of 2026.").with {
            $0.retirement = Retirement(date: "2027-01-28", successor: "gemini-3.8-flash")
        },
        text("gemini-3.5-flash", "Gemini 3.5 Flash", "Fast and widely used, for most prompts.").with {
            $0.retirement = Retirement(date: "2027-05-19", successor: "gemini-3.8-flash")
        },
        text("gemini-3.5-flash-lite", "Gemini 3.5 Flash-Lite", "The quickest and cheapest, for short tasks.").with {
            $0.retirement = Retirement(date: "2027-07-21")
        },
        text("gemini-3.1-pro-preview", "Gemini 3.1 Pro", "A large model that thinks long, as a preview."),
        text("gemini-3.1-flash-lite", "Gemini 3.1 Flash-Lite", "Small and cheap, an older generation.").with {
            $0.retirement = Retirement(date: "2027-05-07", successor: "gemini-3.5-flash-lite")
        },
    ]

    private static func text(_ id: ModelID, _ name: String, _ summary: String) -> ModelCard {
        ModelCard(provider: GoogleVertexProvider.id, model: id, modality: .text, name: name, summary: summary).with {
            $0.parameters = textParameters
            $0.inputs = [anything]
            $0.limits = ModelLimits(contextTokens: 1_048_576, outputTokens: 65_536)
        }
    }

    /// Pictures, sound, clips, documents (10.1); larger ones than fit into a request go through the Files API.
    static let anything = InputSpec(
        .reference, types: ["image/*", "audio/*", "video/*", "text/*", "application/pdf"], maximumCount: 16,
        maximumBytes: GoogleVertexClient.largestUpload, takesAddresses: true)

    static let textParameters: [ParameterSpec] = [
        ParameterSpec(.system, "System", kind: .text(maximumLength: nil)).summary(
            "Instructions that stand above the conversation."),
        ParameterSpec(
            .temperature, "Temperature", kind: .number(minimum: 0, maximum: 2, unit: nil), default: 1,
            wire: "temperature"
        ).summary("0 is the most predictable; for the newest models Google advises to leave it alone."),
        ParameterSpec(.topP, "Top P", kind: .number(minimum: 0, maximum: 1, unit: nil), wire: "topP")
            .summary("Only the likeliest words whose probabilities add up to this are considered."),
        ParameterSpec(
            .maxOutputTokens, "Max tokens", kind: .integer(minimum: 1, maximum: nil, unit: "tokens"),
            wire: "maxOutputTokens"
        ).summary("Upper bound on thoughts and answer together."),
        seed,
        thinkingLevel("minimal", "low", "medium", "high", "xhigh"),
        ParameterSpec(
            "showThinking", "Show thinking", kind: .boolean, default: false, wire: "thinkingConfig.includeThoughts"
        ).summary("A summary of the model's thoughts comes before the answer."),
        safety,
    ]

    static let seed = ParameterSpec(.seed, "Seed", kind: .seed(maximum: Int64(Int32.max)), wire: "seed").summary(
        "The same seed tends to give the same result.")

    /// For Gemini 3 and newer; on the wire in capitals (1.3).
    static func thinkingLevel(_ levels: String...) -> ParameterSpec {
        ParameterSpec(
            "thinkingLevel", "Thinking",
            kind: .choice(levels.map { ParameterChoice(.string($0), wire: .string($0.uppercased())) }),
            wire: "thinkingConfig.thinkingLevel"
        ).summary("How long the model thinks before it answers; not every model knows every step.")
    }

    /// One threshold for harassment, hate speech, sexual and dangerous content (1.3).
    static let safety = ParameterSpec(
        GoogleVertexFields.safety, "Safety filter",
        kind: .choice([
            ParameterChoice("off", wire: "OFF"), ParameterChoice("none", wire: "BLOCK_NONE"),
            ParameterChoice("high", wire: "BLOCK_ONLY_HIGH"), ParameterChoice("medium", wire: "BLOCK_MEDIUM_AND_ABOVE"),
            ParameterChoice("low", wire: "BLOCK_LOW_AND_ABOVE"),
        ])
    ).summary("From which likelihood on content is blocked: low is the strictest.")
}
