import Foundation

/// `POST /chat/completions` in the manner of one server.
struct LocalChat: Sendable {
    let world: SandboxWorld
    let dialect: LocalDialect

    func respond(to request: SandboxRequest) async throws -> SandboxReply {
        guard let body = JSON(parsing: request.body) else {
            throw LocalFailure.invalid("invalid character in request body: not JSON", dialect)
        }
        let chat: LocalChatRequest
        do {
            chat = try LocalChatRequest(body, dialect)
        } catch let complaint as FieldComplaint {
            throw LocalFailure.invalid(complaint.message, dialect, field: complaint.path)
        }
        guard chat.model.makes == "text" else {
            throw LocalFailure.invalid("model \(chat.model.id) does not support chat completions", dialect)
        }
        try await Task.sleep(for: world.pace.beforeFirstToken)
        let answer = LocalAnswer(chat)
        let frame = LocalFrame(
            dialect: dialect, id: identifier(), created: Int(Date().timeIntervalSince1970), model: chat.model.id)
        return chat.streams ? stream(answer, frame, chat) : SandboxReply(json: frame.completion(answer))
    }

    /// Ollama draws from 0…998 and so repeats itself (sheet C3).
    private func identifier() -> String {
        switch dialect {
        case .ollama, .emptyOllama: "chatcmpl-\(world.identifiers.number(below: 999))"
        case .llamaCpp: "chatcmpl-\(world.identifiers.letters(32))"
        case .vllm, .omni, .kokoro: "chatcmpl-\(world.identifiers.uuid())"
        case .localAI: world.identifiers.uuid()
        }
    }

    private func stream(_ answer: LocalAnswer, _ frame: LocalFrame, _ chat: LocalChatRequest) -> SandboxReply {
        let (pace, dialect) = (world.pace, dialect)
        return SandboxReply { sink in
            if let opening = frame.opening { try await sink.send(opening) }
            for token in answer.thoughts {
                try await sink.send(frame.thought(token))
                try await Task.sleep(for: pace.token)
            }
            for (index, token) in answer.words.enumerated() {
                if dialect == .llamaCpp, index == 10 { try await sink.comment("") }
                let isLast = index == answer.words.count - 1
                try await sink.send(frame.word(token, finish: isLast && dialect == .vllm ? answer.finish : nil))
                try await Task.sleep(for: pace.token)
            }
            if dialect != .vllm || answer.words.isEmpty { try await sink.send(frame.closing(answer.finish)) }
            if let usage = frame.usage(answer, chat) { try await sink.send(usage) }
            try await sink.sendText("[DONE]")
        }
    }
}
