import EaselCore

/// Cards of video models, from wire sheet B13.
extension ReplicateCatalog {
    static let videoCards: [ModelCard] = [
        card(.video, "google/veo-3.1-fast", "Veo 3.1 Fast", "Google's video model at lower cost, with sound.").with {
            $0.parameters = veo
            $0.inputs = [files(.first, "image"), files(.last, "last_frame")]
        },
        card(.video, "google/veo-3.1", "Veo 3.1", "Google's video model with sound, frames and reference pictures.")
            .with {
                $0.parameters = veo
                $0.inputs = [
                    files(.first, "image"), files(.last, "last_frame"),
                    files(.reference, "reference_images[]", count: 3),
                ]
            },
        card(
            .video, "kwaivgi/kling-v2.5-turbo-pro", "Kling 2.5 Turbo Pro", "Fluent motion and camera work, silent."
        ).with {
            $0.parameters = parameters(
                duration(5, 10, default: 5), ratio("16:9 9:16 1:1", default: "16:9"), negativePrompt)
            $0.inputs = [files(.first, "start_image")]
        },
        card(.video, "kwaivgi/kling-v2.1", "Kling 2.1", "Sets a picture in motion.").with {
            $0.parameters = parameters(
                duration(5, 10, default: 5),
                words("mode", "Mode", ["standard", "pro"], default: "standard", wire: "mode"),
                negativePrompt)
            $0.inputs = [files(.first, "start_image", required: true), files(.last, "end_image")]
        },
        card(.video, "minimax/hailuo-02", "Hailuo 02", "Physics and motion; from text or frames.").with {
            $0.parameters = parameters(
                duration(6, 10, default: 6).summary("10 seconds only up to 768p."),
                resolution("512p", "768p", "1080p", default: "1080p"), optimizer)
            $0.inputs = [files(.first, "first_frame_image"), files(.last, "last_frame_image")]
        },
        card(.video, "minimax/hailuo-2.3", "Hailuo 2.3", "Expressive people; from text or a picture.").with {
            $0.parameters = parameters(
                duration(6, 10, default: 6).summary("1080p is 6 seconds only."),
                resolution("768p", "1080p", default: "768p"), optimizer)
            $0.inputs = [files(.first, "first_frame_image")]
        },
        card(.video, "wan-video/wan-2.5-i2v", "Wan 2.5 from a picture", "Sets a picture in motion, with sound.").with {
            $0.parameters = parameters(
                duration(5, 10, default: 5), resolution("480p", "720p", "1080p", default: "720p"), negativePrompt, seed,
                flag("enable_prompt_expansion", "Prompt expansion", default: true))
            $0.inputs = [files(.first, "image", required: true)]
        },
    ]

    private static let veo = parameters(
        duration(4, 6, 8, default: 8), ratio("16:9 9:16", default: "16:9"),
        resolution("720p", "1080p", default: "1080p"),
        ParameterSpec(.generateAudio, "Sound", kind: .boolean, default: true, wire: "generate_audio"), negativePrompt,
        seed)

    private static let optimizer = flag("prompt_optimizer", "Prompt rewriting", default: true)
}
