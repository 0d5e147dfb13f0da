/// A model that the Interactions API of the sandbox serves (sheet 10.2 to 10.4).
struct GoogleInteractionModel: Sendable {
    enum Output: String, Sendable {
        case video
        case audio
        case image
    }

    let id: String
    let output: Output
    /// Longest clip, or usual length of a piece of music, in seconds.
    var seconds = 0
    var pictures = 14
    var clips = 0
    /// Answers with `outputs` in place of `steps`, as before 2026-05-20 (sheet 4.2).
    var isLegacy = false

    static func named(_ id: String) -> GoogleInteractionModel? {
        all.first { $0.id == id || "models/\($0.id)" == id || "publishers/google/models/\($0.id)" == id }
    }

    private static let all = [
        GoogleInteractionModel(id: "gemini-omni-1.2-flash", output: .video, seconds: 15, pictures: 10, clips: 3),
        GoogleInteractionModel(id: "gemini-omni-1.1-flash", output: .video, seconds: 10, pictures: 10, clips: 3),
        GoogleInteractionModel(id: "lyria-3.5", output: .audio, seconds: 120, pictures: 10),
        GoogleInteractionModel(id: "lyria-3-pro-preview", output: .audio, seconds: 90, pictures: 10, isLegacy: true),
        GoogleInteractionModel(id: "lyria-3-clip-preview", output: .audio, seconds: 30, pictures: 10, isLegacy: true),
        GoogleInteractionModel(id: "gemini-nano-banana-2.1", output: .image),
        GoogleInteractionModel(id: "gemini-3-pro-image", output: .image),
        GoogleInteractionModel(id: "gemini-3.1-flash-image", output: .image),
        GoogleInteractionModel(id: "gemini-3.1-flash-lite-image", output: .image),
    ]
}
