/// One model of the sandbox's fal catalog.
struct FalEndpoint: Sendable {
    /// Shape of the output object (sheet A15, A16, A19).
    enum Output: Sendable {
        /// images, timings, seed, has_nsfw_concepts, prompt
        case flux
        /// images, description
        case banana
        /// images, seed
        case seeded
        /// images
        case plain
        /// image, of the input picture's size times a factor
        case enlarged
        /// image, mask_image
        case cutout
        /// video
        case video
        /// video, seed
        case seededVideo
        /// video, seed, actual_prompt
        case rewrittenVideo
        /// audio
        case sound
        /// audio, seed
        case seededSound
        /// audio_file
        case soundFile
        /// audio, seed, tags, lyrics
        case song
        /// audio that says the prompt
        case voice
        /// audio, duration_ms; hexadecimal digits unless told otherwise
        case timedVoice
        /// output, reasoning, partial, error, usage
        case writing
    }

    let id: String
    let name: String
    let category: String
    let output: Output
    let fields: [FalField]
    /// USD and the unit it is for.
    let price: (amount: Double, unit: String)
    /// How it writes sound when nothing else is asked for.
    var sound = SoundFormat.wav(rate: 44_100)

    /// `{owner}/{alias}`: what status, result and cancel use (sheet A3).
    var app: String { Self.app(of: id) }

    var isVideo: Bool {
        switch output {
        case .video, .seededVideo, .rewrittenVideo: true
        default: false
        }
    }

    var writes: Bool { if case .writing = output { true } else { false } }

    static func app(of id: String) -> String {
        id.split(separator: "/").prefix(2).joined(separator: "/")
    }
}
