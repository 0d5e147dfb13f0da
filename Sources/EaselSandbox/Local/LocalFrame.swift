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
        case .vllm, .localAI, .omni, .kokoro: chunk(LocalDelta(role: "assistant", content: ""))
        }
    }

    func thought(_ token: String) -> LocalChunk {
        switch dialect {
        case .ollama, .emptyOllama: chunk(LocalDelta(role: role, content: "", reasoning: token))
        case .llamaCpp: chunk(LocalDelta(reasoningContent: token))
        case .vllm, .localAI, .omni, .kokoro: chunk(LocalDelta(reasoning: token))
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
            case .ollama, .emptyOllama, .localAI: chat.streamOptions.includesUsage
            case .llamaCpp: true
            case .vllm, .omni, .kokoro: chat.streamOptions.isPresent
            }
        guard isSent else { return nil }
        var result = LocalChunk(
            id: id, created: created, model: model, systemFingerprint: dialect.fingerprint, choices: [],
            usage: answer.usage)
        if dialect == .llamaCpp {
            let count = answer.usage.completionTokens
            result.timings = LocalTimings(
                promptN: answer.usage.promptTokens, promptMs: 40.1, predictedN: count,
                predictedMs: Double(count) * 12, predictedPerSecond: 83.3)
        }
        return result
    }

    func completion(_ answer: LocalAnswer) -> LocalCompletion {
        var message = LocalDelta(role: "assistant", content: answer.words.joined())
        if !answer.thoughts.isEmpty {
            let thoughts = answer.thoughts.joined()
            if dialect == .llamaCpp { message.reasoningContent = thoughts } else { message.reasoning = thoughts }
        }
        return LocalCompletion(
            id: id, created: created, model: model, systemFingerprint: dialect.fingerprint,
            choices: [.init(message: message, finishReason: answer.finish)], usage: answer.usage)
    }

    private func chunk(_ delta: LocalDelta, finish: String? = nil) -> LocalChunk {
        LocalChunk(
            id: id, created: created, model: model, systemFingerprint: dialect.fingerprint,
            choices: [.init(delta: delta, finishReason: finish)])
    }
}
