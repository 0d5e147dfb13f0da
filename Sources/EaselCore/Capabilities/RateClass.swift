/// For what a limit holds.
public enum RateScope: String, Hashable, Sendable, Codable {
    /// Everything that is sent with the same credential.
    case account
    /// The models that the provider counts together (`RateClass`), or the account where the model is in no class.
    case pool
    /// One model.
    case model
}

/// Requests that a provider counts together, apart from all others of the account.
public struct RateClass: Hashable, Sendable {
    /// `free`.
    public var name: String
    /// Models whose id ends so; nil means all.
    public var modelSuffix: String?
    /// Requests that make this; nil means all.
    public var modality: Modality?
    public var limits: RateLimits

    public init(_ name: String, modelSuffix: String? = nil, modality: Modality? = nil, limits: RateLimits) {
        self.name = name
        self.modelSuffix = modelSuffix
        self.modality = modality
        self.limits = limits
    }

    public func holds(_ model: ModelID?, _ modality: Modality) -> Bool {
        if let wanted = self.modality, wanted != modality { return false }
        guard let modelSuffix else { return true }
        return model?.rawValue.hasSuffix(modelSuffix) == true
    }
}
