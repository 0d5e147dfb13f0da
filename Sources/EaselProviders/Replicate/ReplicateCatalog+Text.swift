import EaselCore

/// Cards of language models, from wire sheet B13.
extension ReplicateCatalog {
    static let textCards: [ModelCard] = [
        gpt("openai/gpt-5-mini", "GPT-5 mini", "OpenAI's quick model; text and pictures.", efforts: gpt5),
        gpt("openai/gpt-5", "GPT-5", "OpenAI's large model; text and pictures.", efforts: gpt5),
        gpt("openai/gpt-5-nano", "GPT-5 nano", "OpenAI's smallest and cheapest of this line.", efforts: gpt5),
        gpt(
            "openai/gpt-5.1", "GPT-5.1", "OpenAI's model that can also answer without thinking first.",
            efforts: ["none", "low", "medium", "high"]),
        card(.text, "anthropic/claude-4-sonnet", "Claude 4 Sonnet", "Careful writing and code; looks at a picture.")
            .with {
                $0.parameters = parameters(
                    system, integer(.maxOutputTokens, "Most tokens", 1024...64_000, default: 8192, wire: "max_tokens"),
                    flag("extended_thinking", "Extended thinking", default: false),
                    integer(
                        "thinking_budget_tokens", "Thinking budget", 1024...64_000, default: 10_000,
                        wire: "thinking_budget_tokens"
                    ).summary("In tokens; only with extended thinking."),
                    number(
                        "max_image_resolution", "Picture resolution", 0.001...2, default: 0.5,
                        wire: "max_image_resolution"
                    ).summary("Megapixels that a picture is scaled down to."))
                $0.inputs = [files(.reference, "image")]
            },
        card(.text, "meta/meta-llama-3-8b-instruct", "Llama 3 8B Instruct", "Small and open, for simple tasks.").with {
            $0.parameters = llama
        },
        card(.text, "meta/meta-llama-3-70b-instruct", "Llama 3 70B Instruct", "Large and open.").with {
            $0.parameters = llama
        },
    ]

    private static let gpt5 = ["minimal", "low", "medium", "high"]

    private static func gpt(_ id: ModelID, _ name: String, _ summary: String, efforts: [String]) -> ModelCard {
        card(.text, id, name, summary).with {
            $0.parameters = parameters(
                system,
                words("reasoning_effort", "Thinking", efforts, default: .string(efforts[0]), wire: "reasoning_effort")
                    .summary("Much thinking with few tokens can leave the answer empty."),
                words("verbosity", "Verbosity", ["low", "medium", "high"], default: "medium", wire: "verbosity"),
                ParameterSpec(
                    .maxOutputTokens, "Most tokens", kind: .integer(minimum: 1, maximum: nil, unit: nil),
                    wire: "max_completion_tokens"
                ).summary("Thinking counts too."))
            $0.inputs = [files(.reference, "image_input[]", count: 10)]
            $0.route = "messages=messages"
        }
    }

    private static let llama = parameters(
        system, integer(.maxOutputTokens, "Most tokens", 1...8192, default: 512, wire: "max_tokens"),
        number(.temperature, "Temperature", 0...5, default: 0.7, wire: "temperature"),
        number(.topP, "Top P", 0...1, default: 0.95, wire: "top_p"),
        integer("top_k", "Top K", 0...1000, default: 0, wire: "top_k"),
        integer("min_tokens", "Least tokens", 0...8192, default: 0, wire: "min_tokens"),
        number("presence_penalty", "Presence penalty", -2...2, default: 0, wire: "presence_penalty"),
        number("frequency_penalty", "Frequency penalty", -2...2, default: 0, wire: "frequency_penalty"),
        ParameterSpec("stop_sequences", "Stop at", kind: .text(maximumLength: nil), wire: "stop_sequences").summary(
            "Words that end the answer, with commas between them."))
}
