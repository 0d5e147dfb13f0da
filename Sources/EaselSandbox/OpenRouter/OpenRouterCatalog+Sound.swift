/// Models that speak and models that sing.
extension OpenRouterCatalog {
    static let speakers: [OpenRouterModel] = [
        speaker(
            "google/gemini-3.8-flash-tts", "Google: Gemini 3.8 Flash TTS", "Google",
            OpenRouterSpeechAbilities(
                voices: ["Kore", "Charon", "Puck", "Zephyr", "Aoede"], formats: ["pcm"], takesTurns: true),
            prices: ("0.0000005", "0.000009", "0")),
        speaker(
            "google/gemini-3.8-flash-lite-tts", "Google: Gemini 3.8 Flash-Lite TTS", "Google",
            OpenRouterSpeechAbilities(voices: ["Kore", "Charon"], formats: ["pcm"], takesTurns: true),
            prices: ("0.0000005", "0.000006", "0")),
        speaker(
            "openai/gpt-4o-mini-tts-2025-12-15", "OpenAI: GPT-4o mini TTS", "OpenAI",
            OpenRouterSpeechAbilities(
                voices: [
                    "alloy", "ash", "ballad", "coral", "echo", "fable", "nova", "onyx", "sage", "shimmer", "verse",
                ], needsVoice: true), prices: ("0.0000006", "0.000012", "0"), isModerated: true, expires: "2027-01-06"),
        speaker(
            "mistralai/voxtral-mini-tts-2603", "Mistral: Voxtral Mini TTS", "Mistral",
            OpenRouterSpeechAbilities(
                voices: ["neutral_female", "neutral_male", "casual_female"], clonesVoices: true, cost: 0.000016),
            prices: ("0.000016", "0", "0")),
        speaker(
            "fish-audio/s2.1-pro", "Fish Audio: S2.1 Pro", "Fish Audio",
            OpenRouterSpeechAbilities(takesTurns: true, clonesVoices: true, rate: 44_100),
            prices: ("0.000015", "0", "0")),
        speaker(
            "microsoft/mai-voice-2", "Microsoft: MAI Voice 2", "Azure", OpenRouterSpeechAbilities(),
            prices: ("0.000015", "0", "0")),
    ]

    static let musicians: [OpenRouterModel] = [
        musician(
            "google/lyria-3-clip-preview", "Google: Lyria 3 Clip Preview", "Google AI Studio",
            OpenRouterSoundAbilities(isMusic: true)),
        musician(
            "google/lyria-3-pro-preview", "Google: Lyria 3 Pro Preview", "Google AI Studio",
            OpenRouterSoundAbilities(isMusic: true, cost: 0.08)),
        musician(
            "openai/gpt-audio", "OpenAI: GPT Audio", "OpenAI", OpenRouterSoundAbilities(voices: talkers, cost: 0.01)),
        musician(
            "openai/gpt-audio-mini", "OpenAI: GPT Audio Mini", "OpenAI",
            OpenRouterSoundAbilities(voices: talkers, cost: 0.003)),
    ]

    private static let talkers = ["alloy", "echo", "fable", "onyx", "nova", "shimmer"]

    private static func speaker(
        _ id: String, _ name: String, _ provider: String, _ speech: OpenRouterSpeechAbilities,
        prices: (prompt: String, completion: String, image: String), isModerated: Bool = false, expires: String? = nil
    ) -> OpenRouterModel {
        OpenRouterModel(
            id: id, canonical: id, name: name, provider: provider, nativeStop: "stop", created: 1_790_553_600,
            contextLength: 8192, inputs: ["text"], outputs: ["speech"], prices: prices, parameters: [],
            isModerated: isModerated, speech: speech, expires: expires)
    }

    private static func musician(
        _ id: String, _ name: String, _ provider: String, _ sound: OpenRouterSoundAbilities
    ) -> OpenRouterModel {
        OpenRouterModel(
            id: id, canonical: "\(id)-20260330", name: name, provider: provider, nativeStop: "STOP",
            created: 1_774_828_800, contextLength: sound.isMusic ? 1_048_576 : 128_000,
            inputs: sound.isMusic ? ["text", "image"] : ["text", "audio"], outputs: ["text", "audio"],
            prices: sound.isMusic ? ("0", "0", "0") : ("0.0000025", "0.00001", "0"),
            parameters: ["max_tokens", "temperature", "top_p", "seed", "response_format"],
            isModerated: id.contains("openai"), sound: sound)
    }
}
