import EaselCore

/// What speech models call things (wire sheet A19).
enum FalSpeechWire {
    /// The names that most of them use, for those without a card.
    static let customary: [ParameterKey: String] = [
        .voice: "voice", .speed: "speed", .language: "language_code", .seed: "seed", .temperature: "temperature",
        .format: "output_format", .style: "style",
    ]
}
