import Foundation

/// `POST /audio/speech`: the sound itself, without any JSON around it (sheet A5.1).
struct OpenRouterSpeech: Sendable {
    let world: SandboxWorld
    let ledger: OpenRouterLedger

    func respond(to request: SandboxRequest) async throws -> SandboxReply {
        guard let body = JSON(parsing: request.body) else { throw OpenRouterFailure.invalid("Invalid JSON body") }
        let order = try OpenRouterSpeechRequest(body)
        if order.text.contains("forbidden-content") {
            throw OpenRouterFailure.moderation(input: order.text, model: order.model)
        }
        try await Task.sleep(for: world.pace.synchronousImage)
        let id = "gen-tts-\(Int(Date().timeIntervalSince1970))-\(world.identifiers.letters(20))"
        await ledger.record(speech: id, model: order.model, characters: order.text.count, cost: order.cost)
        let rate = order.abilities.rate
        let format: SoundFormat = order.format == "mp3" ? .mp3(rate: rate) : .pcm(rate: rate)
        let spoken = SoundRecipe(spoken: "\(order.voice): \(order.text)", speed: order.speed)
        let type = order.format == "mp3" ? "audio/mpeg" : "audio/pcm;rate=\(rate);channels=1"
        return SandboxReply(contentType: type, body: await spoken.render(as: format))
            .adding("X-Generation-Id", id).noting(order.notes)
    }
}
