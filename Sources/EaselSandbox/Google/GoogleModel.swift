/// A model that `generateContent` of the sandbox serves (sheet 10.1, 10.2, 10.5).
struct GoogleModel: Sendable {
    enum Output: String, Sendable {
        case text = "TEXT"
        case image = "IMAGE"
        case audio = "AUDIO"
    }

    let id: String
    let output: Output
    var inputTokens = 1_048_576
    var outputTokens = 65_536
    /// Empty: everywhere on Vertex AI.
    var locations: [String] = []
    var ratios: [String] = []
    var sizes: [String] = []
    /// Levels of `thinkingLevel`; empty where the model knows a budget only.
    var levels: [String] = []
    /// Most input pictures; nil for no limit of its own.
    var pictures: Int?
    /// Speech is WAV and not headerless samples.
    var speaksWAV = false
    /// Not on Vertex AI, or on Vertex AI only.
    var surface: String?

    var resource: String { "models/\(id)" }

    /// A `-latest` name is an alias, which the version `v1` does not know (sheet 0).
    static func named(_ id: String, version: String) -> GoogleModel? {
        if let alias = aliases[id] { return version == "v1" ? nil : all.first { $0.id == alias } }
        return all.first { $0.id == id }
    }

    private static let aliases = [
        "gemini-flash-latest": "gemini-3.8-flash", "gemini-flash-lite-latest": "gemini-3.5-flash-lite",
        "gemini-pro-latest": "gemini-4-argon",
    ]

    private static let baseRatios = ["1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"]
    private static let wideRatios = baseRatios + ["1:4", "4:1", "1:8", "8:1"]
    private static let allLevels = ["MINIMAL", "LOW", "MEDIUM", "HIGH", "XHIGH"]

    static let all: [GoogleModel] =
        ["gemini-3.8-flash", "gemini-3.7-flash", "gemini-3.5-flash", "gemini-3.5-flash-lite", "gemini-3.1-flash-lite"]
        .map { GoogleModel(id: $0, output: .text, levels: allLevels) } + [
            GoogleModel(id: "gemini-4-argon", output: .text, outputTokens: 1_048_576, levels: allLevels),
            GoogleModel(id: "gemini-3.1-pro-preview", output: .text, levels: allLevels),
            GoogleModel(id: "gemini-2.5-pro", output: .text, outputTokens: 65_535),
            GoogleModel(id: "gemini-2.5-flash", output: .text, outputTokens: 65_535),
            GoogleModel(
                id: "gemini-nano-banana-2.1", output: .image, inputTokens: 131_072, outputTokens: 32_768,
                locations: ["global"], ratios: wideRatios + ["9:21"], sizes: ["1K", "2K", "4K"],
                levels: ["MINIMAL", "MEDIUM", "HIGH"], pictures: 14),
            GoogleModel(
                id: "gemini-3-pro-image", output: .image, inputTokens: 65_536, outputTokens: 32_768,
                locations: ["global"], ratios: baseRatios, sizes: ["1K", "2K", "4K"], pictures: 14),
            GoogleModel(
                id: "gemini-3.1-flash-image", output: .image, inputTokens: 131_072, outputTokens: 32_768,
                locations: ["global"], ratios: wideRatios, sizes: ["512", "1K", "2K", "4K"],
                levels: ["MINIMAL", "HIGH"], pictures: 14),
            GoogleModel(
                id: "gemini-3.1-flash-lite-image", output: .image, inputTokens: 65_536, outputTokens: 4_096,
                locations: ["global"], ratios: wideRatios, sizes: ["1K"], pictures: 14),
            GoogleModel(
                id: "gemini-3.8-flash-tts", output: .audio, inputTokens: 8_192, outputTokens: 16_384,
                locations: ["global", "us", "eu"], speaksWAV: true),
            GoogleModel(
                id: "gemini-3.8-flash-lite-tts", output: .audio, inputTokens: 8_192, outputTokens: 16_384,
                locations: ["global", "us", "eu"], speaksWAV: true),
            GoogleModel(
                id: "gemini-3.1-flash-tts-preview", output: .audio, inputTokens: 8_192, outputTokens: 16_384,
                surface: "gemini"),
            GoogleModel(
                id: "gemini-2.5-flash-tts", output: .audio, inputTokens: 8_192, outputTokens: 16_384,
                locations: ["global"], surface: "vertex"),
        ]
}
