import EaselCore

/// Cards of models that read aloud, from wire sheet A19. Their prompt's field is `text` or `prompt`: the route says which.
extension FalCatalog {
    static let speechCards: [ModelCard] = [
        speech("fal-ai/kokoro/american-english", "Kokoro", "Small and quick open voices, American English.").with {
            $0.parameters = [voice(kokoroVoices, default: "af_heart"), speed(0.1, 5)]
            $0.route = "prompt"
        },
        speech(
            "fal-ai/elevenlabs/tts/eleven-v3", "Eleven v3", "Expressive voices; [whispers] and the like direct them."
        )
        .with {
            $0.parameters = [
                elevenVoice, unit("stability", "Stability", default: 0.5), languageCode,
                own("apply_text_normalization", "Read out numbers", kind: .choices("auto", "on", "off")),
            ]
        },
        speech("fal-ai/elevenlabs/tts/turbo-v2.5", "Eleven Turbo v2.5", "ElevenLabs voices at low waiting time.").with {
            $0.parameters = [
                elevenVoice, unit("stability", "Stability", default: 0.5),
                unit("similarity_boost", "Likeness", default: 0.75), speed(0.7, 1.2), languageCode,
            ]
        },
        speech("fal-ai/minimax/speech-02-hd", "MiniMax Speech 02 HD", "Clear voices in about 40 languages.").with {
            $0.parameters = minimax
            // The default, `hex`, would put the sound into the answer as digits.
            $0.route = "text&output_format=url"
            $0.limits.promptCharacters = 5000
        },
        speech(
            "fal-ai/minimax/speech-2.8-hd", "MiniMax Speech 2.8 HD",
            "The newer MiniMax voices; (laughs) and (sighs) are played."
        ).with {
            $0.parameters = minimax
            $0.route = "prompt&output_format=url"
        },
        speech(
            "fal-ai/chatterbox/text-to-speech", "Chatterbox", "Open voice that imitates a recording; <laugh> is played."
        )
        .with {
            $0.parameters = [
                own("exaggeration", "Emotion", kind: .number(minimum: 0, maximum: nil, unit: nil), default: 0.25),
                own("cfg", "Pace", kind: .number(minimum: 0, maximum: 1, unit: nil), default: 0.5),
                ParameterSpec(
                    .temperature, "Temperature", kind: .number(minimum: 0.05, maximum: 2, unit: nil), default: 0.7,
                    wire: "temperature"), seed,
            ]
            $0.inputs = [file(.reference, "audio_url", types: ["audio/*"], isRequired: false)]
            $0.limits.promptCharacters = 5000
        },
    ]

    private static func speech(_ id: ModelID, _ name: String, _ summary: String) -> ModelCard {
        ModelCard(provider: FalProvider.id, model: id, modality: .speech, name: name, summary: summary)
    }

    private static let kokoroVoices = [
        "af_heart", "af_alloy", "af_aoede", "af_bella", "af_jessica", "af_kore", "af_nicole", "af_nova", "af_river",
        "af_sarah", "af_sky", "am_adam", "am_echo", "am_eric", "am_fenrir", "am_liam", "am_michael", "am_onyx",
        "am_puck", "am_santa",
    ]

    private static func voice(_ voices: [String], default usual: JSONValue) -> ParameterSpec {
        ParameterSpec(
            .voice, "Voice", kind: .choice(voices.map { ParameterChoice(.string($0)) }), default: usual, wire: "voice")
    }

    private static let elevenVoice = ParameterSpec(
        .voice, "Voice", kind: .text(maximumLength: nil), default: "Rachel", wire: "voice"
    ).summary("A name or an id of an ElevenLabs voice.")

    private static let languageCode = ParameterSpec(
        .language, "Language", kind: .text(maximumLength: 8), wire: "language_code"
    ).summary("ISO 639-1, such as en or de.")

    private static func speed(_ minimum: Double, _ maximum: Double, wire: String = "speed") -> ParameterSpec {
        ParameterSpec(
            .speed, "Speed", kind: .number(minimum: minimum, maximum: maximum, unit: nil), default: 1, wire: wire)
    }

    private static func unit(_ name: String, _ title: String, default usual: JSONValue) -> ParameterSpec {
        own(name, title, kind: .number(minimum: 0, maximum: 1, unit: nil), default: usual)
    }

    /// Voice and format lie in objects of their own; a dot in a wire name stands for the way into one.
    private static let minimax: [ParameterSpec] = [
        ParameterSpec(
            .voice, "Voice", kind: .text(maximumLength: nil), default: "Wise_Woman", wire: "voice_setting.voice_id"
        ).summary("An id of a MiniMax voice."),
        speed(0.5, 2, wire: "voice_setting.speed"),
        ParameterSpec(
            "volume", "Volume", kind: .number(minimum: 0, maximum: 10, unit: nil), default: 1, wire: "voice_setting.vol"
        ),
        ParameterSpec(
            "pitch", "Pitch", kind: .integer(minimum: -12, maximum: 12, unit: nil), wire: "voice_setting.pitch"),
        ParameterSpec(
            "emotion", "Emotion",
            kind: .choices("happy", "sad", "angry", "fearful", "disgusted", "surprised", "neutral"),
            wire: "voice_setting.emotion"),
        ParameterSpec(.language, "Language", kind: .choice(minimaxLanguages), wire: "language_boost")
            .summary("Helps with words of that language."),
        format("mp3", "pcm", "flac", wire: "audio_setting.format"),
    ]

    private static let minimaxLanguages = [
        "auto", "Chinese", "Chinese,Yue", "English", "Arabic", "Russian", "Spanish", "French", "Portuguese", "German",
        "Turkish", "Dutch", "Ukrainian", "Vietnamese", "Indonesian", "Japanese", "Italian", "Korean", "Thai", "Polish",
        "Romanian", "Greek", "Czech", "Finnish", "Hindi", "Bulgarian", "Danish", "Hebrew", "Malay", "Slovak", "Swedish",
        "Croatian", "Hungarian", "Norwegian", "Slovenian", "Catalan", "Nynorsk", "Afrikaans",
    ].map { ParameterChoice(.string($0)) }
}
