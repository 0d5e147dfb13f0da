public import Foundation

/// What a person asked for, before anything that depends on the target. It is kept whole in history, so a generation can
/// be run again exactly.
public struct GenerationDraft: Hashable, Sendable, Codable {
    public var modality: Modality
    public var prompt: String
    public var parameters: ParameterValues
    public var attachments: [Attachment]
    /// Where files go, nil for the configured folder. `gs://bucket/prefix` is the configured folder with a copy there.
    public var outputFolder: URL?
    /// What it goes on from; nil for a beginning.
    public var lineage: Lineage?

    public init(modality: Modality, prompt: String, parameters: ParameterValues = [:], attachments: [Attachment] = []) {
        self.modality = modality
        self.prompt = prompt
        self.parameters = parameters
        self.attachments = attachments
    }

    /// The folder on this machine that was named, nil for the configured one.
    public var localFolder: URL? { outputFolder.flatMap { $0.isFileURL ? $0 : nil } }
}

/// A draft with its target and the choices that concern this run only.
public struct GenerationOrder: Hashable, Sendable {
    public var id: JobID
    public var draft: GenerationDraft
    public var target: ModelReference
    /// Send to a model that no card describes.
    public var allowsUnknownModel: Bool
    /// Who takes over when the target fails; nobody unless asked for.
    public var fallback: FallbackPlan
    /// A person agreed to pass the soft limit of the budget, or to a cost that is not known.
    public var isConfirmed: Bool

    public init(
        id: JobID = .new(), draft: GenerationDraft, target: ModelReference, allowsUnknownModel: Bool = false,
        fallback: FallbackPlan = .none
    ) {
        self.id = id
        self.draft = draft
        self.target = target
        self.allowsUnknownModel = allowsUnknownModel
        self.fallback = fallback
        self.isConfirmed = false
    }
}
