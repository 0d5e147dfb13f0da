public import Foundation

/// What is remembered of a provider's limits when a process has ended, and what processes that run side by side share.
public protocol TrafficMemory: Sendable {
    /// All that still matters.
    func notes() async throws(EaselError) -> [TrafficKey: TrafficNote]

    /// Counts a request under all of these, or under none where one of them has no room. One step, also among processes.
    func claim(_ claims: [TrafficClaim], at now: Date) async throws(EaselError) -> TrafficVerdict

    /// Keeps that nothing may be sent before a time. A later time that is known already stands.
    func restrict(_ key: TrafficKey, pausedUntil: Date?, closedUntil: Date?) async throws(EaselError)

    /// Forgets what is known of a provider, or of all.
    func forget(_ provider: ProviderID?) async throws(EaselError)
}

/// One count at a provider.
public struct TrafficKey: Hashable, Sendable {
    public var provider: ProviderID
    /// A tag of the credential; it tells accounts apart and nothing of the secret.
    public var account: String
    /// Empty for the whole account, else the class or the model.
    public var name: String

    public init(provider: ProviderID, account: String, name: String) {
        self.provider = provider
        self.account = account
        self.name = name
    }
}

/// A wish to send, under one count.
public struct TrafficClaim: Hashable, Sendable {
    public var key: TrafficKey
    public var limits: RateLimits

    public init(_ key: TrafficKey, limits: RateLimits) {
        self.key = key
        self.limits = limits
    }

    /// Whether sending leaves something to remember.
    public var counts: Bool { limits.requestsPerMinute != nil || limits.requestsPerDay != nil }
}

/// The answer to a claim.
public struct TrafficVerdict: Hashable, Sendable {
    public var isGranted: Bool
    /// What is known now, the request counted where it was granted.
    public var notes: [TrafficKey: TrafficNote]

    public init(isGranted: Bool, notes: [TrafficKey: TrafficNote]) {
        self.isGranted = isGranted
        self.notes = notes
    }
}
