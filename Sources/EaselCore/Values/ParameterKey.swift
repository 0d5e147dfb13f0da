/// The name of a parameter, as `--set` takes it and as a model card lists it.
///
/// The common names below mean the same for every provider; an adapter maps them to the wire. Any other key is a
/// provider's own name for something only its models have.
public struct ParameterKey: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }
    public init(stringLiteral value: String) { self.rawValue = value }

    public var description: String { rawValue }

    /// Ratio of width to height, written `16:9`.
    public static let aspectRatio: ParameterKey = "aspectRatio"
    /// A tier (`1K`, `2K`) or pixels (`1024x768`).
    public static let size: ParameterKey = "size"
    /// Lines of a video frame: `720p`, `1080p`.
    public static let resolution: ParameterKey = "resolution"
    /// How many results are wanted.
    public static let count: ParameterKey = "count"
    public static let seed: ParameterKey = "seed"
    public static let negativePrompt: ParameterKey = "negativePrompt"
    /// Length of a clip in seconds.
    public static let durationSeconds: ParameterKey = "durationSeconds"
    public static let generateAudio: ParameterKey = "generateAudio"
    public static let quality: ParameterKey = "quality"
    public static let style: ParameterKey = "style"
    /// Denoising steps.
    public static let steps: ParameterKey = "steps"
    public static let guidanceScale: ParameterKey = "guidanceScale"
    /// File format of the output: `png`, `mp3`, `wav`.
    public static let format: ParameterKey = "format"
    public static let voice: ParameterKey = "voice"
    public static let language: ParameterKey = "language"
    public static let speed: ParameterKey = "speed"
    public static let lyrics: ParameterKey = "lyrics"
    /// Instructions that stand above the conversation.
    public static let system: ParameterKey = "system"
    public static let temperature: ParameterKey = "temperature"
    public static let topP: ParameterKey = "topP"
    /// Upper bound on what is written, in tokens.
    public static let maxOutputTokens: ParameterKey = "maxOutputTokens"

    /// Every common name, in the order of product.md section 3.
    public static let common: [ParameterKey] = [
        .aspectRatio, .size, .resolution, .count, .seed, .negativePrompt, .durationSeconds, .generateAudio, .quality,
        .style, .steps, .guidanceScale, .format, .voice, .language, .speed, .lyrics, .system, .temperature, .topP,
        .maxOutputTokens,
    ]
}

extension ParameterKey: Codable, CodingKeyRepresentable {
    public init(from decoder: any Decoder) throws {
        self.rawValue = try decoder.singleValueContainer().decode(String.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}

/// Parameter values by key, exactly as a person set them; what was not set is absent.
public typealias ParameterValues = [ParameterKey: JSONValue]
