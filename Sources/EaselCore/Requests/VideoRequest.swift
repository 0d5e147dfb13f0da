/// A request for a video clip, from text alone or from frames.
public struct VideoRequest: GenerationRequest {
    public static let modality = Modality.video

    public var model: ModelID
    public var prompt: String
    public var inputs: [MediaInput]
    public var parameters: RequestParameters

    public init(model: ModelID, prompt: String, inputs: [MediaInput] = [], parameters: RequestParameters = .init()) {
        self.model = model
        self.prompt = prompt
        self.inputs = inputs
        self.parameters = parameters
    }
}

extension VideoRequest {
    public var aspectRatio: String? { parameters[.aspectRatio]?.string }
    /// Length of the clip in seconds.
    public var durationSeconds: Double? { parameters[.durationSeconds]?.double }
    public var resolution: String? { parameters[.resolution]?.string }
    public var seed: Int64? { parameters[.seed]?.integer }
}
