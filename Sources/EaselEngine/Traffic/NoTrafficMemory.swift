public import EaselCore
public import Foundation

/// Remembers nothing: limits hold for this process alone.
public struct NoTrafficMemory: TrafficMemory {
    public init() {}

    public func notes() async throws(EaselError) -> [TrafficKey: TrafficNote] { [:] }

    public func claim(_ claims: [TrafficClaim], at now: Date) async throws(EaselError) -> TrafficVerdict {
        TrafficVerdict(isGranted: true, notes: [:])
    }

    public func restrict(_ key: TrafficKey, pausedUntil: Date?, closedUntil: Date?) async throws(EaselError) {}

    public func forget(_ provider: ProviderID?) async throws(EaselError) {}
}
