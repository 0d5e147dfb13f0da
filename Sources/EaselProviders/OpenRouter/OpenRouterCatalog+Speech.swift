import EaselCore

/// Voices that read aloud, from wire sheet D1 and A5.1. `instructions` go to OpenAI, Gemini and Fish only.
extension OpenRouterCatalog {
    static let speechCards: [ModelCard] = [
        gemini("google/gemini-3.8-flash-tts", "Gemini 3.8 Flash TTS", "Expressive speech in about 130 languages."),
        gemini("google/gemini-3.8-flash-lite-tts", "Gemini 3.8 Flash-Lite TTS", "Natural speech for less."),
        speech("mistralai/voxtral-mini-tts-2603", "Voxtral Mini TTS", "Mistral's small multilingual voice.").with {
            $0.parameters = [voice([], wire: "voice"), speechFormat, OpenRouterRouting.spec(.speech)]
        },
        speech("fish-audio/s2.1-pro", "Fish Audio S2.1 Pro", "Lively voices that take directions.").with {
            $0.parameters = [voice([], wire: "voice"), speechFormat, instructions, OpenRouterRouting.spec(.speech)]
        },
        speech("microsoft/mai-voice-2", "MAI Voice 2", "Microsoft's expressive voice.").with {
            $0.parameters = [voice([], wire: "voice"), speechFormat, OpenRouterRouting.spec(.speech)]
        },
        speech("openai/gpt-4o-mini-tts-2025-12-15", "GPT-4o mini TTS", "OpenAI's voices, directed by instructions.")
            .with {
                $0.parameters = speechParameters(voices: [
                    "alloy", "ash", "ballad", "coral", "echo", "fable", "nova", "onyx", "sage", "shimmer", "verse",
                ])
                $0.parameters[0].isRequired = true
                $0.limits = ModelLimits(promptCharacters: 4096)
                // Announced by OpenAI (D1).
                $0.retirement = Retirement(date: "2027-01-06", successor: "google/gemini-3.8-flash-tts")
            },
    ]

    /// Gemini speaks in bare samples only, so there is no format to choose.
    private static func gemini(_ id: ModelID, _ name: String, _ summary: String) -> ModelCard {
        speech(id, name, summary).with {
            $0.parameters = [voice(geminiVoices, wire: "voice"), instructions, OpenRouterRouting.spec(.speech)]
        }
    }

    /// Wire sheet google.md, 5.1.
    private static let geminiVoices = [
        "Achernar", "Achird", "Algenib", "Algieba", "Alnilam", "Aoede", "Autonoe", "Callirrhoe", "Charon", "Despina",
        "Enceladus", "Erinome", "Fenrir", "Gacrux", "Iapetus", "Kore", "Laomedeia", "Leda", "Orus", "Pulcherrima",
        "Puck", "Rasalgethi", "Sadachbia", "Sadaltager", "Schedar", "Sulafat", "Umbriel", "Vindemiatrix", "Zephyr",
        "Zubenelgenubi",
    ]

    private static func speech(_ id: ModelID, _ name: String, _ summary: String) -> ModelCard {
        ModelCard(provider: OpenRouterProvider.id, model: id, modality: .speech, name: name, summary: summary)
    }
}
