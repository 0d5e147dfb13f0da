public import EaselCore
public import Foundation

/// The collaborators of the engine, as values: a test passes its own.
public struct EngineEnvironment: Sendable {
    public var registry: ProviderRegistry
    public var history: any HistoryStore
    public var media: any MediaStore
    /// The second home of media files, nil for none.
    public var mirror: (any MediaMirror)?
    /// What a provider listed in an earlier process.
    public var rememberedModels: @Sendable (ProviderID, Modality) -> [ModelCard]
    /// Names this process in leases.
    public var owner: String
    /// Whether the process that a lease names still runs.
    public var isOwnerAlive: @Sendable (String) -> Bool
    /// Whether the machine has run without a break since a lease's process began: what it wrote last is there then.
    public var isOfThisBoot: @Sendable (String) -> Bool
    public var now: @Sendable () -> Date
    /// Time since some fixed moment; never goes back, so it measures how long things take.
    public var uptime: @Sendable () -> Duration
    /// What outlives this process of the providers' limits.
    public var trafficMemory: any TrafficMemory
    /// Where exchanges with providers are kept, nil for nowhere.
    public var exchanges: (any ExchangeStore)?
    /// Only those of attempts that did not succeed are kept.
    public var keepsOnlyFailures: Bool
    /// The trace that a generation belongs to.
    public var trace: @Sendable (JobID) -> TraceContext
    /// How much may be spent.
    public var budget: Budget
    /// When a request that failed is sent again.
    public var retries: RetryPolicy
    /// What every generation of this process warns of.
    public var standingWarnings: [GenerationWarning]
    /// From 0 up to 1.
    public var random: @Sendable () -> Double
    /// In which order results are fetched.
    let downloads = DownloadLine(width: 4)
    /// Waits; throws `CancellationError` when the task is cancelled.
    public var sleep: @Sendable (Duration) async throws -> Void

    public init(
        registry: ProviderRegistry, history: any HistoryStore, media: any MediaStore, owner: String,
        isOwnerAlive: @escaping @Sendable (String) -> Bool
    ) {
        self.registry = registry
        self.history = history
        self.media = media
        self.rememberedModels = { _, _ in [] }
        self.owner = owner
        self.isOwnerAlive = isOwnerAlive
        self.isOfThisBoot = { _ in true }
        let start = ContinuousClock.now
        self.trafficMemory = NoTrafficMemory()
        self.exchanges = nil
        self.keepsOnlyFailures = false
        self.trace = { TraceContext(of: $0) }
        self.budget = Budget()
        self.retries = RetryPolicy()
        self.standingWarnings = []
        self.random = { Double.random(in: 0..<1) }
        self.now = { Date() }
        self.uptime = { ContinuousClock.now - start }
        self.sleep = { try await Task.sleep(for: $0) }
    }
}
