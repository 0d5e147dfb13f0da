/// A request for text, answered as a stream.
public struct TextRequest: GenerationRequest {
    public static let modality = Modality.text

    public var model: ModelID
    public var prompt: String
    /// Earlier turns of the conversation, oldest first; the prompt is the newest user turn.
    public var conversation: [Turn]
    public var inputs: [MediaInput]
    public var parameters: RequestParameters
    public var facts = ModelFacts()

    /// One earlier turn.
    public struct Turn: Hashable, Sendable, Codable {
        public enum Speaker: String, Sendable, Codable { case user, assistant }
        public var speaker: Speaker
        public var text: String

        public init(speaker: Speaker, text: String) {
            self.speaker = speaker
            self.text = text
        }
    }

    public init(
        model: ModelID, prompt: String, conversation: [Turn] = [], inputs: [MediaInput] = [],
        parameters: RequestParameters = .init()
    ) {
        self.model = model
        self.prompt = prompt
        self.conversation = conversation
        self.inputs = inputs
        self.parameters = parameters
    }

    public var system: String? { parameters[.system]?.string }
    /// 0 is the most predictable; the upper end depends on the model.
    public var temperature: Double? { parameters[.temperature]?.double }
    public var topP: Double? { parameters[.topP]?.double }
    /// Upper bound on the answer, in tokens.
    public var maxOutputTokens: Int? { parameters[.maxOutputTokens]?.integer.map(Int.init) }
    public var seed: Int64? { parameters[.seed]?.integer }
}

extension TextRequest {
    /// The conversation and the prompt written out as one text, for models that take one turn only.
    public var transcript: String {
        guard !conversation.isEmpty else { return prompt }
        let turns = conversation.map { ($0.speaker == .user ? "User" : "Assistant", $0.text) }
        return (turns + [("User", prompt)]).map { "\($0.0): \($0.1)" }.joined(separator: "\n\n") + "\n\nAssistant:"
    }

    /// Says that the conversation went as one text.
    public var transcriptWarning: GenerationWarning {
        GenerationWarning(.adjusted, "\(model) takes one turn only; the conversation was written out in the prompt.")
    }
}
