import Foundation

/// Cloud Text-to-Speech: `text:synthesize` and `voices` (sheet 5.2).
struct GoogleCloudSpeechRoutes: GoogleRoutes {
    let world: SandboxWorld

    func respond(to call: GoogleCall) async throws -> SandboxReply? {
        let request = call.request
        guard call.surface == "tts" else { return nil }
        switch (request.method, call.resource, call.verb) {
        case ("POST", "text", "synthesize"): return try await synthesize(request)
        case ("GET", "voices", nil):
            let wanted = request.queryValue("languageCode")?.lowercased()
            let voices = GoogleCloudVoice.all.filter {
                wanted == nil || $0.language.lowercased() == wanted
                    || $0.language.lowercased().hasPrefix("\(wanted ?? "")-")
            }
            return SandboxReply(json: ["voices": JSON.array(voices.map(\.resource))])
        default: return nil
        }
    }

    private func synthesize(_ request: SandboxRequest) async throws -> SandboxReply {
        guard let body = JSON(parsing: request.body) else {
            throw GoogleFailure.invalid("Invalid JSON payload received.")
        }
        let order = try GoogleCloudSpeechOrder(body)
        guard let format = order.format else {
            throw GoogleFailure(
                status: 501, word: "UNIMPLEMENTED", message: "The sandbox has no encoder for \(order.encoding).")
        }
        try await Task.sleep(for: world.pace.synchronousImage)
        let words = order.text
        let bytes = await SoundRecipe(spoken: words, speed: order.speed).render(as: format)
        return SandboxReply(json: ["audioContent": bytes.base64EncodedString()])
    }
}
