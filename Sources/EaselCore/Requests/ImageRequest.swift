/// A request for one or more pictures, or for an edit when inputs are given.
public struct ImageRequest: GenerationRequest {
    public static let modality = Modality.image

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

extension ImageRequest {
    public var aspectRatio: String? { parameters[.aspectRatio]?.string }
    /// A tier (`2K`) or pixels (`1024x768`).
    public var size: String? { parameters[.size]?.string }
    public var count: Int? { parameters[.count]?.integer.map(Int.init) }
    public var seed: Int64? { parameters[.seed]?.integer }
}
