/// One row of the sandbox's OpenRouter catalog.
struct OpenRouterModel: Sendable {
    enum Reasoning: Sendable {
        case none
        /// Only when asked.
        case optional
        /// Unless switched off.
        case onByDefault
    }

    let id: String
    /// What comes back in `model`: the dated slug.
    let canonical: String
    let name: String
    /// Display name of the upstream provider.
    let provider: String
    let nativeStop: String
    let created: Int
    let contextLength: Int
    let inputs: [String]
    let outputs: [String]
    /// USD per prompt token, per completion token and per picture, as the strings OpenRouter sends.
    let prices: (prompt: String, completion: String, image: String)
    var reasoning: Reasoning = .none
    var parameters: [String] = ["max_tokens", "temperature", "top_p", "seed", "stop"]
    var isModerated = false
    var images: OpenRouterImageAbilities?
    var videos: OpenRouterVideoAbilities?
    var speech: OpenRouterSpeechAbilities?
    /// How it sounds in a chat.
    var sound: OpenRouterSoundAbilities?
    /// Paints when a chat asks for it (sheet A4.3).
    var paintsInChat = false
    /// Day on which it goes, `YYYY-MM-DD`.
    var expires: String?

    /// What `supported_voices` says.
    var voices: [String] { speech?.voices ?? sound?.voices ?? [] }
    var writesText: Bool { outputs.contains("text") }
    var paintsImages: Bool { outputs.contains("image") }
}

/// What a model accepts on `POST /images`; a nil list means the parameter is unsupported.
struct OpenRouterImageAbilities: Sendable {
    var resolutions: [String]?
    var aspectRatios: [String]?
    var qualities: [String]?
    var formats: [String]
    /// Handed through to the company that serves the model.
    var passthrough: [String] = []
    var mostReferences = 8
    var mostImages = 1
    var seed = true
    var streams = false
    /// Format when the caller names none.
    var usualFormat: PictureFormat = .png
    /// USD per image.
    var cost = 0.04
}

/// What a model accepts on `POST /videos` (sheet A6); nil means that it has no such choice.
struct OpenRouterVideoAbilities: Sendable {
    var resolutions: [String]?
    var aspectRatios: [String]?
    var sizes: [String]?
    var durations: [Int]?
    var frames: [String]?
    /// Kinds of `input_references`: `image_url`, `audio_url`, `video_url`.
    var references: [String] = []
    var makesSound: Bool? = true
    var takesSeed: Bool? = true
    /// USD a second, as the strings of `pricing_skus`.
    var prices: [String: String] = [:]
    var passthrough: [String] = []
    /// The job names its address from the host's root, and not in full.
    var pollsRelatively = false
}

/// What a model accepts on `POST /audio/speech` (sheet A5.1).
struct OpenRouterSpeechAbilities: Sendable {
    /// Any name will do when empty.
    var voices: [String] = []
    var needsVoice = false
    var formats = ["mp3", "pcm"]
    var takesTurns = false
    var clonesVoices = false
    var rate = 24_000
    /// USD a character.
    var cost = 0.000015
}

/// How a model sounds in a chat (sheet A5.3).
struct OpenRouterSoundAbilities: Sendable {
    /// A voice must be named when there are any.
    var voices: [String] = []
    /// Sends music as MP3, whatever format was asked for.
    var isMusic = false
    /// USD for one answer.
    var cost = 0.04
}
