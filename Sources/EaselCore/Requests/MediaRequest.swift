/// A request for media. One shape for all kinds; the kind keeps a request for a picture from a service for speech.
public struct MediaRequest<Kind: MediaKind>: GenerationRequest {
    public static var modality: Modality { Kind.modality }

    public var model: ModelID
    public var prompt: String
    public var inputs: [MediaInput]
    public var parameters: RequestParameters
    public var facts = ModelFacts()

    public init(
        model: ModelID, prompt: String, inputs: [MediaInput] = [], parameters: RequestParameters = .init()
    ) {
        self.model = model
        self.prompt = prompt
        self.inputs = inputs
        self.parameters = parameters
    }

    public var aspectRatio: String? { parameters[.aspectRatio]?.string }
    public var seed: Int64? { parameters[.seed]?.integer }
    /// Length of a clip or a piece of sound, in seconds.
    public var durationSeconds: Double? { parameters[.durationSeconds]?.double }
}

/// Which kind of media a request is for.
public protocol MediaKind: Sendable, Hashable {
    static var modality: Modality { get }
}

/// Pictures.
public enum ImageKind: MediaKind { public static let modality = Modality.image }
/// Clips.
public enum VideoKind: MediaKind { public static let modality = Modality.video }
/// Music and sound effects.
public enum AudioKind: MediaKind { public static let modality = Modality.audio }
/// Spoken words.
public enum SpeechKind: MediaKind { public static let modality = Modality.speech }

/// A request for one or more pictures, or for an edit when inputs are given.
public typealias ImageRequest = MediaRequest<ImageKind>
/// A request for a video clip, from text alone or from frames.
public typealias VideoRequest = MediaRequest<VideoKind>
/// A request for music or a sound effect.
public typealias AudioRequest = MediaRequest<AudioKind>
/// A request for spoken words; the prompt is what is said.
public typealias SpeechRequest = MediaRequest<SpeechKind>

extension MediaRequest<ImageKind> {
    /// A tier (`2K`) or pixels (`1024x768`).
    public var size: String? { parameters[.size]?.string }
    public var count: Int? { parameters[.count]?.integer.map(Int.init) }
}

extension MediaRequest<VideoKind> {
    /// Lines of a frame: `720p`.
    public var resolution: String? { parameters[.resolution]?.string }
}

extension MediaRequest<AudioKind> {
    public var lyrics: String? { parameters[.lyrics]?.string }
}

extension MediaRequest<SpeechKind> {
    public var voice: String? { parameters[.voice]?.string }
    public var language: String? { parameters[.language]?.string }
    /// 1 is the voice's own speed.
    public var speed: Double? { parameters[.speed]?.double }
}
