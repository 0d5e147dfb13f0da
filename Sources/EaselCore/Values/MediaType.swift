/// A media type such as `image/png`, lower case and without parameters.
public struct MediaType: RawRepresentable, Hashable, Sendable, Codable, ExpressibleByStringLiteral,
    CustomStringConvertible
{
    public let rawValue: String

    /// Keeps what stands before the first `;`, trimmed and lower-cased: `Image/PNG; q=1` becomes `image/png`.
    public init(rawValue: String) {
        let essence = rawValue.prefix { $0 != ";" }
        self.rawValue = essence.filter { !$0.isWhitespace }.lowercased()
    }

    public init(stringLiteral value: String) { self.init(rawValue: value) }

    public static let png: MediaType = "image/png"
    public static let jpeg: MediaType = "image/jpeg"
    public static let webp: MediaType = "image/webp"
    public static let gif: MediaType = "image/gif"
    public static let svg: MediaType = "image/svg+xml"
    public static let mp4: MediaType = "video/mp4"
    public static let webm: MediaType = "video/webm"
    public static let quickTime: MediaType = "video/quicktime"
    public static let mp3: MediaType = "audio/mpeg"
    public static let wav: MediaType = "audio/wav"
    public static let flac: MediaType = "audio/flac"
    public static let ogg: MediaType = "audio/ogg"
    public static let plainText: MediaType = "text/plain"
    public static let binary: MediaType = "application/octet-stream"

    /// The part before the slash: `image`, `video`, `audio`, `text`.
    public var family: String { String(rawValue.prefix { $0 != "/" }) }

    /// The customary file extension without the dot; `bin` where none is known.
    public var fileExtension: String { Self.extensions[self] ?? "bin" }

    /// The type that a file name's extension stands for, nil where it is not one that Easel handles.
    public init?(fileExtension: String) {
        let wanted = fileExtension.lowercased()
        let aliases = ["jpeg": "jpg", "oga": "ogg", "opus": "ogg", "m4v": "mp4", "text": "txt"]
        let canonical = aliases[wanted] ?? wanted
        guard let match = Self.extensions.first(where: { $0.value == canonical })?.key else { return nil }
        self = match
    }

    private static let extensions: [MediaType: String] = [
        .png: "png", .jpeg: "jpg", .webp: "webp", .gif: "gif", .svg: "svg", .mp4: "mp4", .webm: "webm",
        .quickTime: "mov", .mp3: "mp3", .wav: "wav", .flac: "flac", .ogg: "ogg", .plainText: "txt",
        "image/avif": "avif", "audio/mp4": "m4a", "audio/aac": "aac", "audio/pcm": "pcm", "application/json": "json",
        "application/pdf": "pdf", "text/markdown": "md",
    ]

    public var description: String { rawValue }
}
