/// A request for music or a sound effect.
public struct AudioRequest: GenerationRequest {
    public static let modality = Modality.audio

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

extension AudioRequest {
    /// Length in seconds.
    public var durationSeconds: Double? { parameters[.durationSeconds]?.double }
    public var lyrics: String? { parameters[.lyrics]?.string }
    public var seed: Int64? { parameters[.seed]?.integer }
}
