extension ReplicateModelTable {
    static let clips: [ReplicateModel] = [
        veo("veo-3", []), veo("veo-3-fast", []),
        veo(
            "veo-3.1",
            [ReplicateField("last_frame", .file), ReplicateField("reference_images", .files(maximum: 3), default: [])]),
        veo("veo-3.1-fast", [ReplicateField("last_frame", .file)]),
        ReplicateModel(
            owner: "kwaivgi", name: "kling-v2.1", summary: "Image to video in 720p and 1080p", output: .clip,
            fields: [
                .prompt, ReplicateField("start_image", .file, required: true), ReplicateField("end_image", .file),
                .words("mode", "standard pro", default: "standard"), .numbers("duration", [5, 10], default: 5),
                .negative,
            ]),
        ReplicateModel(
            owner: "kwaivgi", name: "kling-v2.5-turbo-pro", summary: "Text and image to video", output: .clip,
            fields: [
                .prompt, ReplicateField("start_image", .file), ReplicateField("image", .file, "Deprecated"),
                .words("aspect_ratio", "16:9 9:16 1:1", default: "16:9"), .numbers("duration", [5, 10], default: 5),
                .negative,
            ]),
        ReplicateModel(
            owner: "minimax", name: "hailuo-02", summary: "Text and image to video", output: .clip,
            fields: [
                .prompt, ReplicateField("first_frame_image", .file), ReplicateField("last_frame_image", .file),
                .numbers("duration", [6, 10], default: 6), .words("resolution", "512p 768p 1080p", default: "1080p"),
                ReplicateField("prompt_optimizer", .flag, default: true),
            ]),
        ReplicateModel(
            owner: "minimax", name: "hailuo-2.3", summary: "Text and image to video", output: .clip,
            fields: [
                .prompt, ReplicateField("first_frame_image", .file), .numbers("duration", [6, 10], default: 6),
                .words("resolution", "768p 1080p", default: "768p"),
                ReplicateField("prompt_optimizer", .flag, default: true),
            ]),
        ReplicateModel(
            owner: "wan-video", name: "wan-2.5-i2v", summary: "Image to video with audio", output: .clip,
            fields: [
                .prompt, ReplicateField("image", .file, required: true), ReplicateField("audio", .file),
                .numbers("duration", [5, 10], default: 5), .words("resolution", "480p 720p 1080p", default: "720p"),
                .negative, ReplicateField("enable_prompt_expansion", .flag, default: true), .seed,
            ]),
    ]

    private static func veo(_ name: String, _ further: [ReplicateField]) -> ReplicateModel {
        ReplicateModel(
            owner: "google", name: name, summary: "Google's \(name), with sound", output: .clip,
            fields: [
                .prompt, .words("aspect_ratio", "16:9 9:16", default: "16:9"),
                .numbers("duration", [4, 6, 8], default: 8), ReplicateField("image", .file),
                .words("resolution", "720p 1080p", default: "1080p"),
                ReplicateField("generate_audio", .flag, default: true), .negative, .seed,
            ] + further)
    }

    static let sounds: [ReplicateModel] = [
        ReplicateModel(
            owner: "google", name: "lyria-2", summary: "48kHz stereo audio from text prompts", output: .tune,
            fields: [.prompt, .negative, .seed]),
        song("music-1.5", prompt: 300, lyrics: 600), song("music-2.5", prompt: 2000, lyrics: 3500),
        ReplicateModel(
            owner: "meta", name: "musicgen", summary: "Generate music from a prompt or melody", output: .tune,
            fields: [
                ReplicateField("prompt", .text(maximum: nil)), ReplicateField("input_audio", .file),
                .words(
                    "model_version", "stereo-melody-large stereo-large melody-large large",
                    default: "stereo-melody-large"),
                ReplicateField("duration", .integer(1, 300), default: 8),
                ReplicateField("continuation", .flag, default: false),
                ReplicateField("top_k", .integer(nil, nil), default: 250),
                ReplicateField("top_p", .number(0, 1), default: 0),
                ReplicateField("temperature", .number(0, 10), default: 1),
                ReplicateField("classifier_free_guidance", .integer(nil, nil), default: 3),
                .words("output_format", "wav mp3", default: "wav"), .seed,
            ], isOfficial: false),
        ReplicateModel(
            owner: "ryan5453", name: "demucs", summary: "Separate a song into its stems", output: .stems,
            fields: [
                ReplicateField("audio", .file, required: true, "Upload the audio file to be processed here"),
                .words("output_format", "mp3 wav", default: "mp3"),
            ], isOfficial: false),
        speech("speech-02-turbo"), speech("speech-02-hd"), speech("speech-2.8-turbo"),
        ReplicateModel(
            owner: "resemble-ai", name: "chatterbox-turbo", summary: "Fast, natural text to speech", output: .voice,
            fields: [
                ReplicateField("text", .text(maximum: 500), required: true),
                ReplicateField("voice", .text(maximum: nil), default: "Andy"), ReplicateField("reference_audio", .file),
                ReplicateField("temperature", .number(0.05, 2), default: 0.8),
                ReplicateField("top_p", .number(0, 1), default: 0.95),
                ReplicateField("top_k", .integer(1, 2000), default: 1000),
                ReplicateField("repetition_penalty", .number(1, 2), default: 1.2), .seed,
            ]),
        ReplicateModel(
            owner: "jaaari", name: "kokoro-82m", summary: "Kokoro v1.0, text to speech", output: .voice,
            fields: [
                ReplicateField("text", .text(maximum: nil), required: true),
                .words("voice", "af_alloy af_bella af_nicole am_adam bf_emma bm_george", default: "af_bella"),
                ReplicateField("speed", .number(0.1, 5), default: 1),
            ], isOfficial: false),
    ]

    private static func song(_ name: String, prompt: Int, lyrics: Int) -> ReplicateModel {
        ReplicateModel(
            owner: "minimax", name: name, summary: "Full songs from lyrics", output: .tune,
            fields: [
                ReplicateField("lyrics", .text(maximum: lyrics), required: true),
                ReplicateField("prompt", .text(maximum: prompt), required: name == "music-1.5"),
                .numbers("sample_rate", [16_000, 24_000, 32_000, 44_100], default: 44_100),
                .numbers("bitrate", [32_000, 64_000, 128_000, 256_000], default: 256_000),
                .words("audio_format", "mp3 wav pcm", default: "mp3"),
            ])
    }

    private static func speech(_ name: String) -> ReplicateModel {
        ReplicateModel(
            owner: "minimax", name: name, summary: "Text to speech with emotion", output: .voice,
            fields: [
                ReplicateField("text", .text(maximum: 10_000), required: true),
                ReplicateField("voice_id", .text(maximum: nil), default: "Wise_Woman"),
                ReplicateField("speed", .number(0.5, 2), default: 1),
                ReplicateField("volume", .number(0, 10), default: 1),
                ReplicateField("pitch", .integer(-12, 12), default: 0),
                .words(
                    "emotion", "auto happy sad angry fearful disgusted surprised calm fluent neutral", default: "auto"),
                ReplicateField("language_boost", .text(maximum: nil), default: "None"),
                ReplicateField("english_normalization", .flag, default: false),
                .numbers("sample_rate", [8_000, 16_000, 22_050, 24_000, 32_000, 44_100], default: 32_000),
                .numbers("bitrate", [32_000, 64_000, 128_000, 256_000], default: 128_000),
                .words("audio_format", "mp3 wav flac pcm", default: "mp3"),
                .words("channel", "mono stereo", default: "mono"),
                ReplicateField("subtitle_enable", .flag, default: false),
            ])
    }
}
