/// What is known of one model for one modality. Cards enrich; they are no whitelist.
public struct ModelCard: Hashable, Sendable {
    public var provider: ProviderID
    public var model: ModelID
    public var modality: Modality
    public var name: String
    /// One sentence: what it is good at.
    public var summary: String
    public var parameters: [ParameterSpec]
    /// Files that it takes with the prompt.
    public var inputs: [InputSpec]
    public var limits: ModelLimits
    /// Nil when no price is known; unknown is shown as unknown.
    public var price: Price?
    public var retirement: Retirement?
    /// Which of the provider's protocols serves the model, in the adapter's own word; nil for its usual one.
    public var route: String?
    /// Regions that serve the model, best first; empty where that is no matter.
    public var locations: [String]
    public var origin: CardOrigin

    public init(
        provider: ProviderID, model: ModelID, modality: Modality, name: String, summary: String = "",
        origin: CardOrigin = .curated
    ) {
        self.provider = provider
        self.model = model
        self.modality = modality
        self.name = name
        self.summary = summary
        self.parameters = []
        self.inputs = []
        self.limits = ModelLimits()
        self.price = nil
        self.retirement = nil
        self.route = nil
        self.locations = []
        self.origin = origin
    }

    public var reference: ModelReference { ModelReference(provider: provider, model: model) }

    public subscript(key: ParameterKey) -> ParameterSpec? { parameters.first { $0.key == key } }

    /// A copy with changes; makes catalogs read as data.
    public func with(_ change: (inout ModelCard) -> Void) -> ModelCard {
        var copy = self
        change(&copy)
        return copy
    }
}

/// Where a card comes from, which is how far it can be relied on.
public enum CardOrigin: String, Sendable, Codable {
    /// Written by hand from the wire sheets.
    case curated
    /// Read from the schema that the provider publishes for this model: as complete as a curated one.
    case schema
    /// Listed by the provider, live.
    case listed
    /// Made up for an id that nobody described; anything may be sent.
    case unknown

    /// The card names everything that the model takes; what it does not name may be refused.
    public var isComplete: Bool { self == .curated || self == .schema }
}

/// Files of one role that a model takes.
public struct InputSpec: Hashable, Sendable {
    public var role: AttachmentRole
    /// Types or families (`image/*`).
    public var types: [MediaType]
    public var maximumCount: Int
    public var isRequired: Bool
    /// The field's name in the provider's protocol, nil when the adapter writes it by other means.
    public var wireName: String?
    /// Largest file in bytes that reaches the provider by any way that Easel has, nil when no limit is known.
    public var maximumBytes: Int64?
    /// The provider fetches `https` addresses itself, so a file that is hosted already need not be sent.
    public var takesAddresses: Bool

    public init(
        _ role: AttachmentRole, types: [MediaType] = ["image/*"], maximumCount: Int = 1, isRequired: Bool = false,
        wire wireName: String? = nil, maximumBytes: Int64? = nil, takesAddresses: Bool = false
    ) {
        self.role = role
        self.types = types
        self.maximumCount = maximumCount
        self.isRequired = isRequired
        self.wireName = wireName
        self.maximumBytes = maximumBytes
        self.takesAddresses = takesAddresses
    }

    public func accepts(_ type: MediaType) -> Bool {
        types.contains { $0 == type || $0.rawValue == "\(type.family)/*" }
    }
}

/// Bounds that a provider states for a model.
public struct ModelLimits: Hashable, Sendable, Codable {
    public var promptCharacters: Int?
    /// Prompt and answer together, in tokens.
    public var contextTokens: Int?
    public var outputTokens: Int?
    /// What the provider allows for this model alone, nil when the limit is the account's or not known.
    public var rate: RateLimits?

    public init(
        promptCharacters: Int? = nil, contextTokens: Int? = nil, outputTokens: Int? = nil, rate: RateLimits? = nil
    ) {
        self.promptCharacters = promptCharacters
        self.contextTokens = contextTokens
        self.outputTokens = outputTokens
        self.rate = rate
    }
}

/// The end of a model's life.
public struct Retirement: Hashable, Sendable, Codable {
    /// `YYYY-MM-DD`.
    public var date: String
    public var successor: ModelID?

    public init(date: String, successor: ModelID? = nil) {
        self.date = date
        self.successor = successor
    }
}
