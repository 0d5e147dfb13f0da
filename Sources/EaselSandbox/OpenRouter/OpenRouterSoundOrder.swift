import Foundation

/// The sound that a chat asks for: `modalities` with `audio`, and the `audio` object (sheet A5.3).
struct OpenRouterSoundOrder: Sendable {
    let voice: String?
    let format: String

    private static let formats = ["wav", "mp3", "flac", "opus", "pcm16"]

    init(_ fields: FieldReader, abilities: OpenRouterSoundAbilities, streams: Bool) throws {
        guard streams else {
            throw OpenRouterFailure.invalid("Audio output requires stream: true")
        }
        guard let audio = try fields.object("audio") else { throw fields.missing("audio", "object") }
        guard let format = try audio.choice("format", of: Self.formats) else {
            throw audio.missing("format", "string")
        }
        self.format = format
        if abilities.voices.isEmpty {
            voice = try audio.string("voice")
        } else {
            guard let named = try audio.choice("voice", of: abilities.voices) else {
                throw audio.missing("voice", "string")
            }
            voice = named
        }
    }

    /// What really comes: music is MP3 whatever was asked for, a talker has samples and little else.
    func bytes(prompt: String, isMusic: Bool) -> [UInt8] {
        let voice = voice ?? "nobody"
        if isMusic {
            let tune = SoundRecipe(text: prompt, seconds: 3)
            return [UInt8](tune.mp3(rate: 44_100, kilobits: 128) ?? Data())
        }
        let talk = SoundRecipe(text: "\(voice): \(prompt)", seconds: 2, style: .voice)
        return switch format {
        case "wav": [UInt8](talk.wav(rate: 24_000))
        case "pcm16": [UInt8](talk.pcm(rate: 24_000))
        default: [UInt8](talk.mp3(rate: 24_000) ?? Data())
        }
    }
}
