import Foundation

/// `POST /chat/completions`.
struct OpenRouterChat: Sendable {
    let world: SandboxWorld
    let ledger: OpenRouterLedger

    func respond(to request: SandboxRequest) async throws -> SandboxReply {
        guard let body = JSON(parsing: request.body) else {
            throw OpenRouterFailure.invalid("Invalid JSON body")
        }
        let chat = try OpenRouterChatRequest(body)
        if chat.conversation.contains("forbidden-content") {
            throw OpenRouterFailure.moderation(input: chat.prompt, model: chat.model)
        }
        try checkLength(chat)
        let answer = await OpenRouterChatAnswer(chat)
        let now = Int(Date().timeIntervalSince1970)
        let id = "gen-\(now)-\(world.identifiers.letters(20))"
        await ledger.record(id: id, model: chat.model, usage: answer.usage, streamed: chat.streams, kind: "completions")
        let frame = Frame(id: id, created: now, model: chat.model)
        let reply = chat.streams ? stream(answer, frame) : try await whole(answer, frame)
        return reply.adding("X-Generation-Id", id).noting(chat.notes)
    }

    private struct Frame: Sendable {
        let id: String
        let created: Int
        let model: OpenRouterModel

        func chunk(_ delta: OpenRouterChunk.Delta, finish: (String, String)? = nil, usage: OpenRouterUsage? = nil)
            -> OpenRouterChunk
        {
            OpenRouterChunk(
                id: id, created: created, model: model.canonical, provider: model.provider,
                choices: [.init(delta: delta, finishReason: finish?.0, nativeFinishReason: finish?.1)], usage: usage)
        }

        func finish(_ answer: OpenRouterChatAnswer) -> (String, String) {
            if answer.isFiltered { return ("content_filter", "SAFETY") }
            return answer.isCut ? ("length", "max_output_tokens") : ("stop", model.nativeStop)
        }
    }

    /// Text as recorded from the real service (ruby_llm, 2026-06).
    private func checkLength(_ chat: OpenRouterChatRequest) throws {
        let tokens = chat.conversation.utf8.count / 4
        guard tokens > chat.model.contextLength else { return }
        throw OpenRouterFailure(
            status: 400,
            message:
                "This endpoint's maximum context length is \(chat.model.contextLength) tokens. However, you requested "
                + "about \(tokens) tokens (\(tokens) of text input). Please reduce the length of either one, or use the "
                + "context-compression plugin to compress your prompt automatically.",
            metadata: ["provider_name": nil, "error_type": "context_length_exceeded"])
    }

    /// The real service keeps a slow connection alive with blank lines before the JSON; so does this one.
    private func whole(_ answer: OpenRouterChatAnswer, _ frame: Frame) async throws -> SandboxReply {
        try await Task.sleep(for: world.pace.beforeFirstToken)
        let finish = frame.finish(answer)
        let reasoning = answer.reasoning.isEmpty ? nil : answer.reasoning.joined()
        let completion = OpenRouterCompletion(
            id: frame.id, created: frame.created, model: frame.model.canonical, provider: frame.model.provider,
            choices: [
                .init(
                    finishReason: finish.0, nativeFinishReason: finish.1,
                    message: .init(
                        content: answer.content.joined(), reasoning: reasoning,
                        reasoningDetails: reasoning.map { [OpenRouterReasoning(text: $0)] },
                        images: answer.images.isEmpty ? nil : answer.images))
            ], usage: answer.usage)
        var reply = SandboxReply(json: completion)
        if case .whole(let bytes) = reply.body { reply.body = .whole(Data("\n         \n".utf8) + bytes) }
        return reply
    }

    private func stream(_ answer: OpenRouterChatAnswer, _ frame: Frame) -> SandboxReply {
        let pace = world.pace
        return SandboxReply { sink in
            for _ in 0..<2 {
                try await sink.comment("OPENROUTER PROCESSING")
                try await Task.sleep(for: pace.beforeFirstToken / 2)
            }
            for token in answer.reasoning {
                let detail = OpenRouterReasoning(text: token)
                try await sink.send(frame.chunk(.init(reasoning: token, reasoningDetails: [detail])))
                try await Task.sleep(for: pace.token)
            }
            for (index, token) in answer.content.enumerated() {
                if index % 25 == 12 { try await sink.comment("OPENROUTER PROCESSING") }
                try await sink.send(frame.chunk(.init(content: token)))
                try await Task.sleep(for: pace.token)
            }
            for piece in answer.sound {
                let audio = OpenRouterSoundPiece(id: "audio_sandbox", data: piece, transcript: nil)
                try await sink.send(frame.chunk(.init(content: nil, audio: audio)))
            }
            if !answer.sound.isEmpty {
                let audio = OpenRouterSoundPiece(
                    id: nil, data: nil, transcript: "What was heard.", expiresAt: frame.created + 3600)
                try await sink.send(frame.chunk(.init(content: nil, audio: audio)))
            }
            for image in answer.images { try await sink.send(frame.chunk(.init(images: [image]))) }
            try await sink.send(frame.chunk(.init(), finish: frame.finish(answer)))
            try await sink.send(frame.chunk(.init(), finish: frame.finish(answer), usage: answer.usage))
            try await sink.sendText("[DONE]")
        }
    }
}
