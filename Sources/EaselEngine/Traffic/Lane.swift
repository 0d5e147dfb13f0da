public import EaselCore
public import Foundation

/// What shares one limit at a provider: its key, and where the provider counts by model, the model.
public struct Lane: Hashable, Sendable {
    public var provider: ProviderID
    /// Nil where the limit is the account's.
    public var model: ModelID?
    public var modality: Modality

    public init(provider: ProviderID, modality: Modality, model: ModelID? = nil) {
        self.provider = provider
        self.modality = modality
        self.model = model
    }
}

/// How a lane stands, for screens and for people.
public struct LaneReport: Hashable, Sendable {
    public var lane: Lane
    /// Requests that wait for their turn.
    public var waiting: Int
    /// Requests out, jobs at the provider among them.
    public var running: Int
    /// The provider wants to be left alone until then.
    public var pausedUntil: Date?
    /// What the provider says is left, and when that starts anew.
    public var remaining: Int?
    public var resetsAt: Date?
    /// Nothing is sent because the provider kept failing; it is probed then.
    public var brokenUntil: Date?
    public var isProbing: Bool
}
