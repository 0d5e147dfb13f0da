import Foundation

/// `POST /images`: JSON, or events from the models that stream.
struct OpenRouterImages: Sendable {
    let world: SandboxWorld
    let ledger: OpenRouterLedger

    func respond(to request: SandboxRequest) async throws -> SandboxReply {
        guard let body = JSON(parsing: request.body) else { throw OpenRouterFailure.invalid("Invalid JSON body") }
        let order = try OpenRouterImageRequest(body)
        if order.prompt.contains("forbidden-content") {
            throw OpenRouterFailure.moderation(input: order.prompt, model: order.model)
        }
        try await Task.sleep(for: world.pace.synchronousImage)
        // All or nothing: a result that is short of one picture is a 502 and costs nothing (sheet A4.1).
        if order.prompt.contains("incomplete-result") { throw OpenRouterFailure.incompleteResult }
        let now = Int(Date().timeIntervalSince1970)
        let id = "gen-img-\(now)-\(world.identifiers.letters(20))"
        let usage = OpenRouterImageUsage(order)
        await ledger.record(
            id: id, model: order.model, usage: usage.asChatUsage, streamed: order.wantsStream, kind: "image")
        let streams = order.wantsStream && order.abilities.streams
        let reply = streams ? stream(order, usage, now) : await whole(order, usage)
        return reply.adding("X-Generation-Id", id).adding("X-Provider-Name", order.model.provider).noting(order.notes)
    }

    private func recipe(_ order: OpenRouterImageRequest, _ index: Int, size: PixelSize? = nil) -> PictureRecipe {
        let prompt = ([order.prompt] + order.references).joined(separator: "\u{0}")
        return PictureRecipe(
            prompt: prompt, seed: order.seed &+ UInt64(index), size: size ?? order.size, format: order.format)
    }

    /// `created` is 0 in recorded traffic of some providers; the sandbox keeps that.
    private func whole(_ order: OpenRouterImageRequest, _ usage: OpenRouterImageUsage) async -> SandboxReply {
        var pictures: [OpenRouterImageReply.Picture] = []
        for index in 0..<order.count {
            let bytes = await recipe(order, index).render()
            pictures.append(.init(b64Json: Data(bytes).base64EncodedString(), mediaType: order.format.mediaType))
        }
        return SandboxReply(json: OpenRouterImageReply(created: 0, data: pictures, usage: usage))
    }

    private func stream(_ order: OpenRouterImageRequest, _ usage: OpenRouterImageUsage, _ now: Int) -> SandboxReply {
        SandboxReply { sink in
            try await sink.comment("OPENROUTER PROCESSING")
            for index in 0..<order.count {
                let sketch = await recipe(order, index, size: order.size.fitting(256)).render()
                try await sink.send(
                    OpenRouterPartialImage(partialImageIndex: index, b64Json: Data(sketch).base64EncodedString()))
                let bytes = await recipe(order, index).render()
                try await sink.send(
                    OpenRouterCompletedImage(
                        b64Json: Data(bytes).base64EncodedString(), mediaType: order.format.mediaType, created: now,
                        usage: usage))
            }
            try await sink.sendText("[DONE]")
        }
    }
}
