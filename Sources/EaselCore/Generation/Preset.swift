/// Choices that a person keeps under a name: who makes it, and how. The prompt is never part of it.
public struct Preset: Hashable, Sendable {
    public var name: String
    public var modality: Modality
    /// Nil leaves the choice to whoever is chosen at the time.
    public var target: ModelReference?
    /// As typed; what a value means is for the model's parameters to say, as with `--set`.
    public var values: [ParameterKey: String]

    public init(name: String, modality: Modality, target: ModelReference? = nil, values: [ParameterKey: String] = [:]) {
        self.name = name
        self.modality = modality
        self.target = target
        self.values = values
    }
}
