/// Models that film. Ids and Veo's values from sheet D1; prices and the other values are illustrative.
extension OpenRouterCatalog {
    static let filmers: [OpenRouterModel] = [
        filmer(
            "google/veo-3.1-fast", "Google: Veo 3.1 Fast", "Google",
            veo(["duration_seconds_with_audio": "0.15", "duration_seconds": "0.1"])),
        filmer("google/veo-3.1", "Google: Veo 3.1", "Google", veo(["duration_seconds": "0.4"])),
        filmer(
            "google/veo-3.1-lite", "Google: Veo 3.1 Lite", "Google",
            veo(["duration_seconds_without_audio_720p": "0.03"])),
        filmer(
            "kwaivgi/kling-v3.0-pro", "Kling: Kling 3.0 Pro", "Kwai",
            OpenRouterVideoAbilities(
                resolutions: ["720p"], aspectRatios: ["16:9", "9:16", "1:1"], sizes: ["1280x720", "720x1280"],
                durations: [3, 4, 5, 10], frames: ["first_frame", "last_frame"],
                prices: [
                    "duration_seconds": "0.112", "duration_seconds_with_audio": "0.168",
                    "image_to_video_duration_seconds_1080p": "0.112",
                ], passthrough: ["negative_prompt", "cfg_scale"])),
        filmer(
            "bytedance/seedance-2.0", "ByteDance: Seedance 2.0", "Seed",
            OpenRouterVideoAbilities(
                resolutions: ["480p", "720p", "1080p"], aspectRatios: ["16:9", "9:16", "1:1", "4:3", "3:4", "21:9"],
                sizes: nil, durations: [4, 5, 6, 8, 10, 12, 15], frames: ["first_frame", "last_frame"],
                references: ["image_url", "audio_url", "video_url"], prices: ["video_tokens": "0.0000046"]),
            inputs: ["text", "image", "audio", "video"], isModerated: true),
        filmer(
            "minimax/hailuo-2.3", "MiniMax: Hailuo 2.3", "Minimax",
            OpenRouterVideoAbilities(
                resolutions: ["768p", "1080p"], durations: [6, 10], frames: ["first_frame"], makesSound: nil,
                takesSeed: nil, prices: ["cents_per_second_output": "8"])),
    ]

    private static func veo(_ prices: [String: String]) -> OpenRouterVideoAbilities {
        OpenRouterVideoAbilities(
            resolutions: ["720p", "1080p"], aspectRatios: ["16:9", "9:16"], durations: [4, 6, 8],
            frames: ["first_frame", "last_frame"], prices: prices, passthrough: ["negativePrompt", "personGeneration"],
            pollsRelatively: true)
    }

    private static func filmer(
        _ id: String, _ name: String, _ provider: String, _ videos: OpenRouterVideoAbilities,
        inputs: [String] = ["text", "image"], isModerated: Bool = false
    ) -> OpenRouterModel {
        OpenRouterModel(
            id: id, canonical: "\(id)-20260901", name: name, provider: provider, nativeStop: "completed",
            created: 1_788_220_800, contextLength: 0, inputs: inputs, outputs: ["video"], prices: ("0", "0", "0"),
            parameters: [], isModerated: isModerated, videos: videos)
    }
}
