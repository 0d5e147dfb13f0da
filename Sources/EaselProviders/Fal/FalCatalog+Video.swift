import EaselCore

/// Cards of video models, from wire sheet A19. The JSON type of `duration` is part of each card: `"8s"`, `"5"` or `6`; the
/// wrong one is a 422.
extension FalCatalog {
    static let videoCards: [ModelCard] = [
        video("fal-ai/veo3.1", "Veo 3.1", "Google's video model, with sound; up to 4K.").with {
            $0.parameters = veo(ratios: ["16:9", "9:16"])
        },
        video("fal-ai/veo3.1/fast", "Veo 3.1 Fast", "Veo at lower cost and waiting time, with sound.").with {
            $0.parameters = veo(ratios: ["16:9", "9:16"])
        },
        video("fal-ai/veo3.1/image-to-video", "Veo 3.1 from a picture", "Sets a picture in motion, with sound.").with {
            $0.parameters = veo(ratios: ["auto", "16:9", "9:16"])
            $0.inputs = [file(.first, "image_url")]
        },
        video(
            "fal-ai/kling-video/v2.5-turbo/pro/text-to-video", "Kling 2.5 Turbo Pro",
            "Fluent motion and camera work, silent."
        ).with {
            $0.parameters = [
                duration([5, 10], default: 5) { .string("\($0)") }, ratio(["16:9", "9:16", "1:1"], default: "16:9"),
                negativePrompt,
                promptWeight,
            ]
        },
        video(
            "fal-ai/veo3.1/first-last-frame-to-video", "Veo 3.1 from frame to frame",
            "Fills in the motion between a first and a last picture, with sound."
        ).with {
            $0.parameters = veo(ratios: ["auto", "16:9", "9:16"])
            $0.inputs = [file(.first, "first_frame_url"), file(.last, "last_frame_url")]
        },
        video(
            "fal-ai/kling-video/v2.5-turbo/pro/image-to-video", "Kling 2.5 Turbo Pro from a picture",
            "Sets a picture in motion, silent; a last frame is optional."
        ).with {
            $0.parameters = [duration([5, 10], default: 5) { .string("\($0)") }, negativePrompt, promptWeight]
            $0.inputs = [file(.first, "image_url"), file(.last, "tail_image_url", isRequired: false)]
        },
        video(
            "bytedance/seedance-2.0/image-to-video", "Seedance 2.0 from a picture",
            "Sets a picture in motion with sound, 4 to 15 seconds; a last frame is optional."
        ).with {
            $0.parameters = seedance
            $0.inputs = [
                file(.first, "image_url", maximumBytes: 30_000_000),
                file(.last, "end_image_url", isRequired: false, maximumBytes: 30_000_000),
            ]
        },
        video("fal-ai/wan/v2.7/text-to-video", "Wan 2.7", "Open model, clips of 2 to 15 seconds.").with {
            $0.parameters = [
                ParameterSpec(
                    .durationSeconds, "Duration", kind: .integer(minimum: 2, maximum: 15, unit: "seconds"),
                    wire: "duration"),
                resolution("720p", "1080p", default: "1080p"),
                ratio(["16:9", "9:16", "1:1", "4:3", "3:4"], default: nil), negativePrompt,
                seed,
                ParameterSpec(
                    "enable_prompt_expansion", "Prompt expansion", kind: .boolean, wire: "enable_prompt_expansion"
                )
                .summary("Lets a model write the prompt out before the video model sees it."),
            ]
        },
        video("fal-ai/ltx-2.3/text-to-video", "LTX 2.3", "Quick and open, with sound; up to 2160p.").with {
            $0.parameters = [
                duration([6, 8, 10], default: 6) { .integer($0) },
                resolution("1080p", "1440p", "2160p", default: "1080p"),
                ratio(["16:9", "9:16"], default: "16:9"), generateAudio,
                ParameterSpec(
                    "fps", "Frames a second", kind: .choice([24, 25, 48, 50].map { ParameterChoice(.integer($0)) }),
                    default: 25, wire: "fps"),
            ]
        },
        video(
            "bytedance/seedance-2.0/text-to-video", "Seedance 2.0",
            "ByteDance's video model with sound, 4 to 15 seconds."
        ).with {
            $0.parameters = seedance
        },
    ]

    private static func video(_ id: ModelID, _ name: String, _ summary: String) -> ModelCard {
        ModelCard(provider: FalProvider.id, model: id, modality: .video, name: name, summary: summary)
    }

    private static let seedance = [
        duration(Array(4...15), default: nil) { .string("\($0)") },
        resolution("480p", "720p", "1080p", "4k", default: nil),
        ratio(["auto", "21:9", "16:9", "4:3", "1:1", "3:4", "9:16"], default: "auto"), generateAudio,
    ]

    private static let promptWeight = ParameterSpec(
        .guidanceScale, "Guidance", kind: .number(minimum: 0, maximum: 1, unit: nil), default: 0.5, wire: "cfg_scale"
    ).summary("How closely the clip keeps to the prompt.")

    private static func veo(ratios: [String]) -> [ParameterSpec] {
        [
            duration([4, 6, 8], default: 8) { .string("\($0)s") }, ratio(ratios, default: .string(ratios[0])),
            resolution("720p", "1080p", "4k", default: "720p"), generateAudio, negativePrompt, seed,
            ParameterSpec("auto_fix", "Fix the prompt", kind: .boolean, wire: "auto_fix")
                .summary("Rewrites a prompt that the safety system would refuse."),
            tolerance(6),
        ]
    }

    private static func duration(_ seconds: [Int64], default usual: JSONValue?, wire: (Int64) -> JSONValue)
        -> ParameterSpec
    {
        ParameterSpec(
            .durationSeconds, "Duration", kind: .choice(seconds.map { ParameterChoice(.integer($0), wire: wire($0)) }),
            default: usual, wire: "duration"
        ).summary("Length of the clip in seconds.")
    }

    private static func resolution(_ words: String..., default usual: JSONValue?) -> ParameterSpec {
        ParameterSpec(
            .resolution, "Resolution", kind: .choice(words.map { ParameterChoice(.string($0)) }), default: usual,
            wire: "resolution")
    }

    private static let generateAudio = ParameterSpec(
        .generateAudio, "Sound", kind: .boolean, default: true, wire: "generate_audio")
}
