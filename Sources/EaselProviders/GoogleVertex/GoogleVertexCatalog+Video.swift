import EaselCore

/// Cards of video models, from wire sheet 3 and 10.3. The type of a duration is part of each card: `"8s"` for Omni, `8` for
/// Veo; the wrong one is a 400.
extension GoogleVertexCatalog {
    static let videoCards: [ModelCard] = [
        omni(
            "gemini-omni-1.1-flash", "Gemini Omni 1.1 Flash",
            "Clips of 3 to 10 seconds with sound, from text, pictures or a clip to change; the price is for 720p.",
            seconds: 3...10
        ).with { $0.price = Price([.second: 0.10]) },
        omni(
            "gemini-omni-1.2-flash", "Gemini Omni 1.2 Flash",
            "The newest Omni: clips of up to 15 seconds with sound, and speech that follows the prompt.",
            seconds: 3...15
        ).with { $0.limits.contextTokens = 1_048_576 },
        veo("veo-3.1-generate-001", "Veo 3.1", "Google's film model on Vertex AI, with sound; up to four clips.").with {
            $0.inputs = [first, last, references]
            $0.price = Price([.second: 0.40])
        },
        veo("veo-3.1-fast-generate-001", "Veo 3.1 Fast", "Veo at a quarter of the price and less waiting.").with {
            $0.inputs = [first, last, references]
            $0.price = Price([.second: 0.10])
        },
        veo("veo-3.1-lite-generate-001", "Veo 3.1 Lite", "The cheapest Veo; takes no reference pictures.").with {
            $0.inputs = [first, last]
            $0.price = Price([.second: 0.05])
        },
    ]

    private static let pictures: [MediaType] = [.png, .jpeg]

    // 20 MB is Veo's own limit for a picture (3.1).
    private static let first = InputSpec(
        .first, types: pictures, wire: "image", maximumBytes: 20 << 20, takesAddresses: true)
    private static let last = InputSpec(
        .last, types: pictures, wire: "lastFrame", maximumBytes: 20 << 20, takesAddresses: true)
    private static let references = InputSpec(
        .reference, types: pictures + [.mp4], maximumCount: 3, wire: "referenceImages", maximumBytes: 20 << 20,
        takesAddresses: true)

    private static func omni(
        _ id: ModelID, _ name: String, _ summary: String, seconds: ClosedRange<Int64>
    ) -> ModelCard {
        video(id, name, summary).with {
            $0.route = GoogleVertexRoute.interactions.rawValue
            $0.locations = ["global"]
            $0.parameters = [
                ParameterSpec(
                    .durationSeconds, "Duration",
                    kind: .choice(seconds.map { ParameterChoice(.integer($0), wire: .string("\($0)s")) }),
                    default: 10, wire: "duration"
                ).summary("Length of the clip in seconds."),
                ratio("aspect_ratio").summary("Left out, it follows the prompt or the pictures."),
                ParameterSpec(
                    .resolution, "Resolution", kind: .choices("360p", "720p", "1080p", "4k"), default: "720p",
                    wire: "resolution"
                ).summary("360p costs a third of 720p."),
                ParameterSpec(
                    "task", "Task",
                    kind: .choices(
                        "text_to_video", "image_to_video", "reference_to_video", "edit", "extend", "upscale"),
                    wire: "task"
                ).summary("What the files are for; left out, the model finds out."),
            ]
            $0.inputs = [
                InputSpec(.first, types: pictures + [.webp], maximumBytes: 20 << 20, takesAddresses: true),
                InputSpec(
                    .reference, types: pictures + [.webp, .mp4], maximumCount: 10,
                    maximumBytes: GoogleVertexClient.largestUpload, takesAddresses: true),
            ]
        }
    }

    private static func veo(_ id: ModelID, _ name: String, _ summary: String) -> ModelCard {
        video(id, name, summary).with {
            $0.route = GoogleVertexRoute.longRunning.rawValue
            $0.locations = ["us-central1"]
            $0.limits.rate = RateLimits(requestsPerMinute: 50)
            // Published as “or later”: it may answer still (0).
            $0.retirement = Retirement(date: "2026-11-17", successor: "gemini-omni-1.1-flash")
            $0.parameters = [
                ParameterSpec(
                    .durationSeconds, "Duration", kind: .choice([4, 6, 8].map { ParameterChoice(.integer($0)) }),
                    default: 8, wire: "durationSeconds"
                ).summary("Seconds; with reference pictures always 8."),
                ratio("aspectRatio"),
                ParameterSpec(
                    .resolution, "Resolution", kind: .choices("720p", "1080p"), default: "720p", wire: "resolution"),
                ParameterSpec(
                    .count, "Clips", kind: .integer(minimum: 1, maximum: 4, unit: nil), default: 1, wire: "sampleCount"),
                ParameterSpec(.generateAudio, "Sound", kind: .boolean, default: true, wire: "generateAudio"),
                ParameterSpec(.seed, "Seed", kind: .seed(maximum: Int64(UInt32.max)), wire: "seed")
                    .summary("The same seed tends to give the same clip."),
                ParameterSpec(
                    .negativePrompt, "Negative prompt", kind: .text(maximumLength: nil), wire: "negativePrompt"
                ).summary("What should not be in the clip."),
                ParameterSpec("enhancePrompt", "Rewrite the prompt", kind: .boolean, wire: "enhancePrompt"),
                ParameterSpec(
                    "personGeneration", "People", kind: .choices("allow_adult", "allow_all"), default: "allow_adult",
                    wire: "personGeneration"
                ).summary("allow_all needs Google's permission for the project."),
                ParameterSpec(
                    "compressionQuality", "Compression",
                    kind: .choice([
                        ParameterChoice("optimized", wire: "OPTIMIZED"), ParameterChoice("lossless", wire: "LOSSLESS"),
                    ]), wire: "compressionQuality"),
                ParameterSpec("resizeMode", "Fit of the picture", kind: .choices("crop", "pad"), wire: "resizeMode")
                    .summary("For a first frame of another shape."),
            ]
        }
    }

    private static func ratio(_ wireName: String) -> ParameterSpec {
        ParameterSpec(
            .aspectRatio, "Aspect ratio", kind: .choices("16:9", "9:16"), default: "16:9", wire: wireName)
    }

    private static func video(_ id: ModelID, _ name: String, _ summary: String) -> ModelCard {
        ModelCard(provider: GoogleVertexProvider.id, model: id, modality: .video, name: name, summary: summary)
    }
}
