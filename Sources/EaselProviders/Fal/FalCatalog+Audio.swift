import EaselCore

/// Cards of models for music and sound effects, from wire sheet A19.
extension FalCatalog {
    static let audioCards: [ModelCard] = [
        audio("fal-ai/lyria2", "Lyria 2", "Google's music model: instrumental pieces of half a minute.").with {
            $0.parameters = [negativePrompt, seed]
        },
        audio(
            "fal-ai/stable-audio-25/text-to-audio", "Stable Audio 2.5", "Music and sound up to three minutes, quickly."
        ).with {
            $0.parameters = [
                seconds("seconds_total", .integer(minimum: 1, maximum: 190, unit: "seconds"), default: 190), seed,
                steps(8, default: 8), guidance(1, 25, default: 1),
            ]
        },
        audio("fal-ai/minimax-music/v2", "MiniMax Music 2", "Songs with a voice that sings your lyrics.").with {
            $0.parameters = [
                ParameterSpec(.lyrics, "Lyrics", kind: .text(maximumLength: 3000), wire: "lyrics_prompt")
                    .summary("10 to 3000 characters; [Verse] and [Chorus] mark the parts.").required,
                format("mp3", "pcm", "flac", wire: "audio_setting.format"),
            ]
            $0.limits.promptCharacters = 300
        },
        audio(
            "fal-ai/ace-step/prompt-to-audio", "ACE-Step", "Open song model; writes lyrics from the prompt, or none."
        ).with {
            $0.parameters = [
                seconds("duration", .number(minimum: 5, maximum: 240, unit: "seconds"), default: 60),
                own("instrumental", "Instrumental", kind: .boolean), seed,
                ParameterSpec(
                    .steps, "Steps", kind: .integer(minimum: 3, maximum: 60, unit: nil), default: 27,
                    wire: "number_of_steps"), guidance(0, 200, default: 15),
                own("scheduler", "Scheduler", kind: .choices("euler", "heun"), default: "euler"),
                own("guidance_type", "Guidance type", kind: .choices("cfg", "apg", "cfg_star"), default: "apg"),
            ]
        },
        audio(
            "fal-ai/elevenlabs/sound-effects/v2", "ElevenLabs sound effects", "Sound effects of up to 22 seconds."
        ).with {
            $0.parameters = [
                seconds("duration_seconds", .number(minimum: 0.5, maximum: 22, unit: "seconds"), default: nil),
                own("loop", "Loop", kind: .boolean).summary("Ends so that it can start again without a seam."),
                own(
                    "prompt_influence", "Prompt weight", kind: .number(minimum: 0, maximum: 1, unit: nil), default: 0.3),
                format("mp3_22050_32", "mp3_44100_64", "mp3_44100_128", "mp3_44100_192", "opus_48000_128"),
            ]
            $0.route = "text"
        },
        audio("cassetteai/sound-effects-generator", "CassetteAI effects", "Sound effects of up to half a minute.").with
        {
            $0.parameters = [
                seconds("duration", .integer(minimum: 1, maximum: 30, unit: "seconds"), default: nil).required
            ]
        },
    ]

    private static func audio(_ id: ModelID, _ name: String, _ summary: String) -> ModelCard {
        ModelCard(provider: FalProvider.id, model: id, modality: .audio, name: name, summary: summary)
    }

    private static func seconds(_ wire: String, _ kind: ParameterKind, default usual: JSONValue?) -> ParameterSpec {
        ParameterSpec(.durationSeconds, "Duration", kind: kind, default: usual, wire: wire)
            .summary("Length of the sound in seconds.")
    }
}

extension ParameterSpec {
    /// The same spec, without which the provider refuses a request.
    fileprivate var required: ParameterSpec {
        var copy = self
        copy.isRequired = true
        return copy
    }
}
