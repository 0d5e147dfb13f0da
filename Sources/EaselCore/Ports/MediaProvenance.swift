/// Where a result comes from: what the note beside its file remembers of it.
public struct MediaProvenance: Hashable, Sendable {
    public var provider: ProviderID
    public var model: ModelID
    public var modality: Modality
    /// What was set, as in the draft.
    public var parameters: ParameterValues
    public var attachments: [Attachment]
    /// The seed that the provider used, or that was asked for.
    public var seed: Int64?
    public var warnings: [GenerationWarning]
    public var usage: Usage?
    /// No real model answered.
    public var isSandbox: Bool

    public init(
        provider: ProviderID, model: ModelID, modality: Modality, parameters: ParameterValues = [:], seed: Int64? = nil
    ) {
        self.provider = provider
        self.model = model
        self.modality = modality
        self.parameters = parameters
        self.attachments = []
        self.seed = seed ?? parameters[.seed]?.integer
        self.warnings = []
        self.isSandbox = false
    }

    /// - Parameter seed: the one that the provider used, nil where it told none.
    public init(_ record: GenerationRecord, seed: Int64? = nil) {
        self.init(
            provider: record.provider, model: record.model, modality: record.draft.modality,
            parameters: record.draft.parameters, seed: seed)
        attachments = record.draft.attachments
        warnings = record.warnings
        usage = record.usage == Usage() ? nil : record.usage
        isSandbox = record.isSandbox
    }
}
