/// Puts tokens into the chunks of one server (differences: sheet C3).
struct LocalFrame: Sendable {
    let dialect: LocalDialect
    let id: String
    let created: Int
    let model: String

    /// Ollama repeats the role in every chunk (recorded, 2026-06), the others say it once, before the text.
    private var role: String? { dialect.isOllama ? "assistant" : nil }

    var opening: LocalChunk? {
        switch dialect {
        case .ollama, .emptyOllama: nil
        case .llamaCpp: chunk(LocalDelta(role: "assistant", showsNullContent: true))
        case .vllm: chunk(LocalDelta(role: "assistant", content: ""))
        }
    }

    func thought(_ token: String) -> LocalChunk {
        switch dialect {
        case .ollama, .emptyOllama: chunk(LocalDelta(role: role, content: "", reasoning: token))
        case .llamaCpp: chunk(LocalDelta(reasoning_content: token))
        case .vllm: chunk(LocalDelta(reasoning: token))
        }
    }

    func word(_ token: String, finish: String?) -> LocalChunk {
        chunk(LocalDelta(role: role, content: token), finish: finish)
    }

    func closing(_ finish: String) -> LocalChunk {
        chunk(dialect.isOllama ? LocalDelta(role: role, content: "") : LocalDelta(), finish: finish)
    }

    func usage(_ answer: LocalAnswer, _ chat: LocalChatRequest) -> LocalChunk? {
        let isSent =
            switch dialect {
            case .ollama, .emptyOllama: chat.streamOptions.includesUsage
            case .llamaCpp: true
            case .vllm: chat.streamOptions.isPresent
            }
        guard isSent else { return nil }
        var result = LocalChunk(
            id: id, created: created, model: model, system_fingerprint: dialect.fingerprint, choices: [], usage: answer.usage)
        if dialect == .llamaCpp {
            let count = answer.usage.completion_tokens
            result.timings = LocalTimings(
                prompt_n: answer.usage.prompt_tokens, prompt_ms: 40.1, predicted_n: count,
                predicted_ms: Double(count) * 12, predicted_per_second: 83.3)
        }
        return result
    }

    func completion(_ answer: LocalAnswer) -> LocalCompletion {
        var message = LocalDelta(role: "assistant", content: answer.words.joined())
        if !answer.thoughts.isEmpty {
            let thoughts = answer.thoughts.joined()
            if dialect == .llamaCpp { message.reasoning_content = thoughts } else { message.reasoning = thoughts }
        }
        return LocalCompletion(
            id: id, created: created, model: model, system_fingerprint: dialect.fingerprint,
            choices: [.init(message: message, finish_reason: answer.finish)], usage: answer.usage)
    }

    private func chunk(_ delta: LocalDelta, finish: String? = nil) -> LocalChunk {
        LocalChunk(
            id: id, created: created, model: model, system_fingerprint: dialect.fingerprint,
            choices: [.init(delta: delta, finish_reason: finish)])
    }
}
