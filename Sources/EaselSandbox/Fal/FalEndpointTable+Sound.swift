/// Music, sound effects and speech (sheet A19).
extension FalEndpointTable {
    static let sounds: [FalEndpoint] = [
        FalEndpoint(
            id: "fal-ai/lyria2", name: "Lyria 2", category: "text-to-audio", output: .sound,
            fields: [
                .prompt(), FalField(name: "negative_prompt", kind: .text(least: 0), usual: "low quality"), .seed,
            ], price: (0.1, "generations"), sound: .wav(rate: 48_000)),
        FalEndpoint(
            id: "fal-ai/stable-audio-25/text-to-audio", name: "Stable Audio 2.5", category: "text-to-audio",
            output: .seededSound,
            fields: [
                .prompt(), .integer("seconds_total", 1...190, usual: 190),
                .integer("num_inference_steps", 4...8, usual: 8), .number("guidance_scale", 1...25, usual: 1), .seed,
                .syncMode,
            ], price: (0.2, "generations")),
        FalEndpoint(
            id: "fal-ai/minimax-music/v2", name: "MiniMax Music 2", category: "text-to-audio", output: .sound,
            fields: [
                FalField(name: "prompt", kind: .text(least: 10), isRequired: true),
                FalField(name: "lyrics_prompt", kind: .text(least: 10), isRequired: true), .audioSetting,
            ], price: (0.03, "generations"), sound: .mp3(rate: 44_100)),
        FalEndpoint(
            id: "fal-ai/ace-step/prompt-to-audio", name: "ACE-Step", category: "text-to-audio", output: .song,
            fields: [
                .prompt(), .flag("instrumental", usual: false), .number("duration", 5...240, usual: 60),
                .integer("number_of_steps", 3...60, usual: 27), .number("guidance_scale", 0...200, usual: 15),
                .choice("scheduler", ["euler", "heun"], usual: "euler"),
                .choice("guidance_type", ["cfg", "apg", "cfg_star"], usual: "apg"), .seed,
            ], price: (0.0002, "seconds")),
        FalEndpoint(
            id: "fal-ai/elevenlabs/sound-effects/v2", name: "ElevenLabs Sound Effects", category: "text-to-audio",
            output: .sound,
            fields: [
                .spokenText, FalField(name: "duration_seconds", kind: .number(0.5...22), isNullable: true),
                .flag("loop", usual: false), .number("prompt_influence", 0...1, usual: 0.3),
                .choice(
                    "output_format",
                    [
                        "mp3_22050_32", "mp3_44100_32", "mp3_44100_64", "mp3_44100_96", "mp3_44100_128",
                        "mp3_44100_192",
                        "pcm_8000", "pcm_16000", "pcm_22050", "pcm_24000", "pcm_44100", "pcm_48000", "opus_48000_128",
                    ], usual: "mp3_44100_128"),
            ], price: (0.002, "seconds"), sound: .mp3(rate: 44_100)),
        FalEndpoint(
            id: "cassetteai/sound-effects-generator", name: "CassetteAI Sound Effects", category: "text-to-audio",
            output: .soundFile,
            fields: [.prompt(), FalField(name: "duration", kind: .integer(1...30), isRequired: true)],
            price: (0.01, "generations")),
    ]

