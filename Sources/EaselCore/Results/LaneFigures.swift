/// How one provider does for one modality in this process, for a screen: a row of bars, and what went wrong.
public struct LaneFigures: Hashable, Sendable {
    public var provider: ProviderID
    public var modality: Modality
    public var isSandbox: Bool
    /// Milliseconds of the newest generations that succeeded, oldest first.
    public var recent: [Int] = []
    public var succeeded = 0
    public var failed = 0
    public var errors: [EaselError.Kind: Int] = [:]
    /// HTTP statuses of failed tries.
    public var statuses: [Int: Int] = [:]
    public var retries = 0
    /// Times that another target took over from this one.
    public var fallbacks = 0
    public var waits = 0
    public var spending = Spending()

    /// How many latencies are kept.
    public static let recentLimit = 60

    public init(provider: ProviderID, modality: Modality, isSandbox: Bool) {
        self.provider = provider
        self.modality = modality
        self.isSandbox = isSandbox
    }
}
