import Foundation

/// `POST /v1/chat/completions` of the router (sheet B2).
struct HuggingFaceChat: Sendable {
    let world: SandboxWorld

    func respond(to request: SandboxRequest) async throws -> SandboxReply {
        guard let body = JSON(parsing: request.body) else {
            throw HuggingFaceFailure(400, "Invalid JSON in the request body")
        }
        let chat: HuggingFaceChatRequest
        do {
            chat = try HuggingFaceChatRequest(body)
        } catch let complaint as FieldComplaint {
            throw HuggingFaceFailure(
                400,
                body: [
                    "error": [
                        "message": .string(complaint.message), "type": "invalid_request_error",
                        "param": .string(complaint.path), "code": nil,
                    ]
                ])
        }
        if chat.model.isGated { throw HuggingFaceFailure.gated(chat.model.id) }
        try await Task.sleep(for: world.pace.beforeFirstToken)
        let answer = Answer(chat)
        let created = Int(Date().timeIntervalSince1970)
        return (chat.streams ? stream(answer, chat, created) : whole(answer, chat, created))
            .adding("x-inference-provider", chat.provider)
    }

    /// What is said, cut to the allowed number of tokens.
    private struct Answer: Sendable {
        let thoughts: [String]
        let words: [String]
        let finish: String
        let usage: JSON

        init(_ chat: HuggingFaceChatRequest) {
            let prose = SandboxProse(prompt: chat.prompt, model: chat.model.id, pictures: chat.pictures)
            let thoughts = chat.model.thinks ? TokenSplitter.tokens(of: prose.reasoning) : []
            let words = chat.isForbidden ? ["I"] : TokenSplitter.tokens(of: prose.answer)
            let room = chat.mostTokens ?? .max
            self.thoughts = Array(thoughts.prefix(room))
            self.words = Array(words.prefix(room - self.thoughts.count))
            let count = self.thoughts.count + self.words.count
            // Only some providers have a filter, and this is how they tell (B8, safety).
            finish = chat.isForbidden ? "content_filter" : count < thoughts.count + words.count ? "length" : "stop"
            let read = TokenSplitter.count(of: chat.conversation) + 11
            usage = [
                "prompt_tokens": .integer(Int64(read)), "completion_tokens": .integer(Int64(count)),
                "total_tokens": .integer(Int64(read + count)),
            ]
        }
    }

    /// `id` may be empty, as recorded.
    private func frame(_ chat: HuggingFaceChatRequest, _ created: Int, _ rest: [String: JSON]) -> JSON {
        let head: [String: JSON] = [
            "id": "", "object": "chat.completion.chunk", "created": .integer(Int64(created)),
            "model": .string(chat.model.id), "system_fingerprint": "3.0.1-sha-bb9095a",
        ]
        return .object(head.merging(rest) { $1 })
    }

    private func chunk(_ chat: HuggingFaceChatRequest, _ created: Int, _ delta: JSON, finish: String? = nil) -> JSON {
        frame(
            chat, created,
            [
                "choices": [
                    [
                        "index": 0, "delta": delta, "logprobs": nil,
                        "finish_reason": finish.map(JSON.string) ?? .null,
                    ]
                ], "usage": nil,
            ])
    }

    private func stream(_ answer: Answer, _ chat: HuggingFaceChatRequest, _ created: Int) -> SandboxReply {
        let pace = world.pace
        // Depends on the provider (B2).
        let thinkingField = chat.provider == "groq" ? "reasoning" : "reasoning_content"
        return SandboxReply { sink in
            for token in answer.thoughts {
                try await sink.send(chunk(chat, created, ["role": "assistant", thinkingField: .string(token)]))
                try await Task.sleep(for: pace.token)
            }
            for token in answer.words {
                try await sink.send(chunk(chat, created, ["role": "assistant", "content": .string(token)]))
                try await Task.sleep(for: pace.token)
            }
            try await sink.send(chunk(chat, created, ["content": ""], finish: answer.finish))
            if chat.wantsUsage {
                try await sink.send(frame(chat, created, ["choices": [], "usage": answer.usage]))
            }
            try await sink.sendText("[DONE]")
        }
    }

    private func whole(_ answer: Answer, _ chat: HuggingFaceChatRequest, _ created: Int) -> SandboxReply {
        var message: [String: JSON] = ["role": "assistant", "content": .string(answer.words.joined())]
        if !answer.thoughts.isEmpty { message["reasoning"] = .string(answer.thoughts.joined()) }
        return SandboxReply(
            json: frame(
                chat, created,
                [
                    "object": "chat.completion", "usage": answer.usage,
                    "choices": [
                        [
                            "index": 0, "message": .object(message), "logprobs": nil,
                            "finish_reason": .string(answer.finish),
                        ]
                    ],
                ]))
    }
}
