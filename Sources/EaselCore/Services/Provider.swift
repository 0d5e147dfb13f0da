/// A provider that is ready to be called: what it is, what it can do, which models it has.
public struct Provider: Sendable {
    public var descriptor: ProviderDescriptor
    public var services: ServiceSet
    public var models: any ModelLister
    public var media: any MediaSource
    /// Answers come from the sandbox, not from real models.
    public var isSandbox: Bool
    /// Nobody charges for it: a server on a person's own machine, used without a key.
    public var isFree = false
    /// Tells of the credit and the limits of the key; nil where the provider cannot be asked.
    public var account: (any AccountReporter)?
    /// Finds jobs whose acceptance was never heard of; nil where the provider lists none.
    public var finder: (any JobFinder)?
    /// Tells the accounts of one provider apart, and nothing of the credential; empty where there is none.
    public var accountTag: String

    public init(
        descriptor: ProviderDescriptor, services: ServiceSet, models: any ModelLister, media: any MediaSource,
        isSandbox: Bool, account: (any AccountReporter)? = nil, finder: (any JobFinder)? = nil
    ) {
        self.descriptor = descriptor
        self.services = services
        self.models = models
        self.media = media
        self.isSandbox = isSandbox
        self.account = account
        self.finder = finder
        self.accountTag = ""
    }

    public var id: ProviderID { descriptor.id }
}

/// The models of a provider.
public protocol ModelLister: Sendable {
    /// What ships with Easel: works offline.
    var curated: [ModelCard] { get }
    /// The model meant when only the provider is named.
    var defaults: [Modality: ModelID] { get }
    /// Asks the provider which models it has for a modality, where it can be asked; empty where it cannot.
    func listed(_ modality: Modality) async throws(EaselError) -> [ModelCard]
    /// Asks the provider to describe one model: its published schema becomes the card. Nil where the provider publishes
    /// none, or where the model does not make this.
    func described(_ model: ModelID, _ modality: Modality) async throws(EaselError) -> ModelCard?
}

extension ModelLister {
    public func listed(_ modality: Modality) async throws(EaselError) -> [ModelCard] { [] }

    public func described(_ model: ModelID, _ modality: Modality) async throws(EaselError) -> ModelCard? { nil }
}
