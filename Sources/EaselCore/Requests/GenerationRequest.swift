/// What every request to a model has, whatever it makes.
///
/// A request is what an adapter sees: it was checked by the capability gate, so its values are among those that the
/// model's card allows, and a nil field was not asked for and must not be sent.
public protocol GenerationRequest: Sendable, Hashable {
    static var modality: Modality { get }
    var model: ModelID { get }
    var prompt: String { get }
    /// Files that go with the prompt, in the order given.
    var inputs: [MediaInput] { get }
    /// What the card says of each parameter that is set, for its wire name and wire type.
    var parameters: RequestParameters { get }
    /// What else the model's card says.
    var facts: ModelFacts { get }
}

extension GenerationRequest {
    /// The inputs that play one role.
    public func inputs(_ role: AttachmentRole) -> [MediaInput] { inputs.filter { $0.role == role } }
}
