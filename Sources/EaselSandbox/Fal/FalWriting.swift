/// What the router's models answer: outputs that grow, the last one final (sheet A10, A19).
struct FalWriting: Sendable {
    /// Every event of the stream in order.
    let events: [JSON]

    init(_ input: FalInput) {
        let pictures = (input.values["image_urls"]?.array ?? []).map { _ in "a picture" }
        let model = input.text("model") ?? "unknown"
        let prose = SandboxProse(prompt: input.prompt, model: model, pictures: pictures)
        let thinks = input.flag("reasoning")
        let all = TokenSplitter.tokens(of: prose.answer)
        let tokens = Array(all.prefix(input.values["max_tokens"]?.integer ?? .max))
        let thoughts = thinks ? TokenSplitter.tokens(of: prose.reasoning) : []
        var events: [JSON] = []
        var thought = ""
        for token in thoughts {
            thought += token
            events.append(Self.event("", thought, isLast: false))
        }
        var text = ""
        let reasoning = thinks ? thought : nil
        for token in tokens {
            text += token
            events.append(Self.event(text, reasoning, isLast: false))
        }
        let asked = TokenSplitter.count(of: input.prompt) + 7
        let written = tokens.count + thoughts.count
        let usage: JSON = [
            "prompt_tokens": .integer(Int64(asked)), "completion_tokens": .integer(Int64(written)),
            "total_tokens": .integer(Int64(asked + written)), "cost": .number(Double(written) * 0.00001),
        ]
        events.append(Self.event(text, reasoning, isLast: true, usage: usage))
        self.events = events
    }

    private static func event(_ output: String, _ reasoning: String?, isLast: Bool, usage: JSON = nil) -> JSON {
        [
            "output": .string(output), "partial": .bool(!isLast), "reasoning": reasoning.map(JSON.string) ?? nil,
            "error": nil, "usage": usage,
        ]
    }
}
