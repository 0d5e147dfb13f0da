import EaselCore

/// Video models, from wire sheet D1 and A6.
extension OpenRouterCatalog {
    static let videoCards: [ModelCard] = [
        veo("google/veo-3.1-fast", "Veo 3.1 Fast", "Google's quicker film model, with sound."),
        veo("google/veo-3.1", "Veo 3.1", "Google's best film model, with sound."),
        veo("google/veo-3.1-lite", "Veo 3.1 Lite", "Google's cheapest film model."),
        video("kwaivgi/kling-v3.0-pro", "Kling 3.0 Pro", "Steady camera moves and people; 3 to 10 seconds.").with {
            $0.parameters = [
                duration([3, 4, 5, 10]), choice(.resolution, "Resolution", ["720p"], wire: "resolution"),
                aspectRatio(["16:9", "9:16", "1:1"]), soundTrack, seed,
            ]
            $0.parameters += videoEnding
            $0.inputs = [frame(.first), frame(.last)]
        },
        video(
            "bytedance/seedance-2.0", "Seedance 2.0",
            "Takes pictures, clips and sounds as references; the provider checks the values."
        ).with {
            $0.parameters = [
                ParameterSpec(
                    .durationSeconds, "Duration", kind: .integer(minimum: 1, maximum: nil, unit: "seconds"),
                    wire: "duration"),
                choice(.resolution, "Resolution", ["480p", "720p", "1080p"], wire: "resolution"),
                aspectRatio(["16:9", "9:16", "1:1", "4:3", "3:4", "21:9"]), soundTrack, seed,
            ]
            $0.parameters += videoEnding
            $0.inputs = [
                frame(.first), frame(.last),
                InputSpec(
                    .reference, types: types(of: ["image", "audio", "video"]), maximumCount: 12, takesAddresses: true),
            ]
        },
    ]

    private static func veo(_ id: ModelID, _ name: String, _ summary: String) -> ModelCard {
        video(id, name, summary).with {
            $0.parameters = [
                duration([4, 6, 8]), choice(.resolution, "Resolution", ["720p", "1080p"], wire: "resolution"),
                aspectRatio(["16:9", "9:16"]), soundTrack, seed,
            ]
            $0.parameters += videoEnding
            $0.inputs = [frame(.first), frame(.last)]
        }
    }

    private static func video(_ id: ModelID, _ name: String, _ summary: String) -> ModelCard {
        ModelCard(provider: OpenRouterProvider.id, model: id, modality: .video, name: name, summary: summary)
    }
}
