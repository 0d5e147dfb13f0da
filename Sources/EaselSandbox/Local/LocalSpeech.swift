import Foundation

/// `POST /audio/speech` (sheet C6): the answer is the sound, in a format that is the server's own choice.
struct LocalSpeech: Sendable {
    let world: SandboxWorld
    let dialect: LocalDialect

    func respond(to request: SandboxRequest) async throws -> SandboxReply {
        do {
            let fields = try FieldReader(JSON(parsing: request.body) ?? .null)
            let name = try fields.requiredString("model")
            guard let model = dialect.model(name) else { throw LocalFailure.unknownModel(name, dialect) }
            guard model.makes == "audio" else {
                throw LocalFailure.invalid("model \(name) does not support speech", dialect)
            }
            let text = try fields.requiredString("input")
            let voice = try voice(fields)
            let speed = try fields.number("speed", in: 0.25...4) ?? 1
            let wanted = try fields.choice("response_format", of: ["mp3", "opus", "aac", "flac", "wav", "pcm"])
            try await Task.sleep(for: world.pace.synchronousImage)
            let recipe = SoundRecipe(spoken: "\(voice)\(text)", speed: speed)
            let format = format(wanted)
            return SandboxReply(contentType: format.mediaType, body: await recipe.render(as: format))
        } catch let complaint as FieldComplaint {
            throw LocalFailure.invalid(complaint.message, dialect, field: complaint.path)
        }
    }

    /// A voice is a name, or an object with an id (OpenAI's form).
    private func voice(_ fields: FieldReader) throws(FieldComplaint) -> String {
        if let object = fields.value("voice"), object.object != nil {
            return try FieldReader(object, path: "voice").requiredString("id")
        }
        let name = try fields.string("voice")
        if dialect == .kokoro, let name, !["af_heart", "af_bella", "bm_george"].contains(name) {
            throw fields.complaint(
                "voice", "Voice '\(name)' not found. Available voices: af_heart, af_bella, bm_george")
        }
        return name ?? ""
    }

    /// LocalAI sends WAV whatever is asked; the others do what they are told where they can, and have defaults of their own.
    private func format(_ wanted: String?) -> SoundFormat {
        switch (dialect, wanted) {
        case (.localAI, _): .wav(rate: 22_050)
        case (_, "pcm"): .pcm(rate: 24_000)
        case (_, "mp3"), (.kokoro, nil): .mp3(rate: 24_000)
        default: .wav(rate: 24_000)
        }
    }
}
