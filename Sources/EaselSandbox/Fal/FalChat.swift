import Foundation

/// The router's OpenAI-compatible path (sheet A19): its stream ends with `[DONE]`, as OpenAI's does (UNVERIFIED for fal).
struct FalChat: Sendable {
    static let path = "openrouter/router/openai/v1/chat/completions"

    let world: SandboxWorld

    func respond(to request: SandboxRequest) async throws -> SandboxReply {
        guard let body = JSON(parsing: request.body), body.object != nil else {
            throw Self.failure(400, "Request body must be a JSON object")
        }
        guard let model = body["model"]?.string, model.contains("/") else {
            throw Self.failure(400, "\(body["model"]?.string ?? "") is not a valid model ID")
        }
        let turns = body["messages"]?.array ?? []
        guard let last = turns.last(where: { $0["role"]?.string == "user" }) else {
            throw Self.failure(400, "Input required: specify \"messages\"")
        }
        let prompt = Self.text(of: last)
        if prompt.contains("forbidden-content") {
            throw Self.failure(403, "The input was flagged: \"harassment\". No credits were charged.")
        }
        let earlier = turns.filter { $0["role"]?.string == "assistant" }.count
        let prose = SandboxProse(prompt: prompt, model: model).answer
        let answer = earlier > 0 ? "(turn \(earlier + 1))\n\n" + prose : prose
        let tokens = Array(TokenSplitter.tokens(of: answer).prefix(body["max_tokens"]?.integer ?? .max))
        let id = "gen-" + world.identifiers.letters(20)
        let usage = usage(prompt, tokens.count)
        guard body["stream"]?.bool == true else {
            let message: JSON = ["role": "assistant", "content": .string(tokens.joined())]
            return SandboxReply(
                json: chunk(id, model, ["index": 0, "message": message, "finish_reason": "stop"], usage))
        }
        let wantsUsage = body["stream_options"]?["include_usage"]?.bool == true
        let pace = world.pace
        return SandboxReply { sink in
            try await sink.comment("OPENROUTER PROCESSING")
            for token in tokens {
                let delta: JSON = ["role": "assistant", "content": .string(token)]
                try await sink.send(chunk(id, model, ["index": 0, "delta": delta, "finish_reason": nil], nil))
                try await Task.sleep(for: pace.token)
            }
            let end: JSON = ["index": 0, "delta": ["role": "assistant", "content": ""], "finish_reason": "stop"]
            try await sink.send(chunk(id, model, end, nil))
            if wantsUsage { try await sink.send(chunk(id, model, nil, usage)) }
            try await sink.sendText("[DONE]")
        }
    }

    private func chunk(_ id: String, _ model: String, _ choice: JSON?, _ usage: JSON) -> JSON {
        [
            "id": .string(id), "object": "chat.completion.chunk", "created": 1_790_000_000, "model": .string(model),
            "choices": .array([choice].compactMap { $0 }), "usage": usage,
        ]
    }

    private func usage(_ prompt: String, _ written: Int) -> JSON {
        let asked = TokenSplitter.count(of: prompt) + 7
        return [
            "prompt_tokens": .integer(Int64(asked)), "completion_tokens": .integer(Int64(written)),
            "total_tokens": .integer(Int64(asked + written)), "cost": .number(Double(written) * 0.00001),
        ]
    }

    /// The text of a turn, whether it is a string or parts.
    private static func text(of turn: JSON) -> String {
        turn["content"]?.string
            ?? (turn["content"]?.array ?? []).compactMap { $0["text"]?.string }.joined(separator: "\n")
    }

    private static func failure(_ status: Int, _ message: String) -> FalFailure {
        FalFailure(status: status, body: ["error": ["message": .string(message), "code": .integer(Int64(status))]])
    }
}
