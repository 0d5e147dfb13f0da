/// The models that the sandbox runs (sheet B13).
enum ReplicateModelTable {
    static let all: [ReplicateModel] = text + pictures + clips + sounds

    /// A model by `owner/name`.
    static func model(_ id: String) -> ReplicateModel? { all.first { $0.id == id } }

    /// A model by its version, written alone or behind the model's name.
    static func model(version: String) -> ReplicateModel? {
        let halves = version.split(separator: ":", maxSplits: 1).map(String.init)
        guard halves.count == 2 else {
            // The name alone stands for the model itself where that is an official one.
            return all.first { $0.version == version } ?? model(version).flatMap { $0.isOfficial ? $0 : nil }
        }
        return model(halves[0]).flatMap { $0.version == halves[1] ? $0 : nil }
    }

    /// Slugs as recorded, and the words that belong to them.
    static let collections: [(slug: String, name: String, models: @Sendable () -> [ReplicateModel])] = [
        ("language-models", "Large language models (LLMs)", { text.filter { $0.writesText && $0.isOfficial } }),
        ("text-to-image", "Generate images", { pictures.filter { $0.name != "flux-kontext-pro" } }),
        ("image-editing", "Edit images", { pictures.filter { $0.name == "flux-kontext-pro" } }),
        ("text-to-video", "Generate videos", { clips }),
        ("audio-generation", "Generate music", { sounds.filter { if case .tune = $0.output { true } else { false } } }),
    ]

    private static let text: [ReplicateModel] =
        ["gpt-5", "gpt-5-mini", "gpt-5-nano"].map { gpt($0, "minimal low medium high") }
        + [
            gpt("gpt-5.1", "none low medium high"),
            ReplicateModel(
                owner: "anthropic", name: "claude-4-sonnet", summary: "Claude Sonnet 4, a hybrid reasoning model",
                output: .tokens,
                fields: [
                    .prompt, ReplicateField("system_prompt", .text(maximum: nil), default: ""),
                    ReplicateField("image", .file, "Input image"),
                    ReplicateField("max_tokens", .integer(1024, 64_000), default: 8192),
                    ReplicateField("max_image_resolution", .number(0.001, 2), default: 0.5),
                    ReplicateField("extended_thinking", .flag, default: false),
                    ReplicateField("thinking_budget_tokens", .integer(1024, 64_000), default: 10_000),
                ]),
            llama("meta-llama-3-8b-instruct", "An 8 billion parameter language model, fine tuned for chat"),
            llama("meta-llama-3-70b-instruct", "A 70 billion parameter language model, fine tuned for chat"),
            ReplicateModel(
                owner: "replicate", name: "hello-world", summary: "A tiny model that says hello", output: .words,
                fields: [ReplicateField("text", .text(maximum: nil), required: true, "Text to prefix with 'hello '")],
                isOfficial: false),
            ReplicateModel(
                owner: "salesforce", name: "blip", summary: "Generate image captions", output: .words,
                fields: [
                    ReplicateField("image", .file, required: true, "Input image"),
                    .words("task", "image_captioning visual_question_answering", default: "image_captioning"),
                    ReplicateField("question", .text(maximum: nil), "Type question for the input image"),
                ], isOfficial: false),
        ]

    private static func gpt(_ name: String, _ efforts: String) -> ReplicateModel {
        ReplicateModel(
            owner: "openai", name: name, summary: "OpenAI's \(name)", output: .tokens,
            fields: [
                ReplicateField("prompt", .text(maximum: nil), "The prompt to send to the model"),
                ReplicateField("messages", .messages, default: []),
                ReplicateField("system_prompt", .text(maximum: nil)),
                ReplicateField("image_input", .files(maximum: 10), default: []),
                .words("reasoning_effort", efforts, default: .string(String(efforts.prefix { $0 != " " }))),
                .words("verbosity", "low medium high", default: "medium"),
                ReplicateField("max_completion_tokens", .integer(1, nil)),
            ])
    }

    private static func llama(_ name: String, _ summary: String) -> ReplicateModel {
        ReplicateModel(
            owner: "meta", name: name, summary: summary, output: .tokens,
            fields: [
                .prompt, ReplicateField("system_prompt", .text(maximum: nil), default: "You are a helpful assistant"),
                ReplicateField("max_tokens", .integer(1, nil), default: 512),
                ReplicateField("min_tokens", .integer(0, nil)),
                ReplicateField("temperature", .number(0, 5), default: 0.7),
                ReplicateField("top_p", .number(0, 1), default: 0.95),
                ReplicateField("top_k", .integer(0, nil), default: 0),
                ReplicateField("presence_penalty", .number(-2, 2), default: 0),
                ReplicateField("frequency_penalty", .number(-2, 2), default: 0),
                ReplicateField("stop_sequences", .text(maximum: nil), default: ""),
                ReplicateField("prompt_template", .text(maximum: nil), default: "{prompt}"),
            ])
    }
}
