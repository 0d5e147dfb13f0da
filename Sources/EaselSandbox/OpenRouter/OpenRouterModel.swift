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

    var writesText: Bool { outputs.contains("text") }
    var paintsImages: Bool { outputs.contains("image") }
}

/// What a model accepts on `POST /images`; a nil list means the parameter is unsupported.
struct OpenRouterImageAbilities: Sendable {
    var resolutions: [String]?
    var aspectRatios: [String]?
    var qualities: [String]?
    var formats: [String]
    var mostImages = 1
    var seed = true
    var streams = false
    /// Format when the caller names none.
    var usualFormat: PictureFormat = .png
    /// USD per image.
    var cost = 0.04
}
