import EaselCore

/// Cards of Gemini's speech models, from wire sheet 10.5. Those before 3.8 were to go on 2026-11-17.
extension GoogleVertexCatalog {
    static let geminiSpeechCards: [ModelCard] = [
        speech(
            "gemini-3.8-flash-tts", "Gemini 3.8 Flash TTS",
            "Expressive voices that take direction, one or two speakers, some 130 languages."),
        speech(
            "gemini-3.8-flash-lite-tts", "Gemini 3.8 Flash-Lite TTS",
            "The quick and cheap sibling, some 100 languages."),
    ]

    private static func speech(_ id: ModelID, _ name: String, _ summary: String) -> ModelCard {
        ModelCard(provider: GoogleVertexProvider.id, model: id, modality: .speech, name: name, summary: summary).with {
            $0.parameters = [
                ParameterSpec(.voice, "Voice", kind: voiceChoice, default: "Kore"),
                ParameterSpec(.language, "Language", kind: .text(maximumLength: 35), wire: "speechConfig.languageCode")
                    .summary("A tag such as de-DE; the model finds out by itself."),
                ParameterSpec(.style, "Style", kind: .text(maximumLength: 500), wire: "speechMetadata.style").summary(
                    "How it is read: calm, whispering, like a radio host."),
                ParameterSpec(GoogleVertexSpeechWire.firstSpeaker, "Speaker 1", kind: .text(maximumLength: 60)).summary(
                    "For a conversation: the label of the first speaker in the text, who has the voice above."),
                ParameterSpec(GoogleVertexSpeechWire.secondSpeaker, "Speaker 2", kind: .text(maximumLength: 60))
                    .summary(
                        "The label of the second speaker in the text."),
                ParameterSpec(GoogleVertexSpeechWire.secondVoice, "Voice 2", kind: voiceChoice).summary(
                    "The voice of the second speaker."),
                ParameterSpec(
                    .temperature, "Temperature", kind: .number(minimum: 0, maximum: 2, unit: nil), default: 1,
                    wire: "temperature"),
            ]
            $0.limits = ModelLimits(contextTokens: 8_192 + 16_384, outputTokens: 16_384)
            $0.locations = ["global", "us", "eu"]
        }
    }

    private static let voiceChoice = ParameterKind.choice(voiceNames.map { ParameterChoice(.string($0)) })

    /// The prebuilt voices (5.1).
    private static let voiceNames = [
        "Achernar", "Achird", "Algenib", "Algieba", "Alnilam", "Aoede", "Autonoe", "Callirrhoe", "Charon", "Despina",
        "Enceladus", "Erinome", "Fenrir", "Gacrux", "Iapetus", "Kore", "Laomedeia", "Leda", "Orus", "Pulcherrima",
        "Puck", "Rasalgethi", "Sadachbia", "Sadaltager", "Schedar", "Sulafat", "Umbriel", "Vindemiatrix", "Zephyr",
        "Zubenelgenubi",
    ]
}
