public import EaselCore

/// Requests that wait for each other at a provider: of one account, one kind of result, and where the provider counts by
/// model, one model.
public struct Lane: Hashable, Sendable {
    public var provider: ProviderID
    /// A tag of the credential.
    public var account: String
    public var modality: Modality
    /// Nil where the model is no matter.
    public var model: ModelID?
    /// The class that the provider counts it under.
    public var pool: String?

    public init(
        provider: ProviderID, account: String = "", modality: Modality, model: ModelID? = nil, pool: String? = nil
    ) {
        self.provider = provider
        self.account = account
        self.modality = modality
        self.model = model
        self.pool = pool
    }
}
