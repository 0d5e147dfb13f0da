import EaselCore

/// Cards of speech models: Kokoro and OuteTTS from wire sheet D2 (whether they are live is UNVERIFIED), Dia from the snippets
/// of huggingface.js.
extension HuggingFaceCatalog {
    static let speechCards: [ModelCard] = [
        speech("hexgrad/Kokoro-82M", "Kokoro 82M", "Small and clear; many voices.").with {
            $0.parameters = [
                ParameterSpec(
                    .voice, "Voice", kind: .choice(kokoroVoices.map { ParameterChoice(.string($0)) }), wire: "voice"),
                ParameterSpec(
                    .speed, "Speed", kind: .number(minimum: 0.1, maximum: 5, unit: nil), default: 1, wire: "speed"
                ).summary("1 is the voice's own speed."),
            ]
            $0.route = "fal-ai/fal-ai/kokoro"
        },
        speech("nari-labs/Dia-1.6B", "Dia 1.6B", "Dialogue of two speakers, written as [S1] and [S2].").with {
            $0.route = "fal-ai/fal-ai/dia-tts"
        },
        speech("OuteAI/OuteTTS-0.3-500M", "OuteTTS 0.3", "A small open voice, run by Replicate.").with {
            $0.parameters = []
        },
    ]

    /// Voices of the model's own page, American and British English.
    private static let kokoroVoices = [
        "af_heart", "af_alloy", "af_aoede", "af_bella", "af_jessica", "af_kore", "af_nicole", "af_nova", "af_river",
        "af_sarah", "af_sky", "am_adam", "am_echo", "am_eric", "am_fenrir", "am_liam", "am_michael", "am_onyx",
        "am_puck", "bf_alice", "bf_emma", "bf_isabella", "bm_daniel", "bm_fable", "bm_george", "bm_lewis",
    ]

    private static func speech(_ id: ModelID, _ name: String, _ summary: String) -> ModelCard {
        ModelCard(provider: HuggingFaceProvider.id, model: id, modality: .speech, name: name, summary: summary)
    }
}
