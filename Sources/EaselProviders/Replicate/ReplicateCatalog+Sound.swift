import EaselCore

/// Cards of music and speech models, from wire sheet B13.
extension ReplicateCatalog {
    static let audioCards: [ModelCard] = [
        card(.audio, "google/lyria-2", "Lyria 2", "Instrumental music of half a minute, from Google.").with {
            $0.parameters = parameters(negativePrompt, seed)
        },
        card(.audio, "minimax/music-1.5", "MiniMax Music 1.5", "Whole songs with vocals from lyrics.").with {
            $0.parameters = parameters([lyrics(10...600)] + songEncoding)
            $0.limits.promptCharacters = 300
        },
        card(.audio, "minimax/music-2.5", "MiniMax Music 2.5", "The newer song model; longer lyrics.").with {
            $0.parameters = parameters([lyrics(1...3500)] + songEncoding)
            $0.limits.promptCharacters = 2000
        },
    ]

    static let speechCards: [ModelCard] = [
        minimax("minimax/speech-02-turbo", "MiniMax Speech 02 Turbo", "Quick speech in many languages and moods."),
        minimax("minimax/speech-02-hd", "MiniMax Speech 02 HD", "Speech of studio quality in many languages."),
        minimax("minimax/speech-2.8-turbo", "MiniMax Speech 2.8 Turbo", "The newest of MiniMax's quick voices."),
        card(
            .speech, "resemble-ai/chatterbox-turbo", "Chatterbox Turbo",
            "English with laughs and sighs as tags, or a cloned voice."
        ).with {
            $0.parameters = parameters(
                ParameterSpec(.voice, "Voice", kind: .text(maximumLength: 100), default: "Andy", wire: "voice"),
                number(.temperature, "Temperature", 0.05...2, default: 0.8, wire: "temperature"),
                number(.topP, "Top P", 0...1, default: 0.95, wire: "top_p"),
                integer("top_k", "Top K", 1...2000, default: 1000, wire: "top_k"),
                number("repetition_penalty", "Repetition penalty", 1...2, default: 1.2, wire: "repetition_penalty"),
                seed)
            $0.inputs = [files(.reference, "reference_audio", types: ["audio/*"])]
            $0.limits.promptCharacters = 500
            $0.route = "prompt=text"
        },
    ]

    private static func parameters(_ specs: [ParameterSpec]) -> [ParameterSpec] { specs + [deadline] }

    private static func lyrics(_ length: ClosedRange<Int>) -> ParameterSpec {
        var spec = ParameterSpec(
            .lyrics, "Lyrics", kind: .text(maximumLength: length.upperBound), wire: "lyrics"
        ).summary("What is sung, \(length.lowerBound) to \(length.upperBound) characters.")
        spec.isRequired = true
        return spec
    }

    private static let songEncoding = [
        format("mp3", "wav", "pcm", default: "mp3", wire: "audio_format"),
        rates("sample_rate", "Sample rate", [16_000, 24_000, 32_000, 44_100], default: 44_100),
        rates("bitrate", "Bit rate", [32_000, 64_000, 128_000, 256_000], default: 256_000),
    ]

    private static func rates(_ key: ParameterKey, _ title: String, _ rates: [Int64], default usual: JSONValue)
        -> ParameterSpec
    {
        ParameterSpec(
            key, title, kind: .choice(rates.map { ParameterChoice(.integer($0)) }), default: usual, wire: key.rawValue)
    }

    /// Flat fields, unlike the nested ones of other providers.
    private static func minimax(_ id: ModelID, _ name: String, _ summary: String) -> ModelCard {
        card(.speech, id, name, summary).with {
            $0.parameters = parameters([
                ParameterSpec(.voice, "Voice", kind: .text(maximumLength: 100), default: "Wise_Woman", wire: "voice_id")
                    .summary("A system voice such as Wise_Woman or Deep_Voice_Man, or the id of a cloned one."),
                number(.speed, "Speed", 0.5...2, default: 1, wire: "speed"),
                number("volume", "Volume", 0...10, default: 1, wire: "volume"),
                integer("pitch", "Pitch", -12...12, default: 0, wire: "pitch"),
                words(
                    "emotion", "Emotion",
                    [
                        "auto", "happy", "sad", "angry", "fearful", "disgusted", "surprised", "calm", "fluent",
                        "neutral",
                    ], default: "auto", wire: "emotion"),
                ParameterSpec(
                    .language, "Language", kind: .text(maximumLength: 40), default: "None", wire: "language_boost"
                ).summary("Leans towards a language, by its English name: German."),
                format("mp3", "wav", "flac", "pcm", default: "mp3", wire: "audio_format"),
                rates("sample_rate", "Sample rate", [8_000, 16_000, 22_050, 24_000, 32_000, 44_100], default: 32_000),
                rates("bitrate", "Bit rate", [32_000, 64_000, 128_000, 256_000], default: 128_000),
                words("channel", "Channels", ["mono", "stereo"], default: "mono", wire: "channel"),
                flag("english_normalization", "Read numbers as English", default: false),
            ])
            $0.limits.promptCharacters = 10_000
            $0.route = "prompt=text"
        }
    }
}