    static let voices: [FalEndpoint] = [
        FalEndpoint(
            id: "fal-ai/kokoro/american-english", name: "Kokoro", category: "text-to-speech", output: .voice,
            fields: [
                FalField(name: "prompt", kind: .text(least: 0), usual: ""),
                .choice(
                    "voice",
                    [
                        "af_heart", "af_alloy", "af_aoede", "af_bella", "af_jessica", "af_kore", "af_nicole", "af_nova",
                        "af_river", "af_sarah", "af_sky", "am_adam", "am_echo", "am_eric", "am_fenrir", "am_liam",
                        "am_michael", "am_onyx", "am_puck", "am_santa",
                    ], usual: "af_heart"), .number("speed", 0.1...5, usual: 1),
            ], price: (0.02, "1000 characters"), sound: .wav(rate: 24_000)),
        FalEndpoint(
            id: "fal-ai/elevenlabs/tts/eleven-v3", name: "Eleven v3", category: "text-to-speech", output: .voice,
            fields: eleven, price: (0.1, "1000 characters"), sound: .mp3(rate: 44_100)),
        FalEndpoint(
            id: "fal-ai/elevenlabs/tts/turbo-v2.5", name: "Eleven Turbo v2.5", category: "text-to-speech",
            output: .voice,
            fields: eleven + [
                .number("similarity_boost", 0...1, usual: 0.75), .number("speed", 0.7...1.2, usual: 1),
                .number("style", 0...1, usual: 0),
            ], price: (0.05, "1000 characters"), sound: .mp3(rate: 44_100)),
        FalEndpoint(
            id: "fal-ai/minimax/speech-02-hd", name: "MiniMax Speech 02 HD", category: "text-to-speech",
            output: .timedVoice, fields: [.spokenText] + minimax, price: (0.1, "1000 characters"),
            sound: .mp3(rate: 32_000)),
        FalEndpoint(
            id: "fal-ai/minimax/speech-2.8-hd", name: "MiniMax Speech 2.8 HD", category: "text-to-speech",
            output: .timedVoice, fields: [.prompt()] + minimax, price: (0.1, "1000 characters"),
            sound: .mp3(rate: 32_000)),
        FalEndpoint(
            id: "fal-ai/chatterbox/text-to-speech", name: "Chatterbox", category: "text-to-speech", output: .voice,
            fields: [
                .spokenText, FalField(name: "audio_url", kind: .recording, isNullable: true),
                .number("exaggeration", 0...2, usual: 0.25), .number("cfg", 0...1, usual: 0.5),
                .number("temperature", 0.05...2, usual: 0.7), .seed,
            ], price: (0.025, "1000 characters"), sound: .wav(rate: 24_000)),
    ]

    static let writers: [FalEndpoint] = [
        FalEndpoint(
            id: "openrouter/router", name: "OpenRouter", category: "llm", output: .writing, fields: writing,
            price: (0.0, "tokens")),
        FalEndpoint(
            id: "openrouter/router/vision", name: "OpenRouter Vision", category: "vision", output: .writing,
            fields: [.pictures] + writing, price: (0.0, "tokens")),
    ]

    private static let eleven: [FalField] = [
        .spokenText, FalField(name: "voice", kind: .text(least: 1), usual: "Rachel"),
        .number("stability", 0...1, usual: 0.5),
        FalField(name: "language_code", kind: .text(least: 2), isNullable: true),
        .choice("apply_text_normalization", ["auto", "on", "off"], usual: "auto"), .flag("timestamps", usual: false),
    ]

    private static let minimax: [FalField] = [
        FalField(
            name: "voice_setting",
            kind: .settings([
                FalField(name: "voice_id", kind: .text(least: 1), usual: "Wise_Woman"),
                .number("speed", 0.5...2, usual: 1), .number("vol", 0...10, usual: 1),
                .integer("pitch", -12...12, usual: 0),
                FalField(
                    name: "emotion",
                    kind: .choice(["happy", "sad", "angry", "fearful", "disgusted", "surprised", "neutral"]),
                    isNullable: true),
                .flag("english_normalization", usual: false),
            ])),
        .audioSetting,
        FalField(
            name: "language_boost", kind: .choice(["Chinese", "English", "German", "French", "Spanish", "auto"]),
            isNullable: true),
        .choice("output_format", ["url", "hex"], usual: "hex"),
    ]

    private static let writing: [FalField] = [
        .prompt(),
        FalField(name: "model", kind: .text(least: 1), isRequired: true, about: "Name of the model to use."),
        FalField(name: "system_prompt", kind: .text(least: 0), isNullable: true), .flag("reasoning", usual: false),
        .number("temperature", 0...2, usual: 1),
        FalField(name: "max_tokens", kind: .integer(1...1_000_000), isNullable: true),
    ]
}
