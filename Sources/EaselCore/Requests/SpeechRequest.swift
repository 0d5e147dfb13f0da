/// A request for spoken words; the prompt is what is said.
public struct SpeechRequest: GenerationRequest {
    public static let modality = Modality.speech

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

extension SpeechRequest {
    public var voice: String? { parameters[.voice]?.string }
    public var language: String? { parameters[.language]?.string }
    /// 1 is the voice's own speed.
    public var speed: Double? { parameters[.speed]?.double }
}
